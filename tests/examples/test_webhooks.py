"""
The example webhooks: the correct ones survive everything, and each fault of the faulty ones is really there.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.delivery import Handler, as_handler

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
CORRECT = ("fastapi_app", "flask_app")
FAULTY = ("fastapi_app_faulty", "flask_app_faulty")
SECRET = "a secret"

SESSION = {
    "id": "7b6a2f0e-3c1f-4b1e-9a70-1f6f3cf0a001",
    "orgId": "7b6a2f0e-3c1f-4b1e-9a70-1f6f3cf0a002",
    "createdAt": "2026-08-18T10:00:00.000Z",
    "updatedAt": "2026-08-18T10:00:00.000Z",
}
CREATED = {"type": "session.created", "session": SESSION}
CALL = {"id": "7b6a2f0e-3c1f-4b1e-9a70-1f6f3cf0a003"}
TOOL = {"id": "call_1", "type": "function", "function": {"name": "book", "arguments": "{}"}}

ACCEPTED: dict[str, Any] = {
    "session": CREATED,
    "session-with-call": {**CREATED, "call": CALL},
    "token": {"type": "model-output", "turnId": "t1", "output": "Hello", "call": CALL},
    "object": {"type": "model-output", "turnId": "t1", "output": {}},
    "tool-calls": {"type": "model-output", "turnId": "t1", "output": [TOOL]},
    "no-turn": {"type": "model-output", "output": {}},
    "interrupted": {"type": "user-interrupted"},
    "unpublished": {"type": "assistant.started"},
    "tomorrow": {"type": "quantum.entangled", "spin": [1, 2]},
}

# What the envelope, the body or the type must not be, and what is no JSON at all.
BROKEN: dict[str, bytes] = {
    "list": b'{"message": []}',
    "null": b'{"message": null}',
    "string": b'{"message": "hello"}',
    "missing": b"{}",
    "body-list": b"[]",
    "body-null": b"null",
    "type-list": b'{"message": {"type": [], "call": {"id": "1"}}}',
    "type-object": b'{"message": {"type": {}, "call": {"id": "1"}}}',
    "call-null": b'{"message": {"type": "status-update", "call": null}}',
    "empty": b"",
    "cut": b'{"message": {"type": "ses',
    "latin-1": b'{"message": "\xe4"}',
    "digits": b'{"message": ' + b"9" * 5000 + b"}",
    "deep": b"[" * 100_000,
}

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
MESSAGES = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["session.created", "model-output", "user-interrupted"]) | JSON_VALUES,
        "session": st.fixed_dictionaries({}, optional={"id": JSON_VALUES}) | JSON_VALUES,
        "turnId": st.sampled_from(["t1", "t2"]) | JSON_VALUES,
        "output": JSON_VALUES,
        "call": JSON_VALUES,
    },
)


def opened(name: str, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Handler:
    """The handler for an example, with its state empty."""
    monkeypatch.chdir(EXAMPLES)
    monkeypatch.setattr(sys, "path", list(sys.path))
    handler = as_handler(f"{name}:app", path="/webhook", **options)
    sys.modules[name].reset()
    return handler


@pytest.fixture(params=CORRECT)
def correct(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Handler]:
    """Each correct example."""
    with opened(request.param, monkeypatch) as handler:
        yield handler


@pytest.fixture(params=FAULTY)
def faulty(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Handler]:
    """Each faulty example."""
    with opened(request.param, monkeypatch) as handler:
        yield handler


def module(handler: Handler) -> Any:
    """The module that a handler came from."""
    return sys.modules[handler.name.partition(":")[0]]


def status(handler: Handler, body: Any) -> int:
    """The status of the reply."""
    reply = handler.send(body).reply
    assert reply is not None
    assert reply.status is not None
    return reply.status


@pytest.mark.parametrize("message", ACCEPTED.values(), ids=list(ACCEPTED))
def test_a_correct_webhook_accepts_what_vapi_sends(correct, message):
    """Conforming, production-like and unknown messages get 200."""
    assert status(correct, {"message": message}) == 200


@pytest.mark.parametrize("body", BROKEN.values(), ids=list(BROKEN))
def test_a_correct_webhook_survives_what_is_broken(correct, body):
    """Nothing makes it fail; what is no JSON is refused."""
    exchange = correct.send(body)

    assert exchange.crash is None
    assert exchange.reply.status in (200, 400)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=JSON_VALUES | st.fixed_dictionaries({"message": MESSAGES}))
def test_a_correct_webhook_accepts_any_json(correct, body):
    """Any JSON value is taken."""
    assert status(correct, json.dumps(body).encode()) == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secret=st.binary(max_size=20).map(lambda raw: raw.translate(None, b"\r\n\0")))
def test_a_correct_webhook_refuses_any_other_secret(correct, secret):
    """With a secret set, every other one gets 401, whatever its bytes, and nothing is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAPI_SECRET", SECRET)

        exchange = correct.deliver(
            correct.request({"message": CREATED}).with_headers(("X-Vapi-Secret", secret))
        )

    assert exchange.reply is not None
    assert exchange.reply.status == 401
    assert module(correct).sessions == {}


