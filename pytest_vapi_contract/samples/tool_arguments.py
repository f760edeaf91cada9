"""Arguments of the user's own tools: what a model would well put in, as far as the parameters allow it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..cases.condition import Path
from ..contract.message_types import TOOL_CALLS
from ..json_paths import Object, copied, is_list, is_object, with_value
from ..realism.arguments import argument_values
from ..realism.sample_size import DETAILS
from ..realism.scenario import Scenario
from ..user_tools import ToolContract
from .builders import Plans

#: How many levels of arguments are filled in.
LEVELS = 4
DETAIL = DETAILS["typical"]


def realistic_arguments(contract: ToolContract, seed: int = 0, *, optional: bool = True) -> Object:
    """
    The arguments of a call, the same for the same seed, with all that may be left out, or without it.

    Only what the tool's parameters demand is there if they allow no more. Of a tool whose parameters
    contradict themselves the arguments are empty.
    """
    if contract.why_not is not None:
        return {}
    drawn = _drawn(contract, seed, optional=optional)
    return _believable(contract, drawn, seed)


def _drawn(contract: ToolContract, seed: int, *, optional: bool) -> Object:
    if not (contract.tool.parameters or {}).get("properties") and contract.accepts({}):
        return {}
    scenario = Scenario(seed, TOOL_CALLS, DETAIL)
    plans, record = _plans(contract), contract.record
    if record is not None and record.properties:
        names = [
            name
            for name, part in record.properties.items()
            if part.required or (optional and _is_made(contract, name))
        ]
        drawn = {name: plans.plan(record.properties[name].shape, LEVELS)(scenario) for name in names}
        if contract.accepts(drawn):
            return drawn
    made: Object = plans.plan(contract.contract.catalogue("every").record(TOOL_CALLS), 2)(scenario)
    arguments: Object = made["arguments"]
    return arguments


def _is_made(contract: ToolContract, name: str) -> bool:
    """Whether an optional argument has any value."""
    record = contract.record
    return (
        record is not None
        and contract.contract.catalogue("every").why_empty(record.properties[name].shape) is None
    )


@lru_cache(maxsize=256)
def _plans(contract: ToolContract) -> Plans:
    return Plans(contract.contract.catalogue("every"), DETAIL)


def _believable(contract: ToolContract, arguments: Object, seed: int) -> Object:
    """The arguments with values that fit their names and descriptions, wherever the parameters allow them."""
    whole: Object = copied(arguments)
    for path, schema in places_of(contract, arguments):
        names = [token for token in path if isinstance(token, str)]
        for value in argument_values(names[-1] if names else "", schema, seed):
            changed = with_value(whole, path, value)
            if contract.accepts(changed):
                whole = changed
                break
    return whole


def places_of(contract: ToolContract, arguments: Object) -> Iterator[tuple[Path, Object]]:
    """Each text and number in some arguments, with the schema that the tool has for it, but no choices."""
    yield from _places(contract, contract.tool.parameters or {}, arguments, ())


def _places(contract: ToolContract, schema: Any, value: Any, path: Path) -> Iterator[tuple[Path, Object]]:
    schema = contract.resolved(schema)
    if is_object(value):
        declared = contract.resolved(schema.get("properties"))
        for name, part in value.items():
            yield from _places(contract, declared.get(name), part, (*path, name))
    elif is_list(value):
        for number, part in enumerate(value):
            yield from _places(contract, schema.get("items"), part, (*path, number))
    elif path and "enum" not in schema and not isinstance(value, bool) and value is not None:
        yield path, schema
