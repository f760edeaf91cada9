from dataclasses import replace

from pytest_vapi_contract.cases.condition import found, missing
from pytest_vapi_contract.checks import CHECKS, once
from tests.exchanges import conforming, crash, exchange, mutation

BODY = {"message": {"type": "hang"}}
MISSING, NULL = missing(("message", "call")), found(("message", "call"), None)
OBJECT, LIST = found(("message", "output"), {"a": 1}), found(("message", "output"), [1])
CRASHED = exchange(status=500, crash=crash())
REFUSED = exchange(status=422)


def finding_of(check, case, reply, condition=None, at=""):
    """
    What a check says of an exchange, explained.
    """
    finding = CHECKS[check].judge(replace(case, at=at), reply)
    return replace(finding, condition=condition)


def test_an_exception_at_one_place_is_told_once():
    """
    The check that comes first tells of it, and when else it happens.
    """
    survives = finding_of("survives", mutation(BODY, "/call"), CRASHED, NULL)
    accepts = finding_of("accepts", conforming(BODY), CRASHED, MISSING)

    [told] = once([survives, accepts])

    assert told.check == "accepts"
    assert told.condition == MISSING
    assert told.also == (NULL,)


def test_another_exception_at_the_same_place_is_told_as_well():
    """
    Whoever mends one has not mended the other.
    """
    other = exchange(status=500, crash=crash("TypeError", "no"))

    told = once(
        [
            finding_of("accepts", conforming(BODY), CRASHED, MISSING),
            finding_of("survives", mutation(BODY, "/call"), other, NULL),
        ]
    )

    assert [finding.check for finding in told] == ["accepts", "survives"]


def test_a_refusal_that_one_place_decides_is_told_once():
    """
    The same status for the same place is the same, whatever stands there; for another place it is not.
    """
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
    """
    If every message breaks the handler, there is nothing to add.
    """
    always = finding_of("accepts", conforming(BODY), CRASHED)
    sometimes = finding_of("survives", mutation(BODY, "/call"), CRASHED, NULL)

    [told] = once([always, sometimes])

    assert told == always


def test_other_checks_tell_for_themselves():
    """
    A stranger who is not turned away is a finding, whatever else breaks at that place.
    """
    told = once(
        [
            finding_of("accepts", conforming(BODY), CRASHED, MISSING),
            finding_of("credentials", conforming(BODY, category="credentials"), CRASHED, "there is none"),
        ]
    )

    assert [finding.check for finding in told] == ["accepts", "credentials"]
