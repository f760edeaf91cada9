"""One exchange again: the same request, and what the check says of it now."""

import re

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.case_sources.replay_ids import replay_id
from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.conformance import RunOptions, replay, run_checks
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.errors import BadReplay, UnknownCheck
from pytest_vapi_contract.mutations import http_mutations
from tests.exchanges import conforming

CONTRACT = shipped()
SECRET = "correct-horse"


def careless(environ, start_response):
    """A web app that looks at no credential, takes only POST, and reads whatever it is sent."""
    if environ["REQUEST_METHOD"] != "POST":
        raise RuntimeError("no POST")
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
    start_response("200 OK", [])
    return [b""]


@pytest.mark.parametrize("check", ["malformed", "credentials"])
def test_every_finding_can_be_repeated(check):
    """What a run finds is found again by its text: the same request, credential and oddity included."""
    with as_handler(careless, secret=SECRET) as handler:
        report = run_checks(handler, contract=CONTRACT, types=["hang"], checks=[check])
        options = RunOptions(contract=CONTRACT)
        again = [replay(handler, finding.replay, options) for finding in report.findings]

    assert report.findings
    assert [each.exchange.request for each in again] == [each.exchange.request for each in report.findings]
    assert [each.report.findings[0].title for each in again] == [each.title for each in report.findings]
    assert all(each.report.exchanges == 1 for each in again)


def test_a_name_can_be_typed():
    """A finding of a prepared case has a short id; its checksum can be left out."""
    options = RunOptions(contract=CONTRACT, seed=3)

    with as_handler(lambda body: body["message"]["call"]) as handler:
        report = run_checks(handler, contract=CONTRACT, types=["hang"], checks=["accepts"], seed=3)
        text = report.findings[0].replay
        again = [replay(handler, each, options) for each in (text, text.partition("@")[0])]

    assert re.fullmatch(r"accepts/hang/bare@\w{4}", text)
    assert [each.case.body for each in again] == [report.findings[0].case.body] * 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "accepts/hang/bare@aaaa",
            r"'bare' of hang now identifies a different message\. The id is from another version",
        ),
        ("accepts/hang/gone@aaaa", r"'gone' of hang is not known\. The id is from another version"),
        ("accepts/hang/bare@aa", "it is incomplete"),
        ("accepts/hang/gone", "it is incomplete"),
    ],
)
def test_a_name_of_another_version_is_refused(text, why):
    """What the name stood for is not what it stands for now, so nothing is sent."""
    with as_handler(lambda body: None) as handler, pytest.raises(BadReplay, match=why):
        replay(handler, text, RunOptions(contract=CONTRACT))


def test_a_request_drawn_at_random_can_be_repeated():
    """An odd request whose body was drawn has its oddity and its body again."""
    case = next(each for each in http_mutations("hang", b"anything") if each.id == "http.method.PUT")

    with as_handler(careless) as handler:
        again = replay(handler, replay_id("malformed", case), RunOptions(contract=CONTRACT))

    assert (again.exchange.request.method, again.exchange.request.body) == ("PUT", b"anything")
    assert again.report.findings[0].exchange.crash.message == "no POST"


def test_what_holds_now_is_no_finding():
    """A handler that was mended has an empty report."""
    text = replay_id("accepts", conforming({"message": {"type": "hang"}}))

    with as_handler(lambda body: None) as handler:
        again = replay(handler, text, RunOptions(contract=CONTRACT))

    assert again.report.ok
    assert (again.report.checks, again.report.types, again.report.exchanges) == (("accepts",), ("hang",), 1)


def test_a_second_delivery_is_repeated():
    """For the check about redelivery the message is delivered twice, from a fresh state."""
    calls: list[object] = []
    case = Case(id="x", type="hang", body={"message": {"type": "hang"}}, category="redelivery")

    with as_handler(calls.append) as handler:
        again = replay(
            handler,
            replay_id("redelivery", case),
            RunOptions(contract=CONTRACT, state=lambda: len(calls), reset=calls.clear),
        )

    title = "hang takes effect twice when the same message is delivered twice"
    assert again.report.findings[0].title == title
    assert len(calls) == 2


def test_a_check_of_the_state_needs_the_state():
    """Without a probe there is nothing to compare, and that is said."""
    text = replay_id("side-effects", conforming({"message": {"type": "hang"}}))

    with as_handler(lambda body: None) as handler, pytest.raises(BadReplay, match="pass `state`"):
        replay(handler, text, RunOptions(contract=CONTRACT))


def test_a_bad_credential_needs_a_credential():
    """A handler that was given no credential gets no request with a bad one."""
    case = Case(
        id="credential.wrong", type="hang", body={"message": {"type": "hang"}}, category="credentials"
    )

    with as_handler(careless) as handler, pytest.raises(BadReplay, match="pass the credential"):
        replay(handler, replay_id("credentials", case), RunOptions(contract=CONTRACT))


def test_a_check_that_is_none_is_refused():
    """The name of the check is looked up like any other."""
    text = replay_id("accept", conforming({"message": {"type": "hang"}}))

    with (
        as_handler(lambda body: None) as handler,
        pytest.raises(UnknownCheck, match="Did you mean 'accepts'"),
    ):
        replay(handler, text, RunOptions(contract=CONTRACT))
