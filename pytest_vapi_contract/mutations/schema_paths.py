"""How a place is reached in a message, and a conforming message around a value at that place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..json_paths import copied, is_list
from ..shapes import Array, Catalogue, Occurrence, Record, Shape, Smallest, Step, Union, steps_into


@dataclass(frozen=True, slots=True)
class SchemaStep:
    """One way down: into a property or an item, or into the branch declared at a place of the schema."""

    token: str | int | None
    branch: str | None = None


SchemaPath: TypeAlias = tuple[SchemaStep, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One way to follow a schema path: the shapes above the last one, each with the step down from it."""

    steps: tuple[tuple[Shape, Step], ...]
    last: Shape

    @property
    def tokens(self) -> tuple[str | int, ...]:
        """Where it leads in a message."""
        return tuple(step.token for _, step in self.steps if step.token is not None)


def ways_to(catalogue: Catalogue, occurrence: Occurrence) -> SchemaPath:
    """The step to an occurrence from the one above it; the message itself has none."""
    if occurrence.above is None or occurrence.step is None:
        return ()
    return (_way(catalogue, occurrence.above.shape, occurrence.step),)


def _way(catalogue: Catalogue, above: Shape, step: Step) -> SchemaStep:
    if isinstance(above, Union) and step.branch is not None:
        return SchemaStep(None, catalogue.branches(above)[step.branch].at)
    return SchemaStep(step.token)


def paths(catalogue: Catalogue, root: Shape, schema_path: SchemaPath) -> Iterator[Path]:
    """Follow a path in every way: a branch that differs from others in several ways has several shapes."""
    if not schema_path:
        yield Path((), root)
        return
    first = schema_path[0]
    for step in steps_into(catalogue, root, first.token):
        if _way(catalogue, root, step) == first:
            for rest in paths(catalogue, step.child, schema_path[1:]):
                yield Path(((root, step), *rest.steps), rest.last)


def around(smallest: Smallest, path: Path, value: Any) -> Any:
    """Build the smallest message that holds the value at the end of the path."""
    for shape, step in reversed(path.steps):
        if isinstance(shape, Record):
            value = {**smallest.of(shape), step.token: value}
        elif isinstance(shape, Array):
            value = _list_with(smallest, shape, step, value)
    return value


def _list_with(smallest: Smallest, shape: Array, step: Step, value: Any) -> list[Any]:
    held = [smallest.of(shape.holding)] if shape.holding is not None and step.branch is None else []
    more = shape.min_items - len(held) - 1
    items = [value, *held, *(smallest.of(shape.items) for _ in range(more))]
    return items[: shape.max_items]  # with room for one item only, it is also the required one


def put(message: Any, tokens: tuple[str | int, ...], value: Any) -> Any:
    """Copy a message with another value at a place."""
    if not tokens:
        return value
    first, rest = tokens[0], tokens[1:]
    keys = enumerate(message) if is_list(message) else message.items()
    parts = {key: put(part, rest, value) if key == first else copied(part) for key, part in keys}
    return list(parts.values()) if is_list(message) else parts