@pytest.mark.parametrize("name", CORRECT)
def test_a_correct_webhook_knows_its_secret(name, monkeypatch):
    """The right secret gets in, and none does not."""
    monkeypatch.setenv("VAPI_SECRET", SECRET)
    with opened(name, monkeypatch, secret="env:VAPI_SECRET") as handler:
        assert status(handler, {"message": CREATED}) == 200
        unsigned = handler.deliver(handler.request({"message": CREATED}, signed=False))

    assert unsigned.reply is not None
    assert unsigned.reply.status == 401


def test_a_correct_webhook_keeps_sessions_and_turns(correct):
    """Sessions by id, tokens by turn, and nothing of a turn that was interrupted."""
    for turn, token in (("t1", "Good "), ("t2", "Never "), ("t1", "morning")):
        correct.send({"message": {"type": "model-output", "turnId": turn, "output": token}})
    correct.send({"message": {"type": "user-interrupted", "turnId": "t2"}})
    correct.send({"message": {"type": "model-output", "turnId": "t2", "output": "said"}})
    correct.send({"message": CREATED})

    assert module(correct).spoken("t1") == "Good morning"
    assert module(correct).spoken("t2") == ""
    assert list(module(correct).sessions) == [SESSION["id"]]


def failing(handler: Handler) -> set[str]:
    """The names of the bodies that make a webhook fail."""
    accepted = {name: json.dumps({"message": message}).encode() for name, message in ACCEPTED.items()}
    return {name for name, body in (accepted | BROKEN).items() if status(handler, body) >= 500}


def test_the_faulty_webhooks_fail_as_their_table_says(faulty):
    """The bodies behind each row of the table give 500, with the line that is to blame."""
    expected = {
        "fastapi_app_faulty": {
            *("session", "object", "tool-calls", "no-turn", "interrupted", "unpublished", "tomorrow"),
            *("list", "null", "string", "missing", "body-list", "body-null"),
            *("type-list", "type-object", "call-null", "empty", "cut", "latin-1", "digits", "deep"),
        },
        "flask_app_faulty": {
            *("session", "session-with-call", "object", "tool-calls", "no-turn"),
            *("list", "null", "string", "body-list", "body-null"),
            *("type-list", "type-object", "call-null", "deep"),
        },
    }

    assert failing(faulty) == expected[module(faulty).__name__]


def test_a_faulty_webhook_names_the_line(faulty):
    """The crash points into the example."""
    crash = faulty.send({"message": None}).crash

    assert crash is not None
    assert Path(str(crash.file)).name == f"{module(faulty).__name__}.py"
    assert crash.function == "webhook"


def test_a_faulty_webhook_refuses_conforming_messages(monkeypatch):
    """The model that declares `output` as text refuses a tool call, and only four types are taken."""
    with opened("fastapi_app_faulty", monkeypatch) as handler:
        output = {"type": "model-output", "turnId": "t1", "output": {}, "call": CALL}

        assert status(handler, {"message": output}) == 422
        assert status(handler, {"message": {"type": "hang", "call": CALL}}) == 400


def test_the_faulty_webhooks_let_strangers_in(faulty, monkeypatch):
    """Whoever sends no secret is let in, and FastAPI's fails on one that is not ASCII."""
    monkeypatch.setenv("VAPI_SECRET", SECRET)
    body = {"message": {"type": "model-output", "turnId": "t1", "output": "Hi", "call": CALL}}

    unsigned = faulty.send(body)
    odd = faulty.deliver(faulty.request(body).with_headers(("X-Vapi-Secret", "schlüssel")))

    assert unsigned.reply.status == 200
    assert odd.reply.status == {"asgi": 500, "wsgi": 401}[faulty.kind]


def test_a_faulty_webhook_keeps_what_it_refuses(monkeypatch):
    """Flask's notes an event before it looks at it."""
    with opened("flask_app_faulty", monkeypatch) as handler:
        handler.send({"message": "hello"})

        assert module(handler).events == ["hello"]
