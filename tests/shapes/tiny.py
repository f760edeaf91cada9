"""Contracts of a few lines, and random schemas with the answers of a validator that is not ours."""

import jsonschema_rs
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Catalogue
from pytest_vapi_contract.shapes.compiler import compile_schema

#: What an exclusive union, an enum, a record and so on can hold, to be combined at random.
SHORT = st.text("ab", max_size=3)
SCALARS = st.none() | st.booleans() | st.integers(-3, 6) | st.sampled_from([0.5, 1.5, -0.0, 2.0]) | SHORT
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=5,
)


def catalogue(schema=None, *, exclusive=True, **components):
    """The catalogue of one message type "ping" with the schema, and of components."""
    return Catalogue({"ping": {} if schema is None else schema}, components, exclusive=exclusive)


def compiled(schema, **components):
    """A catalogue, and the shape of a schema in it."""
    known = catalogue(schema, **components)
    return known, known.resolve(compile_schema(schema, "#"))


def accepts(schema, value, **components):
    """Whether jsonschema_rs finds a value valid."""
    return jsonschema_rs.is_valid({"$defs": components, "allOf": [schema]}, value)


def inclusive(schema):
    """The same schema with each `oneOf` read as `anyOf`."""
    if isinstance(schema, dict):
        return {"anyOf" if name == "oneOf" else name: inclusive(part) for name, part in schema.items()}
    return [inclusive(part) for part in schema] if isinstance(schema, list) else schema


def keywords(type, **optional):
    """Schemas of a type with some of the optional keywords."""
    return st.fixed_dictionaries({"type": st.just(type)}, optional=optional)


SIZES = st.integers(0, 3)
NUMBERS = st.integers(-2, 4)
TEXTS = keywords("string", minLength=SIZES, maxLength=SIZES)
NUMERIC = keywords("number", minimum=NUMBERS, maximum=NUMBERS) | keywords(
    "integer", minimum=NUMBERS, maximum=NUMBERS
)
ENUMS = st.lists(
    st.sampled_from([None, True, False, 0, 1, 2, "", "a", "bb"]), max_size=3, unique_by=repr
).map(lambda values: {"enum": values})
LEAVES = TEXTS | NUMERIC | ENUMS | st.sampled_from([{"type": "boolean"}, {"type": "null"}, {}])


def records(parts):
    """Schemas of objects whose properties are of the parts."""
    return st.builds(
        lambda properties, required, rest: {
            "type": "object",
            "properties": properties,
            "required": sorted(required & properties.keys()),
            **rest,
        },
        st.dictionaries(st.sampled_from("abc"), parts, min_size=1, max_size=3),
        st.sets(st.sampled_from("abc")),
        st.sampled_from([{}, {}, {"additionalProperties": False}]),
    )


def arrays(parts):
    """Schemas of lists of the parts."""
    return st.builds(
        lambda items, sizes: {"type": "array", "items": items, **sizes},
        parts,
        st.fixed_dictionaries({}, optional={"minItems": st.integers(0, 2), "maxItems": st.integers(0, 3)}),
    )


def unions(parts):
    """Schemas of one of several parts."""
    return st.builds(
        lambda keyword, branches: {keyword: branches},
        st.sampled_from(["oneOf", "anyOf"]),
        st.lists(parts, min_size=1, max_size=3),
    )


SCHEMAS = st.recursive(LEAVES, lambda inner: records(inner) | arrays(inner) | unions(inner), max_leaves=5)
