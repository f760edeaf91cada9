import sys
from types import SimpleNamespace

import pytest

from pytest_vapi_contract.delivery.credentials import SharedSecret
from pytest_vapi_contract.findings.hints import (
    CHARACTERS,
    HOST,
    INVALID_HOST,
    REFUSED,
    SIGNED_BYTES,
    hint_beside_accepted,
    hint_for,
    hint_for_characters,
)
from tests.exchanges import conforming, exchange, mutation


@pytest.mark.parametrize(
    ("status", "said"), [(308, "redirects"), (401, "--secret"), (404, "no route at /webhook"), (500, "")]
)
def test_a_status_has_its_advice(status, said):
    """Only what must be accepted is explained."""
    reply = exchange(status=status)

    assert said in hint_for(conforming(), reply)
    assert bool(hint_for(conforming(), reply)) is bool(said)
    assert hint_for(mutation({}, "/call"), reply) == ""


def test_a_credential_that_was_sent_is_not_asked_for():
    """It was refused."""
    reply = exchange(status=401)
    signed = SharedSecret("hunter2-hunter2").sign(reply.request)

    assert hint_for(conforming(), type(reply)(request=signed, reply=reply.reply)) == REFUSED


def test_a_host_that_starlette_refuses_is_named():
    """Other replies with that status have no advice."""
    hint = hint_for(conforming(), exchange(status=400, body=INVALID_HOST))

    assert hint == HOST.format(host="127.0.0.1:8000")
    assert hint_for(conforming(), exchange(status=400, body=b"no message")) == ""


@pytest.mark.parametrize(
    ("allowed", "debug", "is_refused"),
    [(["hooks.example.com"], False, True), ([], False, True), ([], True, False), (["*"], False, False)],
)
def test_a_host_that_django_refuses_is_named(allowed, debug, is_refused, monkeypatch):
    """Its reply does not say why, its settings do."""
    request = pytest.importorskip("django.http.request")
    settings = SimpleNamespace(configured=True, ALLOWED_HOSTS=allowed, DEBUG=debug)
    monkeypatch.setitem(sys.modules, "django.conf", SimpleNamespace(settings=settings))
    monkeypatch.setitem(sys.modules, "django.http.request", request)

    assert bool(hint_for(conforming(), exchange(status=400))) is is_refused


@pytest.mark.parametrize(("status", "hint"), [(401, SIGNED_BYTES), (403, SIGNED_BYTES), (400, CHARACTERS)])
def test_a_body_that_is_refused_for_its_characters(status, hint):
    """A signature is verified over other bytes, or the body is decoded otherwise."""
    assert hint_for_characters(exchange(status=status)) == hint


def test_a_route_that_is_there():
    """Other messages are accepted."""
    assert "this 404 is about this one" in hint_beside_accepted(exchange(status=404))
