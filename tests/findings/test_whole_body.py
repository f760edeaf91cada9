"""What of a whole body is refused: its size, or its characters."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.findings.whole_body import WholeBody, in_ascii
from tests.exchanges import conforming, exchange

CHECK = CHECKS["accepts"]
SHORT = {"message": {"type": "hang"}}
LONG = {"message": {"type": "hang", "text": "x" * 2_000}}
ACCENTED = {"message": {"type": "hang", "text": "René"}}


def answer(refuses, body):
    """What comes of a body, or of its bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return replace(exchange(status=400 if refuses(content) else 200), request=Request(body=content))


def whole(refuses):
    """What tells of failures of a handler that refuses some bytes."""
    return WholeBody(
        deliver=lambda body: answer(refuses, body),
        allowed=lambda body: True,
        failure_of=lambda body, exchange: CHECK.failure(conforming(SHORT), exchange),
    )


def finding(refuses, body):
    """The finding about a body."""
    return CHECK.judge(conforming(body), answer(refuses, body))


def is_not_ascii(content):
    """Whether there is a byte beyond ASCII."""
    return not content.isascii()


@pytest.mark.parametrize(
    ("refuses", "body", "characters", "size"),
    [
        (is_not_ascii, ACCENTED, True, False),
        (lambda content: b"Ren" in content, ACCENTED, False, False),
        (lambda content: len(content) > 1_500, LONG, False, True),
        (lambda content: b"xxx" in content, LONG, False, False),
        (lambda content: True, LONG, False, False),
    ],
)
def test_what_decides_is_told_by_other_bodies(refuses, body, characters, size):
    """Of the same message in ASCII, and of a short one with as many blanks."""
    found = finding(refuses, body)

    assert whole(refuses).is_about_characters(found) is characters
    assert whole(refuses).is_too_large(found, [SHORT]) is size


def test_each_other_character_has_a_letter_in_its_place():
    """In names and in values, wherever they are."""
    assert in_ascii({"é": ["ü?", 1, None, {"a": "b"}]}) == {"x": ["xx", 1, None, {"a": "b"}]}
