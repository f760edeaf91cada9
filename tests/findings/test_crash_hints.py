"""Advice for the commonest causes, with the line as it should read."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import found, missing, other_than
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.findings.crash_hints import hint_of
from tests.exchanges import conforming, crash, exchange

MESSAGE = {"type": "hang"}


def hint(tmp_path, type, message, line="", condition=None, body=None, **of_finding):
    """What is said of an exception at a line."""
    file = tmp_path / "app.py"
    file.write_text(f"    {line}\n")
    raised = exchange(status=500, crash=crash(type, message, file=str(file), line=1))
    case = conforming(body or {"message": MESSAGE})
    raised = replace(raised, request=Request(body=json.dumps(case.body).encode()))
    category, severity = of_finding.get("category", "conforming"), of_finding.get("severity", "lost")
    finding = replace(CHECKS["accepts"].judge(case, raised), condition=condition, severity=severity)
    return hint_of(replace(finding, case=case.with_category(category)))


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
        ("TypeError", "unhashable type: 'list'", "KNOWN[type]()", "check `isinstance(…, str)` first"),
        (
            "TypeError",
            "unhashable type: 'list'",
            "if type in KNOWN:",
            "in a dict or a set: `if isinstance(type, str) and type in KNOWN:`",
        ),
        ("KeyError", "'hang'", "run = TABLE[name]", "and handle a missing entry: `run = TABLE.get(name)`"),
        (
            "JSONDecodeError",
            "Expecting value: line 1 column 1 (char 0)",
            "body = await request.json()",
            "answer 400 on a `ValueError`",
        ),
        (
            "TypeError",
            "Hang.__init__() missing 2 required positional arguments: 'call' and 'timestamp'",
            "hang = Hang(**message)",
            "give the missing arguments defaults",
        ),
        (
            "TypeError",
            "Hang.__init__() got an unexpected keyword argument 'chat'",
            'hang = Hang(at, **body["message"])',
            "pass only those that you need",
        ),
        (
            "TypeError",
            "unsupported operand types(s) or combination of types: 'NoneType' and 'str'",
            "if not hmac.compare_digest(given, SECRET):",
            "first answer 401 if the header is missing",
        ),
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
            "already, not JSON text: `x = a if isinstance(a, dict) else json.loads(a)`",
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
        (
            "TypeError",
            "'NoneType' object is not subscriptable",
            'body["message"]',
            "`body` is not always an object; check it first, and answer 200: `if not isinstance(body, dict): …`",
        ),
        (
            "ValueError",
            "year 58156 is out of range",
            'when = datetime.fromtimestamp(message["timestamp"], UTC)',
            "in milliseconds; divide by 1000",
        ),
        (
            "ValidationError",
            "Object missing required field `type` - at `$.message.call`",
            "body = decoder.decode(raw)",
            "declare `type: … | None = None`",
        ),
        ("RequestPayloadError", "400, message: …", "", "catch `web.RequestPayloadError`, and answer 400"),
        ("LookupError", "unknown encoding: x", "", "catch the `LookupError`, and answer 400"),
        ("TypeError", "list indices must be integers or slices, not str", "", "this is not always an object"),
        ("AttributeError", "'str' object has no attribute 'get'", "", "this is not always an object"),
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


def test_a_credential_that_is_no_text_has_nothing_to_do_with_the_body(tmp_path):
    """Whoever decodes it reads no JSON."""
    message, line = "'utf-8' codec can't decode byte 0xe9", 'token = header.encode("latin-1").decode("utf-8")'

    said = hint(tmp_path, "UnicodeDecodeError", message, line, category="credentials")

    assert said == "a header may have any bytes; catch the `UnicodeDecodeError`, and answer 401"
    assert "not always JSON" in hint(tmp_path, "UnicodeDecodeError", message, line)


def test_a_tool_call_has_another_name_for_its_id(tmp_path):
    """To get nothing instead would only answer with no id."""
    where = ("message", "toolCallList", 0, "toolCallId")
    body = {"message": {"type": "tool-calls", "toolCallList": [{"id": "c1"}]}}

    said = hint(tmp_path, "KeyError", "'toolCallId'", "id = call['toolCallId']", missing(where), body=body)

    assert said == "Vapi does not send `toolCallId` in a tool call; it is called `id`"


def test_a_default_is_no_matter_where_nothing_is_got(tmp_path):
    """An attribute of None has nothing to do with the default of `.get`."""
    assert hint(tmp_path, "AttributeError", "'NoneType' object has no attribute 'id'", "a = b.call.id") == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "this is not an object; check its type first, and answer 400"),
        (
            'body["message"]',
            "`body` is not an object; check it first, and answer 400: `if not isinstance(body, dict): …`",
        ),
    ],
)
def test_what_vapi_does_not_send_may_be_refused(tmp_path, line, said):
    """What Vapi sends is answered with 200, whatever is done with it."""
    type, message = "TypeError", "'NoneType' object is not subscriptable"

    assert hint(tmp_path, type, message, line, severity="hardening") == said


def test_what_may_be_a_list_is_not_called_an_object(tmp_path):
    """Null is not subscriptable, by a name or by an index."""
    said = "'NoneType' object is not subscriptable"

    assert hint(tmp_path, "TypeError", said, 'x = message["toolCallList"][0]') == ""


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
        ("string_type", "wants one type for `call`"),
        ("uuid_parsing", ""),
    ],
)
def test_what_fastapi_says_of_a_model_is_understood(kind, said):
    """From the kind of the error and its place, not from its text."""
    body = json.dumps({"detail": [{"type": kind, "loc": ["body", "message", "call"]}]})
    finding = CHECKS["accepts"].judge(conforming(), exchange(status=422, body=body.encode()))

    assert said in hint_of(finding)
    assert bool(said) == bool(hint_of(finding))


TWO_ERRORS = (
    "2 validation errors for Output turnId   Field required [type=missing, input_value={'a': [1]}, input_type=dict]"
    "     For further information visit https://errors.pydantic.dev/2.14/v/missing output"
    "   Input should be a valid string [type=string_type, input_value={}, input_type=dict]"
)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (missing(("message", "turnId")), "`turnId` is required by the model"),
        (found(("message", "output"), {}), "wants one type for `output`"),
        (None, "`turnId` is required by the model"),
    ],
)
def test_of_several_errors_of_a_model_the_one_that_decides_has_the_hint(tmp_path, condition, said):
    """An error has the name of its own place in its hint, never that of another one."""
    assert said in hint(tmp_path, "ValidationError", TWO_ERRORS, condition=condition)


@pytest.mark.parametrize(
    ("message", "line", "said"),
    [
        (
            "'NoneType' object is not iterable",
            'for x in message["call"]:',
            '`for x in message["call"] or []:`',
        ),
        (
            "'NoneType' object is not subscriptable",
            'x = message["call"]["id"]',
            '.get("call") or {}).get("id")`',
        ),
    ],
)
def test_what_may_be_null_is_named(tmp_path, message, line, said):
    """If the condition is that it is null."""
    null = found(("message", "call"), None)

    told = hint(tmp_path, "TypeError", message, line, null, {"message": MESSAGE | {"call": None}})

    assert told.startswith("`call` may be null")
    assert said in told


def test_what_is_no_object_is_named_by_its_expression(tmp_path):
    """Not by that of the body, where it is the message."""
    line, message = 'call_id = message["call"]["id"]', "string indices must be integers, not 'str'"

    told = [
        hint(tmp_path, "TypeError", message, line, found(where, "x"))
        for where in (("message",), ("message", "call"))
    ]

    assert [
        "if not isinstance(message, dict)" in told[0],
        'isinstance(message["call"], dict)' in told[1],
    ] == [
        True,
        True,
    ]


def test_a_list_is_not_called_an_object_for_its_items(tmp_path):
    """What is looked up in is an item of it."""
    line = 'costs = sorted(message.get("costs") or [], key=lambda each: each.get("cost"))'

    told = hint(
        tmp_path,
        "AttributeError",
        "'str' object has no attribute 'get'",
        line,
        found(("message", "costs"), "x"),
    )

    assert told == "this is not always an object; check its type first, and answer 200"


def test_a_default_is_no_advice_where_other_values_than_null_fail(tmp_path):
    """The type is to be checked."""
    line, message = 'kind = message.get("type")', "'NoneType' object has no attribute 'get'"

    told = hint(tmp_path, "AttributeError", message, line, other_than(("message",), "object"))

    assert "if not isinstance(message, dict)" in told


def test_a_refusal_of_whole_types_has_a_hint(tmp_path):
    """If the handler refuses them by a statement of its own, and nothing in the message decides."""
    file = tmp_path / "app.py"
    file.write_text('raise HTTPException(400, "Unknown type")\n')
    refused = exchange(status=400, caught=crash("HTTPException", "400", file=str(file), line=1))
    finding = CHECKS["accepts"].judge(conforming({"message": MESSAGE}), refused)

    assert hint_of(finding) == "answer 200 to message types that you have no use for"
    assert hint_of(replace(finding, condition=missing(("message", "call")))) == ""


def test_a_leak_has_a_hint_about_the_leak(tmp_path):
    """Not about the exception whose text leaks."""
    raised = exchange(status=400, caught=crash("KeyError", "'call'"), body=b"'call'")
    finding = replace(
        CHECKS["accepts"].judge(conforming({"message": MESSAGE}), raised),
        condition=missing(("message", "call")),
        mark=("leak", "the text of an exception"),
    )

    assert hint_of(finding) == "answer with a fixed text, and log the exception"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"detail": "no"}', b'{"detail": [1]}'])
def test_what_is_not_understood_has_no_hint(body):
    """No advice is better than a wrong one."""
    assert hint_of(CHECKS["accepts"].judge(conforming(), exchange(status=422, body=body))) == ""
