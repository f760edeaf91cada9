"""Where a run has its cases from."""

from contextlib import contextmanager

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance.case_source import NOT_EVEN, CaseSource
from pytest_vapi_contract.conformance.sender import Sender
from pytest_vapi_contract.contract import shipped
from tests.exchanges import SMALLEST, conforming, mutation, small_cases

CONTRACT = shipped()


@contextmanager
def case_source(function, cases=small_cases):
    """The cases for a handler that is a plain function."""
    with as_handler(function) as handler:
        yield CaseSource(sender=Sender(handler=handler), contract=CONTRACT, cases=cases)


def needs_call(body):
    """A handler that requires a call."""
    return body["message"]["call"]


def test_prepared_cases_are_passed_on():
    """Those of messages need no exchange."""
    with case_source(needs_call) as source:
        cases = list(source.cases_of("conforming", "hang"))

        assert cases == list(small_cases("conforming", "hang", CONTRACT, 0))
        assert source.sender.exchanges == 0


def test_the_smallest_conforming_message_comes_first():
    """None if there is none."""
    with case_source(needs_call) as source:
        assert source.first("hang").body == {"message": SMALLEST["hang"]}
    with case_source(needs_call, cases=lambda *_: ()) as source:
        assert source.first("hang") is None


def test_of_a_type_that_is_not_published_a_message_as_production_sends_it_comes_first():
    """A long search sends such types too."""
    asked = []
    with case_source(needs_call, cases=lambda *what: asked.append(what[:2]) or ()) as source:
        source.first("assistant.started")

    assert asked == [("observed", "assistant.started")]


def test_bad_credentials_need_an_accepted_message():
    """Without one nothing is sent, and that is said, because every run sends them."""

    def refuses(body):
        raise ValueError

    with case_source(refuses) as source:
        [skip] = source.unproven("credentials", "hang")

        assert list(source.cases_of("credentials", "hang")) == []
        assert skip.essential
        assert skip.why == NOT_EVEN
        assert list(source.unproven("text", "hang")) == []


def test_a_baseline_is_how_the_unbroken_message_fails():
    """None if it does not fail; it is sent once."""
    with case_source(needs_call) as source:
        broken = mutation({"message": None}, "", "envelope", "hang")

        first = source.baseline(broken)
        sent = source.sender.exchanges

        assert first[0][1] == "KeyError"
        assert source.baseline(broken) == first
        assert source.sender.exchanges == sent
    with case_source(lambda body: None) as source:
        assert source.baseline(broken) is None


def test_distinct_messages_can_be_told_apart():
    """They have a time and the id of what they are about; the smallest comes first."""
    with case_source(needs_call) as source:
        cases = source.distinct("hang")

    assert cases
    assert all({"timestamp", "call"} <= case.body["message"].keys() for case in cases)


def test_fresh_messages_come_in_turn():
    """When all have been given, they begin again."""
    messages = [conforming({"message": {"type": "hang", "timestamp": at}}, id=str(at)) for at in range(2)]

    with case_source(needs_call, cases=lambda *_: messages) as source:
        fresh = source.fresh()

        assert [fresh("hang").id for _ in range(3)] == ["0", "1", "0"]
