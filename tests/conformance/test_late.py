"""Requests that a server may wait with: they come last, and are not waited for long."""

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.case_sources.malformed import is_framed
from pytest_vapi_contract.checks import selected
from pytest_vapi_contract.conformance import run_checks
from pytest_vapi_contract.conformance.plan import Plan
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.mutations import http_mutations
from tests.delivery.apps.server import Webhook, serving
from tests.exchanges import small_cases

CONTRACT = shipped()
WAIT = 0.3


class Patient(Webhook):
    """Reads as many bytes as it is told, which is all there will ever be if that is -1."""

    def do_POST(self):  # noqa: N802 - so http.server wants it
        """Answer a POST."""
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def report(monkeypatch):
    """What a run says of that server, with a wait that is short, and what was sent, in order."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.budget.LATE_WAIT", WAIT)
    sent = []
    with serving(Patient) as url, as_handler(url) as handler:
        deliver = handler.deliver
        monkeypatch.setattr(handler, "deliver", lambda *args: sent.append(args) or deliver(*args))
        report = run_checks(
            handler,
            contract=CONTRACT,
            types=["hang"],
            checks=["malformed", "in-time"],
            cases=small_cases,
            draw=lambda *_: None,
        )
    return report, sent


def test_what_a_server_may_wait_with_comes_last(report):
    """Each such request is sent, though one is not answered, and none is waited for long."""
    _, sent = report

    framed = [at for at, (request, _) in enumerate(sent) if request.framing is not None]
    last = range(len(sent) - len(framed), len(sent))
    assert len(framed) == sum(map(is_framed, http_mutations("hang", b"{}")))
    assert framed == list(last)
    assert all(timeout == WAIT for _, timeout in sent[last.start :])
    assert all(timeout > WAIT for _, timeout in sent[: last.start])


def test_the_finding_says_how_long_it_was_waited(report):
    """Vapi waits longer, but sends no such request: nothing is said of that."""
    found, _ = report

    [finding] = [each for each in found.findings if each.exchange.timed_out]
    assert finding.title == "a request is not answered in time when the Content-Length is negative"
    assert finding.expected == f"a reply or a closed connection within {WAIT} s"


@pytest.mark.parametrize(("target", "late"), [("http://127.0.0.1:9/", 1), ("https://127.0.0.1:9/", 0)])
def test_they_are_a_step_of_their_own_over_a_socket(target, late):
    """The step is the last of the plan, behind what is drawn at random; nothing in it is essential."""
    plan = Plan(handler=as_handler(target), contract=CONTRACT)

    steps = plan.steps(selected(), ["model-output"])

    assert [step.late for step in steps] == [False] * (len(steps) - late) + [True] * late
    assert all(step.essential == 0 for step in steps if step.late)
