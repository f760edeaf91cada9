import json

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance.sender import Sender
from pytest_vapi_contract.conformance.sequence_play import explained, played


def sender_of(handler, **options):
    """What sends to a handler for as long as it takes."""
    return Sender(handler=handler, deadline=float("inf"), **options)


def refuse_second(turn, known):
    """Raise for a turn that came once before."""
    if known.count(turn) == 2:
        raise LookupError(turn)


def test_the_state_is_brought_back_before_all_messages():
    """And not between them."""
    seen = []

    with as_handler(seen.append) as handler:
        exchange = played(sender_of(handler, reset=lambda: seen.append("reset")), [1, 2], 3, "hang")

    assert seen == ["reset", 1, 2, 3]
    assert exchange.crash is None


def test_nothing_is_sent_when_the_time_is_over():
    """Then there is no exchange."""
    seen = []

    with as_handler(seen.append) as handler:
        assert played(Sender(handler=handler, deadline=0.0), [1], 2, "hang") is None

    assert seen == []


def test_an_exception_is_looked_for_with_other_ids():
    """The handler has heard of these."""
    known = []

    def app(environ, start_response):
        turn = json.load(environ["wsgi.input"])["message"]["turnId"]
        known.append(turn)
        status = "200 OK"
        try:
            refuse_second(turn, known)
        except Exception:
            status = "500 Internal Server Error"
        start_response(status, [])
        return [b""]

    body = {"message": {"turnId": "a"}}
    with as_handler(app) as handler:
        sender = sender_of(handler)
        exchange = played(sender, [body], body, "hang")
        seen = explained(sender, [body], body, exchange)

    assert exchange.crash is None
    assert seen.crash.type == "LookupError"
    assert len(known) == 4
    assert len(set(known)) == 2
