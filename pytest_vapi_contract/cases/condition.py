"""
What is special about a body: which place of it, and what is there.

A condition is data, to be compared and ordered; `str` puts it into words that fit behind "when".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from json import dumps
from typing import Any

from ..json_paths import JSON_TYPE_OF, Parsed, is_list, is_object, tokens
from .family import TYPES, Facts, Family

Path = tuple[str | int, ...]

#: Where a body has its message.
MESSAGE = "message"
#: Where the first tool call of a body has its arguments.
ARGUMENTS: Path = (MESSAGE, "toolCallList", 0, "function", "arguments")
#: A name that needs no quotes in a path.
PLAIN_NAME = re.compile(r"[\w$-]+")

#: The name of properties that no schema lists.
NEW_PROPERTY = "newProperty"
#: Strings longer than this are not quoted.
QUOTED = 32
MISSING = object()
#: Classes of JSON values, each with its JSON type, whole numbers being numbers.
OF_CLASS = {**JSON_TYPE_OF, int: "number"}
#: The JSON types of values, the plainest first.
PLAINEST = ("null", "boolean", "number", "string", "array", "object")
#: What has parts: an empty one is told as such.
WITH_PARTS: dict[str, str] = {"string": "string", "array": "list", "object": "object"}
#: What a text or a list is made of.
PARTS: dict[str, str] = {"string": "characters", "array": "items"}
#: Keywords that are about the type of a value, whatever the value is.
TYPE_ONLY = frozenset({"type", "envelope"})
#: Where a condition about the body as a whole comes, or one that is about no place: after all places.
WHOLE = 1_000


class Kind(IntEnum):
    """What a condition is about, the plainest first."""

    MISSING = 0
    PRESENT = 1  #: Any value.
    OTHER_TYPE = 2  #: Any value that is not of the type.
    NULL = 3
    TYPE = 4  #: Any value of the type, or any empty one.
    VALUE = 5
    UNLISTED = 6  #: A property that the schema does not list.
    LARGE = 7  #: The size of the body.
    FAMILY = 8  #: What the family of the case says.
    NON_ASCII = 9  #: A character of the body, wherever it is.


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """When something happens: what is at one of these places, or what else is special about a case."""

    kind: Kind
    places: tuple[Path, ...] = ()  #: From the top of the body; none for the body as a whole.
    type: str = ""  #: The JSON type of what is there; of `OTHER_TYPE`, what is not there.
    empty: bool = False
    value: str = ""  #: What is there, as JSON; what the words of the family name.
    family: Family | None = None
    size: int = 0  #: How many characters, or items, what is there has, where that is told.
    tool: str = ""  #: The tool that is called, for what is special about its arguments.

    @property
    def where(self) -> Path:
        """The place, if it is one."""
        return self.places[0] if len(self.places) == 1 else ()

    @property
    def plainness(self) -> tuple[int, int]:
        """The rank among conditions: what is easy to understand and near the top of the body comes first."""
        if self.kind >= Kind.LARGE or (self.kind == Kind.VALUE and not self.places[0]):
            return Kind.LARGE, 0
        return self.kind, len(self.places[0]) or WHOLE

    def includes(self, other: Condition) -> bool:
        """Whether this is said of the value at a place, and says all that the other one says of it."""
        elsewhere = (other.places, other.tool) != (self.places, self.tool)
        if other == self or elsewhere or not Kind.NULL <= other.kind <= Kind.VALUE:
            return other == self
        match self.kind:
            case Kind.PRESENT:
                return True
            case Kind.OTHER_TYPE:
                return other.type != self.type
            case _:
                return self.is_whole_type and other.type == self.type

    def is_met_by(self, body: Any) -> bool:
        """Whether a body is such a one, as far as the types of its values tell."""
        return not self.tool and any(self._is_met_at(path, body) for path in self.places)

    def _is_met_at(self, path: Path, body: Any) -> bool:
        value = value_at(body, path)
        if value is MISSING:
            return self.kind == Kind.MISSING and isinstance(value_at(body, path[:-1]), dict)
        match self.kind:
            case Kind.PRESENT:
                return True
            case Kind.OTHER_TYPE:
                return type_of(value) != self.type
            case _:
                return self.is_whole_type and type_of(value) == self.type

    @property
    def is_whole_type(self) -> bool:
        """Whether it is about any value of one type."""
        return self.kind == Kind.NULL or (self.kind == Kind.TYPE and not self.empty and not self.size)

    def __str__(self) -> str:
        if self.kind == Kind.LARGE:
            return "the body is large"
        if self.kind == Kind.NON_ASCII:
            return "the body has a non-ASCII character"
        if self.family is not None:
            return self.family.told({"value": self.value, "tool": self.tool})
        if self.kind == Kind.UNLISTED:
            return f"{_object(self.where[:-1])} has a property that the schema does not list"
        return " or ".join(f"{self._shown(path)} is {self._what()}" for path in self.places)

    def _shown(self, path: Path) -> str:
        return shown_argument(path, self.tool) if self.tool else shown_path(path)

    def _what(self) -> str:
        if self.kind in (Kind.MISSING, Kind.PRESENT):
            return self.kind.name.lower()
        if self.kind == Kind.OTHER_TYPE:
            return f"not {TYPES[self.type]}"
        if self.empty:
            return f"an empty {WITH_PARTS[self.type]}"
        if self.kind == Kind.VALUE:
            return f"the string {self.value}" if self.type == "string" else self.value
        if self.size:
            return f"{TYPES[self.type]} of {self.size:,} {PARTS[self.type]}"
        return TYPES[self.type]


def summed_up(conditions: Iterable[Condition]) -> list[Condition]:
    """The same in fewer words: what holds for all JSON types but one is told once, without parts of it."""
    told = list(dict.fromkeys(conditions))
    types: dict[tuple[tuple[Path, ...], str], set[str]] = {}
    for each in told:
        if each.is_whole_type:
            types.setdefault((each.places, each.tool), set()).add(each.type)
    for ((place,), tool), found_there in types.items():
        left = [type for type in PLAINEST if type not in found_there]
        wide = [other_than(place, left[0])] if len(left) == 1 else [] if left else [present(place)]
        told += [replace(each, tool=tool) for each in wide]
    return [each for each in told if not any(other.includes(each) and other != each for other in told)]


LARGE = Condition(kind=Kind.LARGE)
#: That of a body which is refused for its characters.
NON_ASCII = Condition(kind=Kind.NON_ASCII)


def shown_path(path: Path) -> str:
    """
    A place as people write it: `call.id` and `messages[0]` in the message, `message` for the message itself.

    Where something else could be meant, the path begins at the top of the body, with a slash.
    """
    if not path:
        return "the body"
    if path[0] == MESSAGE and path[1:2] != (MESSAGE,):
        inside = len(path) > 1 and isinstance(path[1], str)
        return f"`{_steps(path[1:] if inside else path)}`"
    return f"`/{_steps(path)}`"


def shown_argument(path: Path, tool: str) -> str:
    """An argument of a tool as people write it: `address.zip` of `book_table`."""
    return f"`{_steps(path[len(ARGUMENTS) :]) or ARGUMENTS[-1]}` of `{tool}`"


def _steps(path: Path) -> str:
    return "".join(map(_step, path)).removeprefix(".")


def _step(token: str | int) -> str:
    if isinstance(token, int):
        return f"[{token}]"
    return f".{token}" if PLAIN_NAME.fullmatch(token) else f"[{dumps(token, ensure_ascii=False)}]"


def _object(path: Path) -> str:
    return "the message" if path == (MESSAGE,) else shown_path(path)


def of_family(family: Family, facts: Facts, *places: Path) -> Condition:
    """The condition of a case that has no place in the body, or whose place says too little."""
    return Condition(kind=Kind.FAMILY, places=places, family=family, value=str(facts.get("value", "")))


def present(path: Path) -> Condition:
    """Something is at a place, whatever it is."""
    return Condition(kind=Kind.PRESENT, places=(path,))


def other_than(path: Path, type: str) -> Condition:
    """What is at a place is of any JSON type but this one."""
    return Condition(kind=Kind.OTHER_TYPE, places=(path,), type=type)


def of_type(path: Path, type: str) -> Condition:
    """What is at a place is of a JSON type, whatever the value is."""
    return Condition(kind=Kind.NULL if type == "null" else Kind.TYPE, places=(path,), type=type)


def missing(*places: Path) -> Condition:
    """Nothing is at any of these places."""
    return Condition(kind=Kind.MISSING, places=places)


def found(path: Path, value: Any, *, type_only: bool = False) -> Condition:
    """What is at a place: the value if it is short, and otherwise its type."""
    if value is MISSING:
        return missing(path)
    type = type_of(value)
    if path[-1:] == (NEW_PROPERTY,):
        return Condition(kind=Kind.UNLISTED, places=(path,))
    if value is None:
        return Condition(kind=Kind.NULL, places=(path,), type=type)
    if type_only:
        return Condition(kind=Kind.TYPE, places=(path,), type=type)
    if type in WITH_PARTS and not (type == "string" and _is_short(value)):
        return Condition(kind=Kind.TYPE, places=(path,), type=type, empty=not value)
    text = dumps(value, ensure_ascii=False)
    return Condition(kind=Kind.VALUE, places=(path,), type=type, value=text)


def of_text(path: Path, text: str) -> Condition:
    """What is at a place is this very text; of a long one, what is around its first special character."""
    special = next((at for at, char in enumerate(text) if not char.isprintable()), 0)
    begin = max(0, min(special, len(text) - QUOTED // 2) - QUOTED // 2)
    part = text[begin : begin + QUOTED]
    told = f"{'…' if begin else ''}{part}{'…' if len(text) > begin + QUOTED else ''}"
    value = dumps(told, ensure_ascii=False)
    return Condition(kind=Kind.VALUE, places=(path,), type="string", value=value)


def _is_short(text: str) -> bool:
    return 0 < len(text) <= QUOTED and text.isprintable()


def condition_of(body: Any, at: str, keyword: str, name: str | None = None) -> Condition | None:
    """
    What is at a place of the message, or the first step of the way to it that is not there.

    Where only the type of the value matters, only that is told; of an object that lacks a property, its name.
    None if that name is not known.
    """
    path = path_of(body, at)
    value = value_at(body, path)
    if keyword == "required" and isinstance(value, dict) and value:
        return missing((*path, name)) if name is not None else None
    return found(path, value, type_only=keyword in TYPE_ONLY)


def path_of(body: Any, at: str) -> Path:
    """The path to a place of the message, as far as it goes: up to what is not an object, or is missing."""
    path: Path = ()
    value = body
    for token in ("message", *tokens(at)):
        if not is_object(value) and not (is_list(value) and token.isdigit()):
            break
        path, value = (*path, int(token) if is_list(value) else token), child_of(value, token)
        if value is MISSING:
            break
    return path


def type_of(value: object) -> str:
    """The JSON type of a value, whole numbers being numbers."""
    kind = type(value)
    return OF_CLASS.get(kind) or next((OF_CLASS[each] for each in kind.__mro__ if each in OF_CLASS), "array")


def child_of(value: Parsed, token: str | int) -> Any:
    """The value under a name or at an index; `MISSING` if there is none."""
    if isinstance(value, dict):
        return value.get(str(token), MISSING)
    if isinstance(value, list) and str(token).isdigit() and int(token) < len(value):
        return value[int(token)]
    return MISSING


def value_at(body: Any, path: Path) -> Any:
    """The value at the end of a path; `MISSING` if the path leads nowhere."""
    for token in path:
        body = child_of(body, token)
    return body


def paths_of(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a value but the value itself, nearest first."""
    level = [(path, value)]
    while level:
        level = [((*at, key), child) for at, parent in level for key, child in _children(parent)]
        yield from (at for at, _ in level)


def weight(value: Any) -> tuple[int, int, int]:
    """How much there is to read in a value: how many places, how plain they are, how long the text is."""
    if isinstance(value, bytes):
        return (1, 0, len(value))
    places, plain, level = 1, 0, [value]
    while level:
        level = [child for parent in level for _, child in _children(parent)]
        places += len(level)
        plain += sum(PLAINEST.index(type_of(child)) for child in level)
    return places, plain, len(dumps(value))


def _children(value: Parsed) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
