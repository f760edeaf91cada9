"""Where two states differ, and what a state has about each call: states are plain values, however nested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeGuard

from ..delivery.observation.crash import crash_of
from ..errors import ProbeFailed
from ..json_paths import is_list
from ..masking.mask import said_line

#: The keys and places that lead to a part of a state; nothing for the state itself.
StatePath: TypeAlias = tuple[object, ...]
Changes: TypeAlias = frozenset[StatePath]

#: What stands where one of two states has nothing.
NOTHING = object()
#: Changes that are shown, and how much of each.
SHOWN_CHANGES, LONGEST_KEY, LONGEST_VALUE = 2, 16, 40


def changes_between(before: Any, after: Any) -> Changes:
    """
    Return the paths to what differs: into dictionaries and tuples, and to lists and other values as wholes.

    Raises `ProbeFailed` for states that cannot be compared.
    """
    try:
        return frozenset(_changes(before, after, ()))
    except BaseException as error:
        raise ProbeFailed("state", f"its result cannot be compared: {crash_of(error)}") from error


def _changes(before: Any, after: Any, path: StatePath) -> Iterator[StatePath]:
    if _is_dict(before) and _is_dict(after):
        for key in {**before, **after}:
            yield from _changes(before.get(key, NOTHING), after.get(key, NOTHING), (*path, key))
    elif _is_tuple(before) and _is_tuple(after) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _changes(one, other, (*path, number))
    elif bool(before != after):
        yield path


def added_between(before: Any, after: Any) -> Any:
    """
    Return what a state has, and had not before: of dictionaries the changed values, of lists the new end.

    Raises `ProbeFailed` for states that cannot be compared.
    """
    try:
        return _added(before, after)
    except BaseException as error:
        raise ProbeFailed("state", f"its result cannot be compared: {crash_of(error)}") from error


def _added(before: Any, after: Any) -> Any:
    if _is_dict(before) and _is_dict(after):
        pairs = ((key, before.get(key, NOTHING), each) for key, each in after.items())
        return {key: _added(one, other) for key, one, other in pairs if bool(one != other)}
    if _is_tuple(before) and _is_tuple(after) and len(before) == len(after):
        return tuple(_added(one, other) for one, other in zip(before, after, strict=True))
    if is_list(before) and is_list(after) and after[: len(before)] == before:
        return after[len(before) :]
    return after if bool(before != after) else None


def beyond(changes: Changes, noise: Changes) -> Changes:
    """Return the changes but for those within a part of the state that changes with everything."""
    return frozenset(each for each in changes if not any(each[: len(part)] == part for part in noise))


def leading(state: Any, path: StatePath) -> StatePath:
    """Return the beginning of a path that leads to dictionaries of a state and what is in them."""
    for number, key in enumerate(path):
        if not _is_dict(state) or key not in state:
            return path[:number]
        state = state[key]
    return path


def told_changes(before: Any, after: Any, changes: Changes) -> str:
    """Return what was changed in a state, in a few words: "rows.c1: {'done': True}"."""
    try:
        told = [_told(before, after, path) for path in sorted(changes, key=repr)]
    except BaseException as error:
        raise ProbeFailed("state", f"its result cannot be shown: {crash_of(error)}") from error
    more = [f"and {len(told) - SHOWN_CHANGES} more"] if len(told) > SHOWN_CHANGES else []
    return "; ".join([*told[:SHOWN_CHANGES], *more])


def _told(before: Any, after: Any, path: StatePath) -> str:
    one, other = _part(before, path), _part(after, path)
    name = ".".join(_short(str(key), LONGEST_KEY) for key in path)
    if other is NOTHING:
        return f"{name} is gone"
    if is_list(one) and is_list(other) and other[: len(one)] == one:
        added = other[len(one) :]
        return f"{name} + {_short(repr(added), LONGEST_VALUE)}".strip()
    return f"{name}: {_short(repr(other), LONGEST_VALUE)}" if name else _short(repr(other), LONGEST_VALUE)


def _part(state: Any, path: StatePath) -> Any:
    for key in path:
        if state is NOTHING:
            return NOTHING
        state = state.get(key, NOTHING) if _is_dict(state) else state[key]
    return state


def _short(text: str, most: int) -> str:
    line = said_line(text, most=most * 4)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def quiet(state: Any, noise: Changes) -> Any:
    """Return a state without the parts that change with everything."""
    if not noise or not (_is_dict(state) or _is_tuple(state)):
        return state
    pairs = state.items() if _is_dict(state) else enumerate(state)
    kept = {
        key: quiet(each, frozenset(path[1:] for path in noise if path[:1] == (key,)))
        for key, each in pairs
        if (key,) not in noise
    }
    return kept if _is_dict(state) else tuple(kept.values())


def plain(state: Any, names: Mapping[str, str]) -> Any:
    """Return a state with other names for ids, and without the order of sets and of keys."""
    if isinstance(state, str):
        for id, name in names.items():
            state = state.replace(id, name)
        return state
    if _is_dict(state):
        pairs = [(plain(key, names), plain(each, names)) for key, each in state.items()]
        return ("mapping", *sorted(pairs, key=repr))
    if is_list(state) or _is_tuple(state):
        return ("list", *(plain(each, names) for each in state))
    if _is_set(state):
        return ("set", *sorted((plain(each, names) for each in state), key=repr))
    return state


def records_about(state: Any, name: str, others: Iterable[str]) -> list[str]:
    """Return the largest parts of a plain state with one name and none of the others, as sorted texts."""
    return sorted(map(repr, _about(state, name, tuple(others))))


def _about(state: Any, name: str, others: tuple[str, ...]) -> Iterator[Any]:
    if not _has(state, name):
        return
    if not any(_has(state, other) for other in others):
        yield state
    elif _is_tuple(state):
        for each in state:
            yield from _about(each, name, others)


def _has(state: Any, name: str) -> bool:
    if isinstance(state, str):
        return name in state
    return _is_tuple(state) and any(_has(each, name) for each in state)


def _is_dict(value: object) -> TypeGuard[dict[object, Any]]:
    return isinstance(value, dict)


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


def _is_set(value: object) -> TypeGuard[set[Any] | frozenset[Any]]:
    return isinstance(value, set | frozenset)
