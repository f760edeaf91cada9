"""Advice for the commonest causes, with the line as it should read."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import found, missing
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.checks.crash_hints import hint_of
from tests.exchanges import conforming, crash, exchange

MESSAGE = {"type": "hang"}


def hint(tmp_path, type, message, line="", condition=None, body=None):
    """What is said of an exception at a line."""
    file = tmp_path / "app.py"
    file.write_text(f"    {line}\n")
    raised = exchange(status=500, crash=crash(type, message, file=str(file), line=1))
    case = conforming(body or {"message": MESSAGE})
    return hint_of(replace(CHECKS["accepts"].judge(case, raised), condition=condition))


@pytest.mark.parametrize(
    ("type", "message", "line", "said"),
    [
        (
            "AttributeError",
            "'NoneType' object has no attribute 'get'",
            'id = message.get("call", {}).get("id")',
            'does not apply: `id = (message.get("call") or {}).get("id")`',
        ),
        (
            "AttributeError",
            "'NoneType' object has no attribute 'get'",
            "id = call.get('id')",
            "does not apply",
        ),
        ("TypeError", "unhashable type: 'list'", "if type in KNOWN:", "check `isinstance(…, str)` first"),
        (
            "TypeError",
            "comparing strings with non-ASCII characters is not supported",
            "return compare_digest(a, b)",
            "compare bytes: `return compare_digest(a.encode(), b.encode())`",
        ),
        ("KeyError", "'type'", 'if body["type"] == 1:', 'in an envelope: `if body["message"]["type"] == 1:`'),
        (
            "TypeError",
            "the JSON object must be str, bytes or bytearray, not dict",
            "x = json.loads(a)",
            "already, not a text of JSON: `x = a if isinstance(a, dict) else json.loads(a)`",
        ),
        (
            "TypeError",
            "float() argument must be a string or a real number, not 'NoneType'",
            "total += float(cost)",
            "or use a default: `total += float(cost or 0)`",
        ),
        (
            "ValueError",
            "'x' is not a valid Status",
            "Status(value)",
            "catch the `ValueError`, or keep the text",
        ),
        ("TypeError", "'NoneType' object is not subscriptable", 'body["message"]', "this is not an object"),
        ("TypeError", "list indices must be integers or slices, not str", "", "this is not an object"),
        ("AttributeError", "'str' object has no attribute 'get'", "", "this is not an object"),
        (
            "ValidationError",
            "1 validation error for Message\nx\n  Extra inputs are not permitted [type=extra_forbidden, input…]",
            "Message(**body)",
            'use `ConfigDict(extra="ignore")`',
        ),
    ],
)
def test_the_commonest_causes_have_a_hint(tmp_path, type, message, line, said):
    """With the line as it should read, where that is known."""
    assert said in hint(tmp_path, type, message, line)


def test_a_missing_property_is_read_with_a_default(tmp_path):
    """If the condition is that it is missing."""
    where, line = ("message", "call"), 'id = body["message"]["call"]["id"]'

    lacking = hint(tmp_path, "KeyError", "'call'", line, missing(where))
    other = hint(tmp_path, "KeyError", "'chat'", line, missing(where))
    null = hint(
        tmp_path, "KeyError", "'call'", line, found(where, None), {"message": MESSAGE | {"call": None}}
    )

    assert lacking == '`call` may be missing: `id = (body["message"].get("call") or {}).get("id")`'
    assert (other, null) == ("", "")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("extra_forbidden", 'use `ConfigDict(extra="ignore")`'),
        ("missing", "declare `call: … | None = None`"),
        ("enum", "declare it as `str`"),
        ("string_type", ""),
    ],
)
def test_what_fastapi_says_of_a_model_is_understood(kind, said):
    """From the kind of the error and its place, not from its text."""
    body = json.dumps({"detail": [{"type": kind, "loc": ["body", "message", "call"]}]})
    finding = CHECKS["accepts"].judge(conforming(), exchange(status=422, body=body.encode()))

    assert said in hint_of(finding)
    assert bool(said) == bool(hint_of(finding))


@pytest.mark.parametrize("body", [b"", b"[]", b'{"detail": "no"}', b'{"detail": [1]}'])
def test_what_is_not_understood_has_no_hint(body):
    """No advice is better than a wrong one."""
    assert hint_of(CHECKS["accepts"].judge(conforming(), exchange(status=422, body=body))) == ""
