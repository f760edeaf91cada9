from dataclasses import replace

from pytest_vapi_contract.checks import CHECKS, plainest_first, worded
from tests.exchanges import conforming, crash, exchange

BODY = {"message": {"type": "hang"}}


def finding_of(reply, **fields):
    """
    What `accepts` says of an exchange.
    """
    return replace(CHECKS["accepts"].judge(conforming(BODY), reply), **fields)


def test_what_is_easy_to_understand_comes_first():
    """
    Missing, null, another kind, odd values, odd texts; and each near the top before it is far down.
    """
    plainest = [
        "/message/call is missing",
        "/message/call/id is missing",
        "/message/call is null",
        "the body is null",
        "/message/call is a list",
        "the body is a list",
        "/message/timestamp is -1000000000000",
        "/message/assistant/model/numFastTurns is -1000000000000",
        "the body ends after a name",
    ]
    odd = ["the body is gzip that ends early", "it is a form"]

    assert plainest_first([*odd, *reversed(plainest)]) == (*plainest[:-1], *odd, plainest[-1])


def test_a_finding_names_the_plainest_conditions():
    """
    The order in which they were found says nothing.
    """
    found = finding_of(exchange(status=500), also=("/message/a is 1.5", "/message/call is null"))

    [told] = worded([found])

    assert told.also == ("/message/call is null", "/message/a is 1.5")


def test_findings_with_one_heading_say_what_came_back():
    """
    The exception or the status tells them apart; where that is the same, the place.
    """
    found = [
        finding_of(exchange(status=500, crash=crash())),
        finding_of(exchange(status=500, crash=crash(line=52, function="on_hang"))),
        finding_of(exchange(status=422)),
        finding_of(exchange(status=0, fault="closed")),
    ]

    assert [finding.title for finding in worded(found)] == [
        "hang is rejected with KeyError at app.py:41 in on_session",
        "hang is rejected with KeyError at app.py:52 in on_hang",
        "hang is rejected with 422",
        "hang is rejected",
    ]


def test_findings_on_one_line_say_what_is_missing():
    """
    Where exception and place are the same, the name tells them apart.
    """
    found = [finding_of(exchange(status=500, crash=crash(message=key))) for key in ("'id'", "'call'")]

    assert [finding.title for finding in worded(found)] == [
        "hang is rejected over 'id'",
        "hang is rejected over 'call'",
    ]


def test_a_heading_that_stands_alone_says_no_more():
    """
    Neither do two that differ already.
    """
    found = [
        finding_of(exchange(status=500, crash=crash()), condition="/message/call is missing"),
        finding_of(exchange(status=422)),
    ]

    assert [finding.title for finding in worded(found)] == [
        "hang is rejected when /message/call is missing",
        "hang is rejected",
    ]
