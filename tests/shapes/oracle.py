"""
An oracle of the algebra of shapes: a validator that is not ours, asked about a few hundred values.

Each shape is written down as a JSON Schema again for it.
"""

from itertools import product

import jsonschema_rs
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Anything, Array, Choice, Nothing, Number, Record, Text, Union
from tests.shapes.tiny import ENUMS, SIZES, arrays, inclusive, keywords, records, unions

TEXTS = ("", "a", "b", "aa", "ab", "ba", "aaa", "abb", "aaaa")
NUMBERS = (*range(-3, 6), -0.5, 0.5, 1.5, 2.5)
SCALARS = (None, False, True, *NUMBERS, *TEXTS)
FEW = (None, True, 0, 1, 2.5, "", "a", "ab")

#: Values on both sides of all that the schemas below can say.
UNIVERSE = (
    *SCALARS,
    *([], {}),
    *([one] for one in SCALARS),
    *([one, other] for one, other in product(FEW, FEW)),
    *([one, 1, "a"] for one in FEW),
    [0, 1, 2, "a"],
    *({name: one} for name, one in product("abd", SCALARS)),
    *({"a": one, "b": other} for one, other in product(FEW, FEW)),
    *({"a": one, "d": other} for one, other in product(FEW, FEW)),
    *({"a": one, "b": one, "c": "a"} for one in FEW),
    *({"b": one, "c": other} for one, other in product(FEW, FEW)),
    *([[one]] for one in FEW),
    *([{"a": one}] for one in FEW),
    *({"a": [one]} for one in FEW),
    *({"a": {"b": one}} for one in FEW),
)

BOUNDS = st.sampled_from([-2, -1, 0, 0.5, 1, 2, 3])
NUMERIC_KEYWORDS = {
    "minimum": BOUNDS,
    "maximum": BOUNDS,
    "exclusiveMinimum": BOUNDS,
    "exclusiveMaximum": BOUNDS,
    "multipleOf": st.sampled_from([0.5, 1, 2]),
}
TEXT_KEYWORDS = {"minLength": SIZES, "maxLength": SIZES, "pattern": st.sampled_from(["a", "^a", "b$"])}
NO_MORE: st.SearchStrategy[dict[str, int]] = st.just({})
COUNTS = st.fixed_dictionaries(
    {}, optional={"minProperties": st.integers(0, 2), "maxProperties": st.integers(0, 2)}
)
ELSE = st.sampled_from(
    [
        {"type": "boolean"},
        {"const": "a"},
        {"const": 1},
        {"enum": [[1, 1], [1]]},
        {"minLength": 1},
        {"maximum": 1},
        {},
    ]
)


def kinds(text, numeric):
    """Schemas without parts: of texts, of numbers, and of all there is."""
    # Twice as often: there is much to say of texts.
    texts = (
        keywords("string", **text) | keywords("string", **text) | keywords(["string", "null"], **text) | ENUMS
    )
    numbers = keywords("number", **numeric) | keywords("integer", **numeric) | ENUMS
    return texts, numbers, texts | numbers | ELSE


def combined(leaves, counts=NO_MORE, twins=NO_MORE):
    """
    Schemas of lists, records and unions of the leaves, and of what those hold.

    `counts` is said of records besides, and `twins` of lists.
    """
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(dict.__or__, records(inner), NO_MORE | counts)
            | st.builds(lambda rest: {"type": "object", "additionalProperties": rest}, inner)
            | st.builds(dict.__or__, arrays(inner), NO_MORE | twins)
            | unions(inner)
        ),
        max_leaves=4,
    )


def lacking(keyword, known):
    """Keywords without one of them."""
    return {name: values for name, values in known.items() if name != keyword}


def pairs(kinds, others, **more):
    """Pairs of schemas that have much to do with each other: their leaves are of one kind."""
    return st.one_of(
        st.tuples(kind, other) | st.tuples(combined(kind, **more), combined(other, **more))
        for kind, other in zip(kinds, others, strict=True)
    )


