import hmac
import json
from html import escape

import pytest

from pytest_vapi_contract.checks import selected
from pytest_vapi_contract.checks.leaks import text_of
from pytest_vapi_contract.conformance import check_handler
from pytest_vapi_contract.delivery import Exchange, Hmac, Reply, Request
from pytest_vapi_contract.delivery.kinds.returned import reply_of_value
from tests.exchanges import conforming, crash

SECRET = "Hunter2Hunter2"
TRACE = 'Traceback (most recent call last):\n  File "/srv/app.py", line 3, in hook\nKeyError'


def leak(body=b"", *, sent=b"", headers=(), masks=((SECRET, "$VAPI_SECRET"),), value=None, status=200):
    """What the check finds in a reply."""
    [check] = selected(["leaks"])
    reply = reply_of_value(value) if status is None else Reply(status=status, headers=headers, body=body)
    exchange = Exchange(request=Request(body=sent, masks=masks), reply=reply)
    return check.judge(conforming({"message": {}}), exchange)


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (TRACE, "gets a reply that leaks a traceback"),
        ('{"error": "File \\"/srv/app.py\\", line 3, in hook"}', "gets a reply that leaks a traceback"),
        ("<pre>File &quot;/srv/app.py&quot;, line 3</pre>", "gets a reply that leaks a traceback"),
        ("cannot open /srv/shop/webhook.py", "gets a reply that leaks a source path"),
        (r"cannot open C:\shop\webhook.py", "gets a reply that leaks a source path"),
        (f"expected {SECRET}", "gets a reply that leaks the secret"),
    ],
)
def test_a_leak_is_named(body, verdict):
    """A traceback, a path and the secret are told apart, and the secret is not shown again."""
    finding = leak(body.encode())

    assert finding.verdict == verdict
    assert SECRET not in str(finding)


@pytest.mark.parametrize(
    ("sent", "said", "verdict"),
    [
        ("0" * 64, "expected", "gets a reply that leaks the right signature"),
        (f"{'1a' * 32}x", "got", None),
        ("0" * 64, "", None),
    ],
)
def test_the_right_signature_is_a_leak(sent, said, verdict):
    """Unless it is the beginning of the wrong one that the reply repeats."""
    signature = "1a" * 32
    request = Request(headers=(("x-signature", sent),), withheld=signature)
    reply = Reply(status=401, body=f"{said} {signature if said else ''}".encode())
    [check] = selected(["leaks"])

    finding = check.judge(conforming({"message": {}}), Exchange(request=request, reply=reply))

    assert (finding and finding.verdict) == verdict


def test_a_handler_that_tells_the_signature_is_found():
    """It signs whatever it is sent."""

    def app(environ, start_response):
        body, stamp = environ["wsgi.input"].read(), environ.get("HTTP_X_TIMESTAMP", "")
        signature = hmac.new(b"key-of-hmac", stamp.encode() + b"." + body, "sha256").hexdigest()
        is_right = environ.get("HTTP_X_SIGNATURE") == signature
        start_response("200 OK" if is_right else "401 No", [("Content-Type", "text/plain")])
        return [b"" if is_right else f"expected {signature}".encode()]

    report = check_handler(
        app, credentials=Hmac("key-of-hmac"), types=["hang"], checks=["leaks"], max_examples=12
    )

    [finding] = report.findings
    assert finding.code == "VC225"
    assert "the right signature when the credential is" in finding.title


def test_what_leaks_is_shown_once():
    """It is told apart where the beginning of the reply does not show it."""
    shown, hidden = leak(TRACE.encode()), leak(b"x" * 500 + TRACE.encode())

    assert "the reply has " not in shown.got
    assert hidden.got.endswith(
        '; the reply contains Traceback (most recent call last): File "/srv/app.py", line 3, in hook KeyError'
    )


@pytest.mark.parametrize(
    "body",
    [
        '{"ok": true}',
        "see https://example.com/docs/app.py",
        "docs/examples/app.py is an example",
        "File is missing, line 3",
        "KeyError: 'call'",
    ],
)
def test_what_is_no_leak(body):
    """An address, a relative path and the text of an exception are no leak."""
    assert leak(body.encode()) is None


def test_an_echo_is_no_leak():
    """What the request itself had in it tells its sender nothing."""
    text = b'File "/srv/app.py", line 3'

    assert leak(text, sent=text) is None
    assert leak(f"call_{SECRET}".encode(), sent=f'{{"id": "call_{SECRET}"}}'.encode()) is None
    assert leak(f"{SECRET}x".encode(), masks=((SECRET, "$S"), (f"{SECRET}x", "$BAD_SECRET"))) is None


def test_a_short_secret_is_not_looked_for():
    """A secret of a few characters stands in many a text by chance."""
    assert leak(b'{"ok": true}', masks=(("ok", "$VAPI_SECRET"),)) is None


