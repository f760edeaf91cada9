from functools import cache

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from pytest_vapi_contract.contract import PUBLISHED, READINGS
from tests.contract.messages import CONFORMING, REVISIONS, broken, contract, session
from tests.depth import DEEP, many

#: The readings whose documents differ.
DOCUMENTED = [reading for reading in READINGS if reading.formats == "annotation"]
#: What formats both validators tell alike: neither a newline at the end, nor a leap second, nor the year 0.
FORMATTED = {
    "uri": [
        "https://example.com/a?b=c#d",
        "urn:x:y",
        "off",
        "",
        "//x",
        "http://[::1",
        "https://a b",
        "http://é",
    ],
    "date-time": [
        "2026-01-01T00:00:00Z",
        "2026-01-01t00:00:00.123+02:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00",
        "2026-02-30T00:00:00Z",
        "2024-02-29T23:59:59Z",
        "2026-01-01",
        "",
    ],
    "uuid": ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08", ""],
}


@cache
def explaining(type, reading):
    """`jsonschema` as a user would build it."""
    checker = FormatChecker() if reading.formats == "assertion" else None
    return Draft202012Validator(contract().schema(type, reading), format_checker=checker)


def accepted_by_jsonschema(type, reading, message):
    """Whether `jsonschema` accepts a message as one of a type."""
    return explaining(type, reading).is_valid(message)


@settings(max_examples=many(30, 2_000))
@given(message=broken())
def test_both_validators_give_the_same_verdict(message):
    """Our verdict is that of `jsonschema` on the schemas that we hand out, in each of the eight readings."""
    verdict = contract().judge(message)

    if verdict.type is not None:
        accepting = {each for each in READINGS if accepted_by_jsonschema(verdict.type, each, message)}
        assert verdict.accepting == accepting


@settings(max_examples=many(150, 5_000))
@given(message=broken())
def test_the_standing_is_that_of_the_verdict(message):
    """The fast way and the explained one agree, and only conforming messages have no violation."""
    verdict = contract().judge(message)

    assert contract().standing(message) == verdict.standing
    assert bool(verdict.violations) != verdict.conforming


@pytest.mark.parametrize(
    ("revision", "type", "reading"),
    [
        *((REVISIONS[-1], type, PUBLISHED) for type in contract().message_types),
        *((revision, "session.created", reading) for revision in REVISIONS for reading in DOCUMENTED),
    ],
)
def test_a_schema_stands_alone(revision, type, reading):
    """Every schema, strict or lenient, satisfies the meta-schema and compiles without anything else."""
    schema = contract(revision).schema(type, reading)

    assert jsonschema_rs.meta.is_valid(schema)
    assert not jsonschema_rs.Draft202012Validator(schema).is_valid(5)
    assert not Draft202012Validator(schema).is_valid(5)


@pytest.mark.skipif(not DEEP, reason="takes seconds, and the files are checked one by one: `make deep`")
def test_a_schema_satisfies_the_meta_schema_of_jsonschema():
    """It takes a second, so the type that needs most components stands for all."""
    schema = contract().schema("session.created")

    Draft202012Validator.check_schema(schema)

    assert len(schema["$defs"]) > 300


@given(format=st.sampled_from(sorted(FORMATTED)), data=st.data())
def test_both_validators_know_the_same_formats(format, data):
    """The formats of the contract mean the same to both, for what is sensible."""
    value = data.draw(st.sampled_from(FORMATTED[format]))

    ours = jsonschema_rs.Draft202012Validator({"format": format}, validate_formats=True).is_valid(value)

    assert ours == Draft202012Validator({"format": format}, format_checker=FormatChecker()).is_valid(value)


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        -0.0,
        1e308,
        -1e308,
        5e-324,
        2**53 + 1,
        2**64,
        -(2**63) - 1,
        10**400,
        -(10**400),
        0.1,
        1.2,
        1.2000000000000002,
    ],
)
def test_both_validators_count_alike(value):
    """Whole floats are integers, and bounds hold for numbers of any size."""
    voice = {"provider": "11labs", "voiceId": "x", "speed": value, "optimizeStreamingLatency": value}
    message = session(voice=voice, server={"timeoutSeconds": value})

    verdict = contract().judge(message)

    assert verdict.accepting == {
        each for each in READINGS if accepted_by_jsonschema("session.created", each, message)
    }


@pytest.mark.parametrize("message", CONFORMING)
def test_the_messages_of_these_tests_conform(message):
    """What is broken here was conforming before, in both revisions."""
    assert [contract(revision).standing(message) for revision in REVISIONS] == ["conforming"] * len(REVISIONS)
