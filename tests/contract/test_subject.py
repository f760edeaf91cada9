import pytest

from pytest_vapi_contract.bundle import Bundle
from pytest_vapi_contract.contract.subject import Directory

DIRECTORY = Directory(
    types={"hang": ("hang",), "transcript": ("transcript", "transcript-final")},
    untyped=("voice-input",),
    unpublished=frozenset({"ping"}),
)


@pytest.mark.parametrize("type", ["hang", "transcript"])
def test_a_body_with_and_without_an_envelope_is_about_the_same(type):
    """The types that a message may have do not depend on its envelope."""
    bare, whole = DIRECTORY.subject({"type": type}), DIRECTORY.subject({"message": {"type": type}})

    assert bare.types == whole.types == DIRECTORY.types[type]
    assert bare.message == whole.message == {"type": type}
    assert (bare.enveloped, whole.enveloped) == (False, True)


def test_a_message_without_type_may_be_one_that_needs_none():
    """It is judged as the types that do not require `type`, and the others refuse it."""
    subject = DIRECTORY.subject({"message": {}})

    assert subject.types == ("voice-input",)
    assert subject.refusal is not None
    assert subject.refusal.keyword == "required"


@pytest.mark.parametrize(
    ("body", "at", "keyword"),
    [
        ({"message": None}, "", "type"),
        ([], "", "type"),
        ({"type": 7}, "/type", "type"),
        ({"type": "hand"}, "/type", "enum"),
        ({"message": {"type": "hang", "x": {1}}}, "/x", "json"),
        ({"type": "hang", "x": float("nan")}, "/x", "json"),
    ],
)
def test_what_is_about_no_type_is_refused(body, at, keyword):
    """The refusal names the place in the message, however it is wrapped."""
    subject = DIRECTORY.subject(body)

    assert subject.types == ()
    assert subject.refusal is not None
    assert (subject.refusal.at, subject.refusal.keyword) == (at, keyword)


def test_a_type_that_is_sent_and_not_published_is_told():
    """An erratum stands for it, and the refusal says that it was never published."""
    subject = DIRECTORY.subject({"type": "ping"})

    assert (subject.types, subject.erratum) == (("ping",), "ping")
    assert subject.refusal is not None
    assert "not published as a server message" in subject.refusal.message


def test_a_directory_knows_what_each_schema_says_of_its_type():
    """A schema that lists texts is found under each of them, and one without under its own name."""
    both = {"properties": {"type": {"enum": ["a", "b"]}}, "required": ["type"]}
    messages = {"both": both, "plain": {"type": "object"}}
    bundle = Bundle(revision="2026-01-01", messages=messages, components={}, replies={}, errata=(), origin={})

    directory = Directory.of(bundle)

    assert directory.types == {"a": ("both",), "b": ("both",), "plain": ("plain",)}
    assert directory.untyped == ("plain",)
