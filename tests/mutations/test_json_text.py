import json

import pytest

from pytest_vapi_contract.mutations import text_mutations
from pytest_vapi_contract.mutations.json_text import DIGITS, NESTING, PROPERTIES, STRING_BYTES

MESSAGE = {"type": "session.created", "session": {"id": "s-1"}}
BY_ID = {mutation.id: mutation for mutation in text_mutations(MESSAGE, hostile=True)}

#: What Python's own parser accepts, although not all others do.
ACCEPTED = {
    "text.number.nan",
    "text.number.infinity",
    "text.number.minus-infinity",
    "text.number.huge",
    "text.number.tiny",
    "text.number.4000-digits",
    "text.duplicate-key.same",
    "text.duplicate-key.other",
    "text.duplicate-key.other-last",
    "text.duplicate-key.message",
    "text.empty-key",
    "text.odd-key",
    "text.string.nul-escape",
    "text.string.lone-surrogate",
    "text.string.swapped-surrogates",
    "text.string.noncharacter",
    "text.root.null",
    "text.root.true",
    "text.root.number",
    "text.root.string",
    "text.root.list",
    "text.root.list-of-null",
    "text.root.object",
    "text.root.nan",
    "text.message.nan",
    "text.bom",
    "text.utf-16",
    "text.utf-16-le",
    "text.utf-16-be",
    "text.utf-32",
    "text.surrogate-utf-8",
    "envelope.bare",
}


@pytest.mark.parametrize("mutation", text_mutations(MESSAGE), ids=lambda mutation: mutation.id)
def test_a_text_mutation_is_what_it_says(mutation):
    """Each is refused by a parser of JSON, except those about which parsers disagree."""
    try:
        json.loads(mutation.body)
        accepted = True
    except (ValueError, RecursionError):
        accepted = False

    assert accepted == (mutation.id in ACCEPTED)
    assert mutation.why.endswith(".")
    assert str(mutation) == f"{mutation.type} {mutation.id}: {mutation.why}"


@pytest.mark.parametrize(
    "message", [MESSAGE, {"type": "hang"}, {"toolCallList": []}, {"session": {}, "type": "é"}], ids=repr
)
def test_every_message_can_be_spoilt(message):
    """Whatever a message holds: the ids are unique, and the order is the same each time."""
    mutations = text_mutations(message)

    assert len({mutation.id for mutation in mutations}) == len(mutations) > 60
    assert mutations == text_mutations(dict(message))


def test_what_is_hostile_is_off_unless_asked_for():
    """Only an attacker sends it, and most frameworks answer it with a 500."""
    usual = text_mutations(MESSAGE)

    hostile = [mutation for mutation in text_mutations(MESSAGE, hostile=True) if mutation.hostile]

    assert not any(mutation.hostile for mutation in usual)
    assert {mutation.id for mutation in hostile} == {
        "hostile.deep-lists",
        "hostile.deep-objects",
        "hostile.unclosed",
        "hostile.digits",
        "hostile.long-string",
        "hostile.properties",
    }


@pytest.mark.parametrize(
    ("id", "sign", "count"),
    [
        ("hostile.deep-lists", b"[", NESTING),
        ("hostile.deep-objects", b'{"a":', NESTING),
        ("hostile.unclosed", b"[", NESTING),
        ("hostile.digits", b"9", DIGITS),
        ("hostile.properties", b":null", PROPERTIES),
    ],
)
def test_hostile_bodies_are_as_large_as_they_say(id, sign, count):
    """100,000 levels and properties, 10,000 digits."""
    assert BY_ID[id].body.count(sign) == count


def test_a_hostile_string_has_10_mb():
    """It is valid JSON, and has no other fault."""
    body = BY_ID["hostile.long-string"].body

    assert len(json.loads(body)["message"]["note"]) == STRING_BYTES


def test_a_duplicate_key_says_two_things():
    """The last one counts for most parsers, the first one for some."""
    pairs = json.loads(BY_ID["text.duplicate-key.other"].body, object_pairs_hook=list)

    assert [value for name, value in pairs[0][1] if name == "type"] == ["someone-elses", "session.created"]
