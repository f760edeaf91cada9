"""One exchange as text."""

from dataclasses import replace

from pytest_vapi_contract.delivery import Reply, Request
from pytest_vapi_contract.delivery.kinds.returned import reply_of_value
from pytest_vapi_contract.reporting import told_exchange
from tests.exchanges import HANG_TOLD, crash, exchange

SECRET = "hunter2-hunter2"
REQUEST = Request(
    path="/webhook",
    headers=(("Content-Type", "application/json"), ("X-Vapi-Secret", SECRET)),
    body=b'{"message":{"type":"hang"}}',
    masks=((SECRET, "$VAPI_SECRET"),),
)


def told(given=None, **options):
    """The lines of an exchange with the usual request."""
    given = given or exchange()
    return told_exchange(replace(given, request=REQUEST), **options).splitlines()


def test_everything_is_told():
    """Request, headers and body, then reply, time, and the exception with its traceback."""
    broken = replace(crash(), traceback='  File "app.py", line 41, in on_session')
    reply = Reply(status=500, headers=(("Server", "x"),), body=b"oh\x1b no")

    lines = told(replace(exchange(crash=broken), reply=reply))

    assert lines == [
        "POST /webhook (27 bytes)",
        "  Content-Type: application/json",
        "  X-Vapi-Secret: $VAPI_SECRET",
        *HANG_TOLD,
        "500 in 3 ms",
        "  Server: x",
        "",
        "  oh\\x1b no",
        "",
        "and KeyError: 'id' (app.py:41 in on_session)",
        '    File "app.py", line 41, in on_session',
    ]


def test_a_header_does_nothing_to_a_terminal():
    """Neither its name nor its value."""
    odd = "\x1b[31m\u202e\x9b\n::error::x"

    lines = told(replace(exchange(), reply=Reply(status=500, headers=((odd, odd),), body=b"")))

    escaped = "\\x1b[31m\\u202e\\x9b\\n::error::x"
    assert f"  {escaped}: {escaped}" in lines


def test_no_secret_is_told():
    """A handler that echoes the secret everywhere is told without it."""
    echo = Reply(status=200, headers=(("X-Echo", SECRET),), body=f'{{"secret":"{SECRET}"}}'.encode())
    broken = replace(crash(message=SECRET), traceback=f"  ValueError: {SECRET}")

    for each in (replace(exchange(), reply=echo), exchange(crash=broken), exchange(status=0, fault=SECRET)):
        assert SECRET not in "\n".join(told(each))


def test_silence_is_told():
    """What is late, and what never came, say so."""
    assert told(exchange(status=0, timed_out=True))[-1] == "no reply within 3 ms"
    assert told(exchange(status=0, fault="no connection"))[-1] == "no reply after 3 ms: no connection"
    assert told(replace(exchange(status=None), reply=reply_of_value({"a": 1})))[-2:] == [
        "a return in 3 ms",
        "  {'a': 1}",
    ]


def test_a_body_is_told_as_it_is():
    """
    JSON is indented only where that hides nothing; what is no text is told as bytes; what is long is cut.
    """

    def body(raw, **options):
        return told_exchange(replace(exchange(), request=Request(body=raw)), **options).splitlines()[2:-2]

    assert body(b'{"a":1,"a":2}') == ['  {"a":1,"a":2}']
    assert body(b'{"a": 1}') == ['  {"a": 1}']
    assert body(b"NaN") == ["  NaN"]
    assert body(b"\xff\xfe") == ["  b'\\xff\\xfe'"]
    assert body(b"a" * 5_000)[0].endswith("… (1,000 more characters)")
    assert body(b"\n".join([b"a"] * 100))[-1] == "  … (40 more lines)"
    assert len(body(b"\n".join([b"a"] * 100), in_full=True)) == 100
