from dataclasses import replace

from pytest_vapi_contract.cases.condition import found, missing, of_family
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings import plainest_first, worded
from pytest_vapi_contract.findings.titles import with_sources_once
from tests.exchanges import conforming, crash, exchange

BODY = {"message": {"type": "hang"}}


def finding_of(reply, **fields):
    """What `accepts` says of an exchange."""
    return replace(CHECKS["accepts"].judge(conforming(BODY), reply), **fields)


def test_what_is_easy_to_understand_comes_first():
    """Missing, null, another kind, odd values, odd texts; and each near the top before it is far down."""
    plainest = [
        missing(("message", "call")),
        missing(("message", "call", "id")),
        found(("message", "call"), None),
        found((), None),
        found(("message", "call"), [1]),
        found((), [1]),
        found(("message", "timestamp"), -1_000_000),
        found(("message", "assistant", "model", "numFastTurns"), -1_000_000),
        of_family(Family.TEXT_CUT_KEY, {}),
    ]
    odd = [of_family(Family.HTTP_ENCODING_GZIP_CUT, {}), of_family(Family.TEXT_FORM, {})]

    assert plainest_first([*odd, *reversed(plainest)]) == (*plainest[:-1], *odd, plainest[-1])


def test_a_finding_names_the_plainest_conditions():
    """The order in which they were found says nothing."""
    odd, null = found(("message", "a"), 1.5), found(("message", "call"), None)

    [told] = worded([finding_of(exchange(status=500), also=(odd, null))])

    assert told.also == (null, odd)


def test_the_widest_condition_is_the_one_of_the_title():
    """What is known of all values but one says more than what was seen first."""
    values = [None, True, 1, "x", [1]]
    null, *others = (found(("message", "call"), value, type_only=True) for value in values)

    [told] = worded([finding_of(exchange(status=500), condition=null, also=tuple(others))])

    assert told.title == "hang is rejected when `call` is not an object"
    assert told.also == ()


def test_a_line_of_the_handler_is_shown_once(tmp_path):
    """By the first finding about it; the others name it."""
    file = tmp_path / "app.py"
    file.write_text("first = 1\nboth = first\n")
    at = [exchange(status=500, crash=crash(file=str(file), line=line)) for line in (1, 2, 1)]

    told = with_sources_once(map(finding_of, at))

    assert [each.source_is_known for each in told] == [False, False, True]
    assert ["►" in str(each) for each in told] == [True, True, False]
    assert all(each.to_json()["source"] for each in told)


def test_findings_with_one_heading_say_what_came_back():
    """The exception or the status tells them apart; where that is the same, the place."""
    findings = [
        finding_of(exchange(status=500, crash=crash())),
        finding_of(exchange(status=500, crash=crash(line=52, function="on_hang"))),
        finding_of(exchange(status=422)),
        finding_of(exchange(status=0, fault="closed")),
    ]

    assert [finding.title for finding in worded(findings)] == [
        "hang is rejected with KeyError at app.py:41 in on_session",
        "hang is rejected with KeyError at app.py:52 in on_hang",
        "hang is rejected with 422",
        "hang is rejected",
    ]


def test_findings_on_one_line_say_what_is_missing():
    """Where exception and place are the same, the name tells them apart."""
    found = [finding_of(exchange(status=500, crash=crash(message=key))) for key in ("'id'", "'call'")]

    assert [finding.title for finding in worded(found)] == [
        "hang is rejected over 'id'",
        "hang is rejected over 'call'",
    ]


def test_a_heading_that_stands_alone_says_no_more():
    """Neither do two that differ already."""
    findings = [
        finding_of(exchange(status=500, crash=crash()), condition=missing(("message", "call"))),
        finding_of(exchange(status=422)),
    ]

    assert [finding.title for finding in worded(findings)] == [
        "hang is rejected when `call` is missing",
        "hang is rejected",
    ]
