"""What each credential puts on the wire, and that no secret is ever shown."""

import base64
import hashlib
import hmac

import pytest

from pytest_vapi_contract.delivery import Bearer, FixedHeaders, Hmac, Request, SharedSecret, as_handler
from pytest_vapi_contract.errors import BadHandlerOption, SecretNotSet

SECRET = "c0rrect-horse"
REQUEST = Request(path="/webhook", headers=(("Content-Type", "application/json"),), body=b'{"message":{}}')
ALL = (
    SharedSecret(SECRET),
    Bearer(SECRET),
    Bearer(SECRET, header="X-Auth", prefix=""),
    Hmac(SECRET),
    FixedHeaders({"Authorization": f"Basic {SECRET}", "X-Tenant": "a"}),
)


def clock() -> float:
    """Always the same time."""
    return 1_755_500_000.9


@pytest.mark.parametrize(
    ("credentials", "header", "value"),
    [
        (SharedSecret(SECRET), "X-Vapi-Secret", SECRET),
        (SharedSecret("schlüssel"), "X-Vapi-Secret", "schlüssel"),
        (SharedSecret(b"\xff\x00"), "X-Vapi-Secret", "\xff\x00"),
        (Bearer(SECRET), "Authorization", f"Bearer {SECRET}"),
        (Bearer(SECRET, header="X-Auth", prefix=""), "X-Auth", SECRET),
        (FixedHeaders({"X-Tenant": "a"}), "X-Tenant", "a"),
    ],
)
def test_a_plain_credential_stands_in_its_header(credentials, header, value):
    """Verbatim, as Vapi sends it."""
    signed = credentials.sign(REQUEST)

    assert signed.header(header) == value
    assert signed.body == REQUEST.body
    assert signed.header("content-type") == "application/json"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha512"])
def test_a_signature_covers_timestamp_and_body(algorithm):
    """As any verifier computes it."""
    signed = Hmac(SECRET, algorithm=algorithm, clock=clock).sign(REQUEST)

    expected = hmac.new(SECRET.encode(), b"1755500000." + REQUEST.body, getattr(hashlib, algorithm))
    assert signed.header("x-signature") == expected.hexdigest()
    assert signed.header("x-timestamp") == "1755500000"


def test_a_signature_has_every_option():
    """Payload format, encoding, prefix, header names and a secret in base64."""
    credentials = Hmac(
        base64.b64encode(b"key").decode(),
        payload="{svix-id}.{timestamp}.{method}.{url}.{body}",
        signature_header="svix-signature",
        timestamp_header="svix-timestamp",
        id_header="svix-id",
        message_id="msg_1",
        encoding="base64",
        prefix="v1,",
        secret_is_base64=True,
        url="https://example.test",
        clock=clock,
    )

    signed = credentials.sign(REQUEST)

    payload = b'msg_1.1755500000.POST.https://example.test/webhook.{"message":{}}'
    digest = base64.b64encode(hmac.digest(b"key", payload, "sha256")).decode()
    assert signed.header("svix-signature") == f"v1,{digest}"
    assert signed.header("svix-timestamp") == "1755500000"
    assert signed.header("svix-id") == "msg_1"


def test_each_request_has_a_message_id_of_its_own():
    """A webhook may take each id once, so that nobody can send a request again."""
    credential = Hmac("key", payload="{svix-id}.{body}", id_header="svix-id")
    first, second = (credential.sign(Request(body=b"{}")) for _ in range(2))

    ids = [signed.header("svix-id") for signed in (first, second)]

    assert ids[0] != ids[1]
    for id, signed in zip(ids, (first, second), strict=True):
        digest = hmac.new(b"key", f"{id}.{{}}".encode(), "sha256").hexdigest()
        assert signed.header("x-signature") == digest


def test_a_body_may_look_like_a_placeholder():
    """What is sent is signed as it is."""
    request = Request(body=b"{timestamp}{body}{url}")

    signed = Hmac("k", clock=clock, timestamp_header=None).sign(request)

    assert signed.header("x-signature") == hmac.digest(b"k", b"1755500000." + request.body, "sha256").hex()
    assert signed.header("x-timestamp") is None


@pytest.mark.parametrize("options", [{"algorithm": "md5"}, {"encoding": "rot13"}])
def test_a_signature_that_vapi_does_not_make_is_refused(options):
    """Misspelt options are no credentials."""
    with pytest.raises(BadHandlerOption, match="Vapi"):
        Hmac(SECRET, **options)


def test_a_secret_that_is_no_base64_is_refused():
    """A secret that was to be base64 and is not is told at once, and not shown."""
    with pytest.raises(BadHandlerOption, match="The secret is not valid base64") as raised:
        Hmac("hunte", secret_is_base64=True)

    assert "hunte" not in str(raised.value)


def test_fixed_headers_win():
    """An `Authorization` among the headers replaces that of the credential, as with Vapi."""
    handler = as_handler(print, credentials=Bearer("one"), headers={"authorization": "Basic two"})

    assert handler.request({}).header("Authorization") == "Basic two"


@pytest.mark.parametrize("credentials", ALL, ids=["secret", "bearer", "bare-bearer", "hmac", "headers"])
def test_no_secret_is_shown(credentials):
    """Neither by the credential, nor by a request, a handler, a crash or a line for the shell."""

    def leak(payload: object, headers: dict[str, str]) -> None:
        raise ValueError(f"{SECRET} {headers}")

    with as_handler(leak, credentials=credentials) as handler:
        exchange = handler.send({"message": {"note": SECRET}})

    shown = [credentials, handler, exchange, exchange.request, handler.curl(exchange.request)]
    assert exchange.crash is not None
    texts = [*map(repr, shown), *map(str, shown), exchange.crash.traceback, exchange.crash.message]
    assert [text for text in texts if SECRET in text] == []
    assert exchange.crash.message.startswith("$VAPI_SECRET")


def test_a_request_made_by_hand_shows_no_credential():
    """Headers with the names of credentials are hidden, whoever set them."""
    request = Request(
        headers=(("X-Api-Key", SECRET), ("Authorization", f"Bearer {SECRET}"), ("X-Tenant", "a"))
    )

    assert SECRET not in repr(request)
    assert request.shown_headers() == (
        ("X-Api-Key", "$VAPI_SECRET"),
        ("Authorization", "Bearer $VAPI_SECRET"),
        ("X-Tenant", "a"),
    )


def test_a_secret_comes_from_the_environment(monkeypatch):
    """`env:NAME` keeps it out of files and of the history of the shell."""
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)

    handler = as_handler(print, secret="env:WEBHOOK_SECRET")

    assert handler.request({}).header("X-Vapi-Secret") == SECRET


@pytest.mark.parametrize("value", [None, ""])
def test_a_variable_that_is_not_set_is_an_error(monkeypatch, value):
    """An empty secret is none."""
    monkeypatch.delenv("WEBHOOK_SECRET", raising=False)
    if value is not None:
        monkeypatch.setenv("WEBHOOK_SECRET", value)

    with pytest.raises(SecretNotSet) as caught:
        as_handler(print, secret="env:WEBHOOK_SECRET")

    assert str(caught.value) == (
        "The environment variable WEBHOOK_SECRET for the secret is not set. Set it: export WEBHOOK_SECRET=…"
    )
