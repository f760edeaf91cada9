from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import found, missing, of_family
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.findings import once
from tests.exchanges import conforming, crash, exchange, mutation

BODY = {"message": {"type": "hang"}}
MISSING, NULL = missing(("message", "call")), found(("message", "call"), None)
OBJECT, LIST = found(("message", "output"), {"a": 1}), found(("message", "output"), [1])
CRASHED = exchange(status=500, crash=crash())
REFUSED = exchange(status=422)


def finding_of(check, case, reply, condition=None, at=""):
    """What a check says of an exchange, explained."""
    finding = CHECKS[check].judge(replace(case, at=at), reply)
    return replace(finding, condition=condition)


def test_an_exception_at_one_place_is_told_once():
    """The check that comes first tells of it, and when else it happens."""
    empty = found(("message", "call"), {})
    body = {"message": {"type": "hang", "call": {}}}
    survives = finding_of("survives", mutation(body, "/call"), CRASHED, empty)
    accepts = finding_of("accepts", conforming(BODY), CRASHED, MISSING)

    [told] = once([survives, accepts])

    assert told.check == "accepts"
    assert told.condition == MISSING
    assert told.also == (empty,)


def test_an_exception_after_other_messages_is_told_once():
    """Whether the last of them is valid or not."""
    mark = ("sequence", "crash", "AttributeError", "app.py", 7, "update")
    survives = replace(finding_of("survives", mutation(BODY, "/call"), CRASHED), mark=mark)
    accepts = replace(finding_of("accepts", conforming(BODY), CRASHED), mark=mark)
    elsewhere = replace(survives, mark=(*mark[:4], 8, "update"))

    assert once([survives, accepts]) == [accepts]
    assert len(once([elsewhere, accepts])) == 2


def test_what_a_valid_message_may_lack_is_no_fault_of_broken_ones():
    """A note tells of a key that production always sends; an exception of another kind is told for itself."""
    lacks = exchange(status=500, crash=crash("KeyError", "'turnId'"))
    note = finding_of("accepts", conforming(BODY), lacks, missing(("message", "turnId")))
    note = replace(note, severity="note")
    same, other = (finding_of("survives", mutation(BODY, "/call"), each, NULL) for each in (lacks, CRASHED))

    assert once([same, note]) == [note]
    assert [finding.check for finding in once([other, note])] == ["survives", "accepts"]


def test_the_widest_condition_is_told():
    """What lacks the outer object lacks what is in it, too."""
    outer, inner = missing(("message", "call")), missing(("message", "call", "endedAt"))
    found_outer, found_inner = (
        finding_of(
            "accepts", conforming(body), exchange(status=500, crash=crash("KeyError", f"'{name}'")), lack
        )
        for body, name, lack in (
            (BODY, "call", outer),
            ({"message": {"type": "hang", "call": {}}}, "endedAt", inner),
        )
    )

    for findings in ([found_outer, found_inner], [found_inner, found_outer]):
        [told] = once(findings)
        assert told.condition == inner


def test_another_exception_at_the_same_place_is_told_as_well():
    """Whoever mends one has not mended the other."""
    other = exchange(status=500, crash=crash("TypeError", "no"))

    told = once(
        [
            finding_of("accepts", conforming(BODY), CRASHED, MISSING),
            finding_of("survives", mutation(BODY, "/call"), other, NULL),
        ]
    )

    assert [finding.check for finding in told] == ["accepts", "survives"]


@pytest.mark.parametrize("mark", ["together", "unexplained"])
def test_what_is_not_explained_is_told_where_nothing_explains_it(mark):
    """An exception that another finding explains is the same one; another exception is not."""
    explained = finding_of("accepts", conforming(BODY), CRASHED, MISSING)
    broken = finding_of("survives", mutation(BODY, "/call"), CRASHED)
    unexplained = replace(broken, mark=(mark, *broken.cause))
    other = replace(broken, mark=(mark, *broken.cause[:-1], "another"))

    assert [finding.check for finding in once([unexplained, explained])] == ["accepts"]
    assert len(once([other, explained])) == 2
    assert once([unexplained]) == [unexplained]


def test_a_refusal_that_one_place_decides_is_told_once():
    """The same status for the same place is the same, whatever stands there; for another place it is not."""
    accepts = finding_of("accepts", conforming(BODY), REFUSED, OBJECT, "/output")
    same = conforming(BODY, category="observed")

    told = once(
        [
            accepts,
            finding_of("observed", same, REFUSED, LIST, "/output"),
            finding_of("observed", same, REFUSED, MISSING, "/call"),
        ]
    )

    assert [finding.check for finding in told] == ["accepts", "observed"]
    assert told[0].also == (LIST,)
    assert told[1].condition == MISSING


def test_what_happens_always_has_no_other_conditions():
    """If every message breaks the handler, there is nothing to add."""
    always = finding_of("accepts", conforming(BODY), CRASHED)
    sometimes = finding_of("survives", mutation(BODY, "/call"), CRASHED, NULL)

    [told] = once([always, sometimes])

    assert told == always


