"""Kinds of values: the value of a number is always the same."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.realism import makers

NUMBERS = st.integers(0, 10**9)
UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
KINDS = {
    "uuid": (makers.uuid, UUID4.pattern),
    "phone_number": (makers.phone_number, r"\+1\d{3}55501\d\d|\+447700900\d{3}"),
    "email": (makers.email, r"[a-z.\-]+@example\.com"),
    "sip_uri": (makers.sip_uri, r"sip:[a-z.\-]+@sip\.example\.com"),
    "date_time": (makers.date_time, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"),
    "hexadecimal": (makers.hexadecimal("CA", 32), r"CA[0-9a-f]{32}"),
    "alphanumeric": (makers.alphanumeric("call_", 24), r"call_[A-Za-z0-9]{24}"),
    "url": (makers.url("https://x.example.com/{id}/{word}"), r"https://x\.example\.com/[0-9a-f-]{36}/.+"),
}


@pytest.mark.parametrize("kind", KINDS)
@given(number=NUMBERS)
def test_a_value_looks_like_its_kind(kind, number):
    """And it is the same for the same number."""
    make, pattern = KINDS[kind]

    value = make(number)

    assert re.fullmatch(pattern, value)
    assert make(number) == value


def test_numbers_are_of_more_than_one_country_and_summaries_have_more_than_one_line():
    """A handler may take them for American, and for one line."""
    assert {makers.phone_number(number)[:3] for number in range(6)} > {"+44"}
    assert ["\n" in makers.summary(number) for number in range(3)] == [False, False, True]


@given(milliseconds=st.integers(0, 2**48 - 1), bits=st.integers(0, 2**130))
def test_a_timed_id_tells_its_time(milliseconds, bits):
    """Its first 48 bits are the milliseconds, and its version is 7."""
    text = makers.as_timed_uuid(milliseconds, bits)

    assert int(text.replace("-", "")[:12], 16) == milliseconds
    assert text[14] == "7"


@given(number=NUMBERS, low=st.integers(-50, 50), span=st.integers(0, 50))
def test_numbers_are_within_their_bounds(number, low, span):
    """Both ends included."""
    assert low <= makers.whole(low, low + span)(number) <= low + span
    assert low <= makers.decimal(low, low + span, 2)(number) <= low + span


@given(number=NUMBERS)
def test_texts_are_filled_in(number):
    """No template reaches a user with a place in it, and arguments are a JSON object."""
    texts = [make(number) for make in (makers.result, makers.transcript, makers.utterance, makers.summary)]

    assert all(texts)
    assert not any(re.search(r"\{\w+\}", text) for text in texts)
    assert isinstance(json.loads(makers.arguments(number)), dict)


def test_an_account_is_plain():
    """Small ASCII letters and dots."""
    assert makers.as_account("Zoë O'Brien") == "zoe.obrien"