@pytest.mark.parametrize(
    ("body", "leaks"),
    [(b"expected hunter", True), (b"the hunters", False), (b'{"note": "hunter"}', True), (b"hunte", False)],
)
def test_an_ordinary_secret_is_looked_for_as_a_word(body, leaks):
    """Within another word it may be by chance."""
    found = leak(body, masks=(("hunter", "$VAPI_SECRET"),))

    assert (found is not None) is leaks
    assert "hunter" not in str(found)


def test_a_word_of_the_message_is_no_leak():
    """A handler that says "message" tells nothing, even if that is the secret."""
    masks = (("message", "$VAPI_SECRET"),)

    assert leak(b'{"message": "ok"}', sent=b'{"message":{"type":"hang"}}', masks=masks) is None
    assert leak(b'{"message": "ok"}', sent=b"{}", masks=masks).verdict == "gets a reply that leaks the secret"


def test_headers_and_values_count():
    """A header leaks like a body, and so does what a plain function returns."""
    assert leak(headers=(("X-Debug", SECRET),)).verdict == "gets a reply that leaks the secret"
    assert leak(status=None, value={"error": TRACE}).verdict == "gets a reply that leaks a traceback"
    assert leak(status=None, value=TRACE).verdict == "gets a reply that leaks a traceback"


def test_what_is_no_json_tells_nothing():
    """A value that cannot be read, and no reply at all, leak nothing."""
    [check] = selected(["leaks"])

    assert text_of(reply_of_value(object())) == ""
    assert check.judge(conforming({}), Exchange(request=Request(), fault="it broke")) is None


def shows_traceback(environ, start_response):
    """A WSGI app that helps whoever sends nonsense to debug it."""
    import json
    import traceback

    try:
        json.loads(environ["wsgi.input"].read())["message"]["type"].lower()
        start_response("200 OK", [])
    except (ValueError, KeyError, TypeError, AttributeError):
        start_response("400 Bad Request", [])
        return [traceback.format_exc().encode()]
    return [b"ok"]


def test_a_leak_is_one_finding():
    """The same kind of leak is told once, whatever was sent."""
    report = check_handler(shows_traceback, types=["hang"], checks=["leaks"], max_examples=20)

    [finding] = report.findings
    assert finding.verdict == "gets a reply that leaks a traceback"
    assert finding.count > 5
    assert finding.also


def tells_what_it_cannot_read(environ, start_response):
    """A webhook that answers with the text of an exception it catches, if a message has no call."""
    message = json.loads(environ["wsgi.input"].read())["message"]
    try:
        int(0 if "call" in message else "no number at all")
    except ValueError as error:
        start_response("400 Bad Request", [])
        return [str(error).encode()]
    start_response("200 OK", [])
    return [b""]


def test_a_leak_has_the_condition_under_which_it_happens():
    """Also if it takes a look at the exceptions that the handler catches to see a leak."""
    report = check_handler(tells_what_it_cannot_read, types=["hang"], checks=["leaks"], max_examples=20)

    [finding] = report.findings
    assert finding.title == "hang gets a reply that leaks the text of an exception when `call` is missing"


NULL = "'NoneType' object has no attribute 'get'"


def told_by(body, message=NULL, sent=b"", **fields):
    """What the check finds in a reply to a request whose exception the handler has caught."""
    [check] = selected(["leaks"])
    exchange = Exchange(
        request=Request(body=sent),
        reply=Reply(status=400, body=body.encode()),
        caught=crash("AttributeError", message, **fields),
    )
    return check.judge(conforming({"message": {}}), exchange)


@pytest.mark.parametrize("body", [NULL, json.dumps({"error": f"failed: {NULL}"}), escape(NULL)])
def test_the_text_of_an_exception_leaks_without_a_traceback_too(body):
    """As it is, in JSON, and in HTML."""
    finding = told_by(body)

    assert finding.verdict == "gets a reply that leaks the text of an exception"
    assert finding.code == "VC224"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("failed", {}),
        ("'call' is missing", {"message": "'call'"}),  # in a reply by chance
        (NULL, {"sent": NULL.encode()}),  # an echo
        (NULL, {"exception_class": type("HTTPException", (Exception,), {})}),  # it is made for the reply
    ],
)
def test_what_tells_nothing_of_an_exception_is_no_leak(body, fields):
    """Another text, a short one, an echo, and what a framework raises to answer."""
    assert told_by(body, **fields) is None


def test_what_a_handler_raises_itself_is_written_by_its_author(tmp_path):
    """A `raise` in the handler has a text that may be meant for the caller."""
    file = tmp_path / "app.py"
    file.write_text('raise ValueError("the call has no customer")\n')

    assert told_by("the call has no customer", "the call has no customer", file=str(file), line=1) is None
