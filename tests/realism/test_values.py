"""What stands in a field is what Vapi could have put there."""

import re
import subprocess
import sys
from functools import cache

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.realism import realistic_values
from pytest_vapi_contract.shapes import Catalogue, Number, Text, is_member, occurrences

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
E164 = re.compile(r"\+1\d{10}|\+447700900\d{3}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@cache
def scalars(revision: str) -> tuple[tuple[Catalogue, Text | Number], ...]:
    """All strings and numbers that a message of a revision can hold."""
    contract = shipped(revision)
    catalogue = contract.catalogue()
    roots = (catalogue.message(type) for type in contract.bundle.messages)
    found = {shape: None for root in roots for shape in occurrences(catalogue, root)}
    return tuple((catalogue, shape) for shape in found if isinstance(shape, Text | Number))


@pytest.mark.parametrize("revision", Contract.revisions())
def test_every_value_is_of_its_shape(revision):
    """Values keep all bounds, for each string and number that a message of the contract can hold."""
    strays = [
        (shape.at, value)
        for catalogue, shape in scalars(revision)
        for value in realistic_values(shape)
        if not is_member(catalogue, shape, value)
    ]

    assert strays == []


@pytest.mark.parametrize("revision", Contract.revisions())
def test_the_first_value_is_the_shortest(revision):
    """The first value is what a failing example shrinks to, so no other string is shorter."""
    longer = [
        shape.at
        for _, shape in scalars(revision)
        if isinstance(shape, Text) and shape.format is None
        for values in [realistic_values(shape)]
        if len(values[0]) > min(map(len, values))
    ]

    assert longer == []


@pytest.mark.parametrize("revision", Contract.revisions())
def test_there_is_something_to_choose_from(revision):
    """No field is left with its simplest value alone."""
    lonely = {shape.at for _, shape in scalars(revision) if len(realistic_values(shape)) < 2}

    assert lonely == set()


@pytest.mark.parametrize(
    ("at", "pattern"),
    [
        ("#/$defs/Call/properties/orgId", UUID),
        ("#/$defs/ToolNode/properties/toolId", UUID),
        ("#/$defs/CreateCustomerDTO/properties/number", E164),
        ("#/$defs/ToolCall/properties/id", re.compile(r"call_\w{24}")),
        ("#/$defs/TwilioTransport/properties/callSid", re.compile(r"CA[0-9a-f]{32}")),
        ("#/$defs/Monitor/properties/listenUrl", re.compile(r"wss://[\w.-]+\.example\.com/.+/listen")),
        ("#/$defs/Session/properties/createdAt", MOMENT),
        ("#/$defs/CreateCustomerDTO/properties/email", re.compile(r"[a-z.]+@example\.com")),
        ("#/$defs/CreateCustomerDTO/properties/sipUri", re.compile(r"sip:[a-z.]+@sip\.example\.com")),
        ("#/$defs/ToolCallFunction/properties/arguments", re.compile(r"\{.*\}")),
        ("#/$defs/Unheard/properties/of", re.compile(r".{40,120}")),
    ],
)
def test_text_looks_like_its_name(at, pattern):
    """What stands in a field of text is in the form that its name promises."""
    shape = Text(at=at, format="date-time" if at.endswith("At") else None)

    _simplest, *others = realistic_values(shape)

    assert [value for value in others if not pattern.fullmatch(value)] == []


def test_a_timestamp_is_in_milliseconds():
    """Times are whole milliseconds of the present, as in captured traffic."""
    _, *times = realistic_values(Number(at="#/properties/timestamp"))

    assert all(isinstance(time, int) and 1.7e12 < time < 2e12 for time in times)


@pytest.mark.parametrize(
    "shape",
    [
        Text(at="#/properties/name", max_length=8),
        Text(at="#/properties/orgId", min_length=3, max_length=5),
        Text(at="#/properties/name", pattern="^[a-z_]{3,12}$"),
        Text(at="#/properties/title", min_length=200),
        Number(at="#/properties/port", integral=True, minimum=1, maximum=3),
        Number(at="#/properties/cost", multiple_of=5),
        Number(at="#/properties/cost", exclusive_minimum=0, exclusive_maximum=0.01),
    ],
)
def test_narrow_bounds_leave_values(shape):
    """Where the usual values do not fit, others are made to measure."""
    values = realistic_values(shape)

    assert len(set(values)) >= 2
    assert all(is_member(Catalogue({}, {}), shape, value) for value in values)


def test_faker_stays_away():
    """Plausible values are on the way to the first example of a strategy, so they import nothing heavy."""
    code = "import sys, pytest_vapi_contract.realism; sys.exit('faker' in sys.modules)"

    ended = subprocess.run([sys.executable, "-c", code], check=False)

    assert ended.returncode == 0
