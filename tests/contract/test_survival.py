import enum
import math
from collections import OrderedDict, defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.messages import CONFORMING, SESSION, broken, changed, contract, paths, values
from tests.depth import many


class Name(str):
    """A string of a subclass, which validators take or refuse as they please."""

    __slots__ = ()

    def __str__(self):
        raise AssertionError("nobody asks a subclass")


class Kind(enum.StrEnum):
    """The name of a message type, as an enumeration has it."""

    HANG = "hang"


def nested(levels, wrap):
    """A value in so many lists or objects."""
    value = 1
    for _ in range(levels):
        value = wrap(value)
    return value


def endless():
    """Values that hold themselves."""
    itself: list = []
    itself += [itself, itself, itself]
    named: dict = {"type": "hang"}
    named["customer"] = named
    return [itself, named, {"message": named}]


NOT_JSON = [
    (math.nan, "nan is not a JSON number"),
    (math.inf, "inf is not a JSON number"),
    (10**5_000, "a number of more than 4,300 digits is more than parsers read"),
    ("\ud800", "half of a surrogate pair is not text"),
    ({"\udfff": 1}, "half of a surrogate pair is not text, and is part of a key"),
    ({1: 2}, "a Python 'int' is not a key of a JSON object"),
    ({None: 2}, "a Python 'NoneType' is not a key of a JSON object"),
    ((1,), "a Python 'tuple' is not JSON"),
    (b"x", "a Python 'bytes' is not JSON"),
    ({1}, "a Python 'set' is not JSON"),
    (Decimal(1), "a Python 'Decimal' is not JSON"),
    (datetime.now(UTC), "a Python 'datetime' is not JSON"),
    (object(), "a Python 'object' is not JSON"),
    (MappingProxyType({}), "a Python 'mappingproxy' is not JSON"),
]


@pytest.mark.parametrize(("value", "why"), NOT_JSON, ids=range(len(NOT_JSON)))
def test_what_is_no_json_is_violating(value, why):
    """Also where the schema allows anything, and validators would not look."""
    message = {"type": "session.created", "session": SESSION | {"metadata": {"a/b": [0, value]}}}

    verdict = contract().judge({"message": message})

    (violation,) = verdict.violations
    assert contract().standing(message) == verdict.standing == "violating"
    assert (violation.at, violation.keyword) == ("/session/metadata/a~1b/1", "json")
    assert violation.message == why


@pytest.mark.parametrize(
    "value", [*endless(), nested(100_000, lambda x: [x]), nested(201, lambda x: {"x": x})]
)
def test_what_is_too_deep_is_violating(value):
    """Nothing is as deep as what holds itself."""
    verdict = contract().judge(value)

    (violation,) = verdict.violations
    assert contract().standing(value) == "violating"
    assert str(violation) == "(top): it is nested deeper than 200 levels, or holds itself [json]"


def test_what_is_deep_is_judged():
    """Up to the limit depth is no matter, in a recursive schema too."""
    deep = nested(
        90,
        lambda schema: {"type": "array", "items": schema if isinstance(schema, dict) else {"type": "string"}},
    )
    tool = {
        "type": "function",
        "function": {"name": "f", "parameters": {"type": "object", "properties": {"x": deep}}},
    }
    message = {"type": "session.created", "session": SESSION | {"assistant": {"model": _model(tool)}}}

    assert contract().standing(message) == contract().judge(message).standing == "conforming"


def test_a_violation_deep_in_a_recursive_schema_is_explained():
    """Where the explaining validator runs out of stack, the deciding one says what it knows."""
    deep = nested(
        170, lambda schema: {"type": "array", "items": schema if isinstance(schema, dict) else {"type": 7}}
    )
    tool = {
        "type": "function",
        "function": {"name": "f", "parameters": {"type": "object", "properties": {"x": deep}}},
    }
    message = {"type": "session.created", "session": SESSION | {"assistant": {"model": _model(tool)}}}

    verdict = contract().judge(message)

    assert verdict.violating
    assert verdict.violations


def _model(tool):
    return {"provider": "openai", "model": "gpt-4o", "tools": [tool]}


@pytest.mark.parametrize(
    "message",
    [
        OrderedDict(type="hang"),
        defaultdict(str, type="hang"),
        {Name("type"): Name("hang")},
        {"type": Kind.HANG},
        {Kind.HANG: 1, "type": "hang"},
        {"message": OrderedDict(type="hang")},
    ],
)
def test_subclasses_are_what_they_derive_from(message):
    """A message may be made of ordered dicts and enumerations, and is judged as the JSON that it becomes."""
    assert contract().standing(message) == contract().judge(message).standing == "conforming"


def test_a_large_message_is_explained_in_short():
    """No violation repeats ten megabytes."""
    message = {
        "type": "session.created",
        "session": SESSION | {"id": ["x" * 10_000_000], "name": "é" * 10_000_000},
    }

    verdict = contract().judge(message)

    assert len(str(verdict)) < 500
    assert {violation.at for violation in verdict.violations} == {"/session/id", "/session/name"}


def test_the_text_of_a_verdict_lists_some_violations():
    """Ten thousand broken places are all there to be read, and not all written out."""
    message = {"type": "session.created", "session": SESSION | {"costs": [5] * 1_000}}

    verdict = contract().judge(message)

    assert len(verdict.violations) == 1_000
    assert str(verdict).splitlines()[-1] == "  and 980 more"


pythons = st.recursive(
    values
    | st.floats()
    | st.binary(max_size=3)
    | st.text(st.characters(), max_size=3)
    | st.complex_numbers()
    | st.dates()
    | st.sampled_from([object(), int, len, Name("x"), Kind.HANG, ..., NotImplemented])
    | st.builds(pow, st.just(10), st.just(5_000)),
    lambda inner: (
        st.tuples(inner)
        | st.lists(inner, max_size=2)
        | st.dictionaries(
            st.none() | st.integers() | st.sampled_from(["type", "message", "\ud800"]), inner, max_size=2
        )
        | inner.map(lambda value: {"message": value})
        | inner.map(lambda value: {"type": value})
        | inner.map(lambda value: {"message": {"type": value}})
    ),
    max_leaves=5,
)


@settings(max_examples=many(200, 10_000))
@given(value=pythons)
def test_any_object_can_be_judged(value):
    """Whatever is given, there is a verdict, a text of it, and no exception."""
    verdict = contract().judge(value)

    assert verdict.standing == contract().standing(value)
    assert str(verdict)


@settings(max_examples=many(100, 5_000))
@given(data=st.data(), value=pythons)
def test_any_object_can_stand_anywhere_in_a_message(data, value):
    """Also deep in a message that was conforming."""
    message = data.draw(st.sampled_from(CONFORMING))
    path = data.draw(st.sampled_from(list(paths(message))))

    verdict = contract().judge(changed(message, path, value))

    assert str(verdict)


@settings(max_examples=many(100, 5_000))
@given(message=broken())
def test_a_violation_points_into_the_message(message):
    """Each pointer leads to a value of the message, in its envelope or not."""
    bare, enveloped = contract().judge(message), contract().judge({"message": message})

    assert not enveloped.violations or enveloped.enveloped
    if not bare.enveloped:
        assert enveloped.violations == bare.violations
    for violation in enveloped.violations:
        assert violation.at in {"".join(f"/{_escaped(token)}" for token in path) for path in paths(message)}


def _escaped(token):
    return str(token).replace("~", "~0").replace("/", "~1")