def test_what_is_enough_by_itself_hides_what_else_is_special():
    """A message without a `call` says nothing of what else is wrong with it."""
    accepts = finding_of("accepts", conforming(BODY), CRASHED, MISSING)
    elsewhere = finding_of("survives", mutation(BODY, "/output"), CRASHED, LIST)

    [told] = once([accepts, elsewhere])

    assert told.also == ()


def test_other_checks_tell_for_themselves():
    """A stranger who is not turned away is a finding, whatever else breaks at that place."""
    stranger = of_family(Family.CREDENTIAL_NONE, {})

    told = once(
        [
            finding_of("accepts", conforming(BODY), CRASHED, MISSING),
            finding_of("credentials", conforming(BODY, category="credentials"), CRASHED, stranger),
        ]
    )

    assert [finding.check for finding in told] == ["accepts", "credentials"]


@pytest.mark.parametrize(
    ("where", "name", "findings"),
    [
        (("message",), "message", 1),
        (("message", "call", "id"), "id", 1),
        (("message", "customer"), "customer", 2),
        (("message", "call", "id"), "customer", 2),
        ((), "customer", 2),
    ],
)
def test_what_is_missing_on_one_way_is_one_fault(where, name, findings):
    """
    A line that goes to `/message/call/id` may lack each part of the way; what is beside it is another fault.
    """
    call = exchange(status=500, crash=crash(message="'call'"))
    other = exchange(status=500, crash=crash(message=repr(name)))
    another = found(where, 1) if where else of_family(Family.TEXT_FORM, {})
    first = finding_of("accepts", conforming(BODY), call, MISSING)
    body = {"message": {"type": "hang", "call": {}}}
    second = finding_of("survives", mutation(body, ""), other, another)

    told = once([first, second])

    assert len(told) == findings
    assert told[0].exchange == call
    assert told[0].also == (() if findings == 2 else (another,))


def test_what_was_missing_before_is_not_told_as_broken():
    """A message that lacks a customer anyway says nothing about the place at which it was broken."""
    lacks = exchange(status=500, crash=crash(message="'customer'"))
    first = finding_of("accepts", conforming(BODY), lacks, missing(("message", "customer")))
    second = finding_of("survives", mutation(BODY, ""), lacks, found(("message", "call", "id"), 1))

    assert once([first, second]) == [first]


def test_a_text_with_an_envelope_has_no_condition_of_its_own():
    """Its message lacked the call before a character of it was encoded otherwise."""
    lacks = replace(CRASHED, crash=crash(message="'call'"), request=Request(body=b'{"message": {}}'))
    first = finding_of("accepts", conforming(BODY), lacks, MISSING)
    odd = of_family(Family.TEXT_ROOT, {"value": "{}"})
    second = finding_of("malformed", conforming(lacks.request.body, category="text"), lacks, odd)

    assert once([first, second]) == [first]


def test_a_text_that_lacks_what_decides_has_no_condition_of_its_own():
    """Whatever is odd about it otherwise."""
    text = b'{"message": {"type": "hang", "type": "hang"}}'
    first = finding_of("accepts", conforming(BODY), CRASHED, MISSING)
    odd = of_family(Family.TEXT_ROOT, {"value": "{}"})
    second = finding_of("malformed", conforming(text, category="text"), CRASHED, odd)

    assert once([first, second]) == [first]


@pytest.mark.parametrize(("body", "findings"), [(b"{}", 1), (b"[]", 2), (b"{", 2), (b'{"message": 1}', 2)])
def test_a_text_without_an_envelope_is_on_the_way_too(body, findings):
    """An empty document lacks the message in which the call is looked for."""
    call, message = (crash(message=repr(name)) for name in ("call", "message"))
    lacks = replace(exchange(status=500, crash=message), request=Request(body=body))
    first = finding_of("accepts", conforming(BODY), exchange(status=500, crash=call), MISSING)
    another = of_family(Family.TEXT_ROOT, {"value": body.decode()})
    second = finding_of("malformed", conforming(body, category="text"), lacks, another)

    told = once([first, second])

    assert len(told) == findings


def test_a_property_among_other_conditions_is_told():
    """What is missing in messages that conform, too, is not told again where something else is broken."""
    where = ("message", "call", "endedAt")
    line = {"file": "app.py", "line": 1}
    accepts = finding_of(
        "accepts", conforming(BODY), exchange(status=500, crash=crash("KeyError", "'call'", **line)), MISSING
    )
    broken = exchange(status=500, crash=crash("KeyError", "'endedAt'", **line))
    survives = finding_of("survives", mutation(BODY, "/call"), broken)

    assert len(once([accepts, survives])) == 2
    [told] = once([replace(accepts, also=(missing(where),)), survives])

    assert told.check == "accepts"


def test_what_a_valid_call_of_a_tool_loses_is_not_told_by_an_invalid_one():
    """Even if it is not known which argument decides in it."""
    lost = finding_of("tools", conforming(BODY, category="arguments", type="tool-calls"), CRASHED)
    null = finding_of(
        "arguments", conforming(BODY, category="bad-arguments", type="tool-calls"), CRASHED, NULL
    )

    assert (lost.severity, null.severity) == ("lost", "hardening")
    assert once([null, lost]) == [lost]
