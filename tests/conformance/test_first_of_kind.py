"""Which exchanges are the first of their kind."""

import pytest

from pytest_vapi_contract.conformance import first_of_kind
from pytest_vapi_contract.conformance.first_of_kind import FirstOfKind
from tests.exchanges import conforming, exchange, mutation

ENDED, QUEUED = ({"message": {"type": "status-update", "status": status}} for status in ("ended", "queued"))


def status_update(body, category="conforming"):
    """A case with a body."""
    return conforming(body, type="status-update", category=category)


def test_an_accepted_message_of_each_status_is_new_once():
    """Of each category: one in its production form may go another way than one by the schema."""
    firsts, answer = FirstOfKind(), exchange()

    new = [firsts.is_new(status_update(body), answer) for body in (ENDED, QUEUED, ENDED)]

    assert new == [True, True, False]
    assert firsts.is_new(status_update(ENDED, "observed"), answer)


def test_each_message_that_the_handler_acts_on_is_new(monkeypatch):
    """What is lost may depend on any of its values; but only so many are looked into."""
    monkeypatch.setattr(first_of_kind, "OBSERVED_GOOD", 0)
    firsts = FirstOfKind(handled=frozenset({"status-update"}), left=3)

    new = [firsts.is_new(status_update(ENDED), exchange()) for _ in range(4)]

    assert new == [True, True, True, False]
    assert not firsts.is_new(conforming(ENDED, type="hang"), exchange())


def test_replies_that_differ_in_numbers_are_alike():
    """An id or a time says nothing new."""
    firsts, case = FirstOfKind(), mutation(ENDED, "/status")

    new = [
        firsts.is_new(case, exchange(status=422, body=body))
        for body in (b"no call 17", b"no call 18", b"no status")
    ]

    assert new == [True, False, True]


@pytest.mark.parametrize(("body", "is_new"), [(b'{"result": "ok"}', False), (b'{"error": "no"}', True)])
def test_the_error_of_a_tool_is_looked_into(body, is_new):
    """Its result is not: it was asked for."""
    assert FirstOfKind().is_new(status_update(ENDED, "arguments"), exchange(body=body)) is is_new


def test_only_so_many_are_looked_into(monkeypatch):
    """A handler may answer each message in words of its own, and a status may be any text."""
    monkeypatch.setattr(first_of_kind, "OBSERVED", 1)
    monkeypatch.setattr(first_of_kind, "OBSERVED_GOOD", 1)
    firsts = FirstOfKind()

    replies = [
        firsts.is_new(mutation(ENDED, "/status"), exchange(status=422, body=body)) for body in (b"a", b"b")
    ]
    accepted = [firsts.is_new(status_update(body), exchange()) for body in (ENDED, QUEUED)]

    assert replies == accepted == [True, False]