MORE = {"counts": COUNTS, "twins": st.just({"uniqueItems": True})}
KINDS = kinds(TEXT_KEYWORDS, NUMERIC_KEYWORDS)
# Two patterns or two multiples at once are not understood.
UNDERSTOOD = kinds(lacking("pattern", TEXT_KEYWORDS), lacking("multipleOf", NUMERIC_KEYWORDS))
# What subtraction cannot say is not among these: which numbers are not whole, which texts do not match.
PLAIN = (
    keywords("string", **lacking("pattern", TEXT_KEYWORDS)) | ENUMS,
    keywords("number", **lacking("multipleOf", NUMERIC_KEYWORDS)) | ENUMS,
    keywords("string", minLength=SIZES) | keywords("number", minimum=BOUNDS) | st.just({"type": "boolean"}),
)

SCHEMAS = combined(KINDS[-1], **MORE)
PAIRS = pairs(KINDS, KINDS, **MORE)
UNDERSTOOD_PAIRS = pairs(KINDS, UNDERSTOOD, **MORE)
#: Pairs of which all that is left can be said; a list cannot be asked to hold two things at once.
PLAIN_PAIRS = (
    pairs(PLAIN, PLAIN)
    .map(lambda pair: [closed(inclusive(schema)) for schema in pair])
    .filter(lambda pair: str(pair[1]).count("array") < 2)
)


def closed(schema):
    """The same schema with records that allow no other properties."""
    if isinstance(schema, dict):
        rest = {"additionalProperties": False} if schema.get("type") == "object" else {}
        return {name: closed(part) for name, part in schema.items()} | rest
    return [closed(part) for part in schema] if isinstance(schema, list) else schema


def valid(schema):
    """Find which values of the universe are valid, by their places in it."""
    validator = jsonschema_rs.validator_for(schema)
    return {index for index, value in enumerate(UNIVERSE) if validator.is_valid(value)}


def held(known, shape, *, built=False):
    """Find which values of the universe a shape holds or, with `built`, which may be built along it."""
    return valid(as_schema(known, shape, built=built))


def shown(places):
    """Show values by their places in the universe."""
    return [UNIVERSE[index] for index in sorted(places)]


def as_schema(known, shape, *, built=False):
    """
    Write down a shape as a schema.

    What is built keeps to the declared properties, and to the branches of a union as they are told apart.
    """
    return WRITERS[type(resolved := known.resolve(shape))](known, resolved, built)


def _text(known, shape, built):
    return _said(
        type="string",
        minLength=shape.min_length,
        maxLength=shape.max_length,
        pattern=shape.pattern,
        **_other_than(shape),
    )


def _number(known, shape, built):
    return _said(
        type="integer" if shape.integral else "number",
        minimum=shape.minimum,
        maximum=shape.maximum,
        exclusiveMinimum=shape.exclusive_minimum,
        exclusiveMaximum=shape.exclusive_maximum,
        multipleOf=shape.multiple_of,
        **_other_than(shape),
    )


def _array(known, shape, built):
    return _said(
        type="array",
        items=as_schema(known, shape.items, built=built),
        minItems=shape.min_items,
        maxItems=shape.max_items,
        uniqueItems=shape.unique,
        contains=None if shape.holding is None else as_schema(known, shape.holding, built=built),
    )


def _record(known, shape, built):
    named = {name: as_schema(known, part.shape, built=built) for name, part in shape.properties.items()}
    rest = None if shape.additional is None else as_schema(known, shape.additional, built=built)
    return _said(
        type="object",
        # Whoever builds goes by the declared properties alone.
        properties=dict.fromkeys(shape.forbidden, False) | named
        if built
        else named | dict.fromkeys(shape.forbidden, False),
        required=[name for name, part in shape.properties.items() if part.required],
        additionalProperties=False if shape.closed or (built and rest is None) else rest,
        minProperties=shape.min_properties,
        maxProperties=shape.max_properties,
    )


def _union(known, shape, built):
    branches = known.branches(shape) if built else shape.branches
    schemas = [as_schema(known, branch.shape, built=built) for branch in branches]
    return {"oneOf" if shape.exclusive and not built else "anyOf": schemas} if schemas else False


def _other_than(shape):
    return {"not": {"enum": sorted(shape.other_than)} if shape.other_than else None}


def _said(**keywords):
    return {keyword: value for keyword, value in keywords.items() if value is not None}


WRITERS = {
    Nothing: lambda known, shape, built: False,
    Anything: lambda known, shape, built: True,
    Choice: lambda known, shape, built: {"enum": [option.value for option in shape.options]},
    Text: _text,
    Number: _number,
    Array: _array,
    Record: _record,
    Union: _union,
}
