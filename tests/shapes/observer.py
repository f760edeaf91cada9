"""Which places a message shows, found by walking along the schema itself: no shape is asked."""

import re
from fractions import Fraction

from pytest_vapi_contract.json_paths import child
from pytest_vapi_contract.shapes import Place

#: What a value shows that may be of several branches of an exclusive union: nothing, as does what holds it.
OPEN = frozenset({"open"})


class Observer:
    """Knows the schemas of a catalogue, and whether its unions are exclusive."""

    def __init__(self, catalogue, type="ping"):
        self._root = catalogue._messages[type]
        self._components = catalogue._components.schemas
        self._exclusive = catalogue._overlap.exclusive

    def shown(self, value):
        """Find each place that a message shows."""
        found = self.look(self._root, "#", value)
        return set() if found is None or found is OPEN else set(found)

    def look(self, schema, at, value):
        """Find what a value shows of a schema; `None` if it is invalid in each reading."""
        if isinstance(schema, bool):
            return frozenset() if schema else None
        return joined(self._looks(schema, at, value))

    def _looks(self, schema, at, value):
        # What tells most values apart is looked at first: the first keyword that refuses one ends it.
        yield of_type(schema, at, value)
        if "const" in schema:
            yield listed([schema["const"]], lambda _: f"{at}/const", value)
        if "enum" in schema:
            yield listed(schema["enum"], lambda index: f"{at}/enum/{index}", value)
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            yield self.look(self._components[name], f"#/$defs/{name}", value)
        for index, part in enumerate(schema.get("allOf", ())):
            yield self.look(part, f"{at}/allOf/{index}", value)
        if isinstance(value, dict):
            yield from self._properties(schema, at, value)
        if isinstance(value, list):
            yield from (self.look(schema.get("items", True), f"{at}/items", item) for item in value)
        for keyword in ("oneOf", "anyOf"):
            if keyword in schema:
                yield self._union(schema[keyword], f"{at}/{keyword}", value, keyword == "oneOf")

    def _union(self, branches, at, value, exclusive):
        looks = {
            child(at, index): self.look(each, child(at, index), value) for index, each in enumerate(branches)
        }
        taken = {place: look for place, look in looks.items() if look is not None}
        clear = {place: look for place, look in taken.items() if look is not OPEN}
        if not taken:
            return None
        if not clear or (len(taken) > 1 and exclusive and self._exclusive):
            return OPEN
        return frozenset().union(*(look | {Place(place, "branch")} for place, look in clear.items()))

    def _properties(self, schema, at, value):
        declared, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
        for name in sorted(declared.keys() & value.keys(), key=lambda name: "enum" not in declared[name]):
            yield self.look(declared[name], child(f"{at}/properties", name), value[name])
        for name in value.keys() - declared.keys():
            yield self.look(rest, f"{at}/additionalProperties", value[name])
        yield frozenset(
            Place(child(f"{at}/properties", name), "present" if name in value else "absent")
            for name in declared
        )


def joined(looks):
    """Put together what the parts of a value show."""
    found, is_open = set(), False
    for look in looks:
        if look is None:
            return None
        found |= look
        is_open |= look is OPEN
    return OPEN if is_open else frozenset(found)


def listed(values, place_of, value):
    """Find which of the listed values it is."""
    told = as_json(value)
    same = [index for index, one in enumerate(values) if one == value and as_json(one) == told]
    return frozenset(Place(place_of(index), "value") for index in same) if same else None


def as_json(value):
    """Tell booleans from numbers, as JSON does and Python does not."""
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {name: as_json(part) for name, part in value.items()}
    return (type(value) is bool, value)


def is_number(value):
    """Tell a number from a boolean."""
    return isinstance(value, int | float) and not isinstance(value, bool)


TYPES = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: is_number(value) and value == int(value),
    "number": is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def of_type(schema, at, value):
    """Find what a value shows of the keywords that are about its type alone."""
    declared = schema.get("type", list(TYPES))
    types = [declared] if isinstance(declared, str) else declared
    matching = [index for index, name in enumerate(types) if TYPES[name](value)]
    if not matching or not within_bounds(schema, value):
        return None
    several = isinstance(schema.get("type"), list)
    return frozenset(
        [
            *(Place(f"{at}/type/{index}", "branch") for index in matching if several),
            *(Place(f"{at}/{name}", "bound") for name in touched(schema, value)),
            *([Place(at, SIZES[min(len(value), 2)])] if isinstance(value, list) and "type" in schema else ()),
        ]
    )


def within_bounds(schema, value):
    """Tell whether a value keeps to all that a schema says of its size and its parts."""
    bounds = bounds_of(value)
    return (
        all(bounds[name](size(value), schema[name]) for name in bounds.keys() & schema.keys())
        and not (isinstance(value, str) and re.search(schema.get("pattern", ""), value) is None)
        and not (isinstance(value, dict) and set(schema.get("required", ())) - value.keys())
        and not (isinstance(value, list) and schema.get("uniqueItems") and has_twins(value))
    )


def touched(schema, value):
    """List the bounds that a value is right at; that no string is shorter than none is no bound."""
    names = EDGES & bounds_of(value).keys() & schema.keys()
    return {
        name for name in names if schema[name] == size(value) and (name, schema[name]) != ("minLength", 0)
    }


def size(value):
    """Tell what bounds are about: a number itself, and how long all else is."""
    return len(value) if isinstance(value, str | list | dict) else value


def bounds_of(value):
    """List the keywords that bind a value of this type."""
    if value is None or isinstance(value, bool):
        return {}
    return next(bounds for kind, bounds in BOUNDS.items() if isinstance(value, kind))


def has_twins(values):
    """Tell whether an item stands in a list twice."""
    told = [as_json(value) for value in values]
    return any(told.index(one) != index for index, one in enumerate(told))


SIZES = ("empty", "one", "many")
EDGES = {"minLength", "maxLength", "minimum", "maximum"}
AT_LEAST, AT_MOST = (lambda size, bound: size >= bound), (lambda size, bound: size <= bound)
NUMBERS = {
    "minimum": AT_LEAST,
    "maximum": AT_MOST,
    "exclusiveMinimum": lambda size, bound: size > bound,
    "exclusiveMaximum": lambda size, bound: size < bound,
    "multipleOf": lambda size, step: Fraction(str(size)) % Fraction(str(step)) == 0,
}
BOUNDS = {
    str: {"minLength": AT_LEAST, "maxLength": AT_MOST},
    int: NUMBERS,
    float: NUMBERS,
    list: {"minItems": AT_LEAST, "maxItems": AT_MOST},
    dict: {"minProperties": AT_LEAST, "maxProperties": AT_MOST},
}
