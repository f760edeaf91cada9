import json
import time
from dataclasses import replace

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance import run_checks
from pytest_vapi_contract.conformance.budget import OVERTIME
from pytest_vapi_contract.conformance.random_search import drawn
from pytest_vapi_contract.conformance.run_findings import RunFindings
from tests.conformance.small_runs import CONTRACT, small_run
from tests.exchanges import TYPES, small_cases

#: Checks of one exchange each, with messages.
PLAIN = ["accepts", "observed", "survives"]


def ok(body):
    """A handler without a fault."""
    message = body.get("message") if isinstance(body, dict) else None
    return message.get("type") if isinstance(message, dict) else None


def needs_call(body):
    """A handler that takes it that every message belongs to a call."""
    message = body["message"]
    if isinstance(message, dict) and isinstance(message.get("call", {}), dict):
        return message["call"]["id"]
    return None


def needs_object(body):
    """A handler that takes it that the message is an object."""
    return body["message"].get("type")


def needs_words(body):
    """A handler that takes it that the output is an object."""
    message = body["message"]
    if isinstance(message, dict) and message.get("type") == "model-output":
        return message.get("output").get("name")
    return None


def titles(report):
    """The title of each finding, with its count."""
    return {finding.title: finding.count for finding in report.findings}


def test_findings_are_made_smaller_within_a_time_that_is_known_from_the_start(monkeypatch):
    """However late the last reply was: the run has to end."""
    times, deadlines = iter([100.0]), []
    monkeypatch.setattr("pytest_vapi_contract.conformance.run.now", lambda: next(times, 1e9))

    def explained(findings, skipped):
        deadlines.append(findings.judging.sender.deadline)
        return []

    monkeypatch.setattr(RunFindings, "explained", explained)

    small_run(ok, time_budget=5.0)

    assert deadlines == [105.0 + OVERTIME]


def test_a_sound_handler_has_no_findings():
    """Nothing is reported about a handler that returns for everything."""
    report = small_run(ok, checks=PLAIN)

    assert report.ok
    assert report.exchanges == 3 * (3 + 1 + 5)
    assert report.skipped == ()
    assert str(report).endswith(f"(revision {CONTRACT.revision}, seed 0)")


def test_what_is_missing_is_named():
    """A property that is taken for granted is named, with the smallest message that does not have it."""
    report = small_run(needs_call, checks=["accepts"])

    assert titles(report) == {
        "model-output (also session.created and hang) is rejected when `call` is missing": 6
    }
    [finding] = report.findings
    assert finding.case.body == {"message": {"type": "model-output", "output": {}}}
    assert finding.exchange.crash.function == "needs_call"
    assert "KeyError: 'call'" in finding.got


def test_what_is_there_is_named():
    """The finding about an unexpected value names the place, and what is expected there."""
    report = small_run(needs_words, checks=["observed", "accepts"])

    assert titles(report) == {
        "model-output is rejected in its production form when `output` is not an object": 1
    }
    assert report.findings[0].case.body == {"message": {"type": "model-output", "output": "Hello"}}


def test_one_cause_is_one_finding():
    """What fails at one place for one reason is one finding, over all types, with the other conditions."""
    report = small_run(needs_object)

    assert titles(report) == {"a request breaks the handler when `message` is not an object": 9}
    [finding] = report.findings
    assert finding.also == ()
    assert set(finding.types) == set(TYPES)


def test_what_fails_like_a_conforming_message_is_told_once():
    """A mutation made from a message that fails anyway is not said to be the reason."""

    def broken(body):
        raise KeyError("nothing works")

    report = small_run(broken)

    assert [finding.check for finding in report.findings] == ["accepts"]
    assert titles(report) == {"model-output (also session.created and hang) is rejected": 9}


def test_it_is_told_without_the_check_for_conforming_messages():
    """With only the check for survival, a handler that always breaks is still reported."""

    def broken(body):
        raise KeyError("nothing works")

    report = small_run(broken, checks=["survives"])

    assert [finding.title for finding in report.findings] == ["a request breaks the handler"]
    assert "valid messages fail in the same way" in report.findings[0].hint


def test_a_status_may_have_two_reasons():
    """Refusals with one status are told apart by what leads to them."""

    def picky(environ, start_response):
        body = json.load(environ["wsgi.input"])
        message = body["message"] if isinstance(body["message"], dict) else {}
        refused = "call" not in message or message.get("timestamp") == 1.5
        start_response("422 No" if refused else "200 OK", [])
        return [b""]

    def cases(category, type, contract, seed):
        small = list(small_cases(category, type, contract, seed))
        both = {**small[1].body["message"], "timestamp": 1.5}
        return [*small, replace(small[1], id="both", body={"message": both})]

    report = small_run(picky, checks=["accepts"], types=["hang"], cases=cases)

    assert titles(report) == {
        "hang is rejected when `call` is missing": 2,
        "hang is rejected when `timestamp` is 1.5": 1,
    }


def test_refusal_can_be_demanded():
    """With `on_invalid="reject"` a mutation that is answered like any other message is a finding."""
    report = small_run(ok, on_invalid="reject", types=["hang"])

    assert [finding.check for finding in report.findings] == ["rejects"]
    assert report.findings[0].title == "a request is not rejected when `message` is null"
    assert report.findings[0].got.startswith("a return in ")


def test_the_same_seed_gives_the_same_report():
    """Two runs differ in times only."""

    def told(report):
        return [(each.title, each.count, each.case, each.again) for each in report.findings], report.exchanges

    assert told(small_run(needs_call, seed=3)) == told(small_run(needs_call, seed=3))


def test_a_run_keeps_to_its_budget():
    """A handler that hangs is reported, and the run ends soon after its budget."""
    with as_handler(lambda body: time.sleep(120), timeout=120) as handler:
        began = time.monotonic()
        report = small_run(handler, time_budget=0.5, types=["hang"], checks=["accepts"])
        took = time.monotonic() - began

    assert took < 60
    assert report.skipped


def test_a_handler_that_hangs_is_a_finding():
    """The first message without an answer ends its step: the next would hang too."""
    with as_handler(lambda body: time.sleep(60), timeout=0.2) as handler:
        report = run_checks(handler, contract=CONTRACT, types=["hang"], checks=["accepts"], cases=small_cases)

    assert [finding.title for finding in report.findings] == ["hang is not answered in time"]
    assert report.findings[0].got.startswith("no reply within ")
    assert "the rest of the valid messages (hang): the handler hangs" in map(str, report.skipped)


def test_at_most_so_many_examples_are_sent():
    """`max_examples` bounds each kind of message of each type."""
    report = small_run(ok, checks=PLAIN, max_examples=2)

    assert report.exchanges == 3 * (2 + 1 + 2)


def test_interrupted_it_reports_what_was_found():
    """Ctrl-C ends the run, not the report."""

    def stop(progress):
        if progress.done == 2:
            raise KeyboardInterrupt

    report = small_run(needs_call, progress=stop)

    assert report.interrupted
    assert [finding.check for finding in report.findings] == ["accepts"]
    assert str(report.skipped[-1]) == "the rest: interrupted"


def test_progress_is_told():
    """Each step is announced, and the end."""
    seen = []

    small_run(ok, checks=PLAIN, types=["hang"], progress=seen.append)

    assert [(each.done, each.steps) for each in seen] == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert seen[1].doing == "messages as Vapi sends them in production (hang)"
    assert seen[-1].exchanges == 9


def test_the_report_is_json():
    """The report can be written as JSON, and says what it is."""
    report = small_run(needs_call, types=["hang"], checks=PLAIN).to_json()

    document = json.loads(json.dumps(report))

    assert document["report"] == "vapi-contract"
    assert document["version"] == 1
    assert document["ok"] is False
    assert document["checks"] == ["accepts", "observed", "survives"]
    assert document["findings"][0]["body"] == {"message": {"type": "hang"}}
    assert document["findings"][0]["place"].endswith("in needs_call")


def needs_call_and_words(body):
    """A handler with two faults, one behind the other."""
    message = body["message"]
    if isinstance(message, dict) and message.get("type") == "model-output" and "call" in message:
        return "said: " + message["output"]
    return needs_call(body)


def test_a_fault_behind_a_fault_does_not_hide_the_reason():
    """What is missing is named although no message of that type is accepted at all."""
    report = small_run(needs_call_and_words, types=["model-output"], checks=["accepts"])

    assert titles(report) == {
        "model-output is rejected when `call` is missing": 2,
        "model-output is rejected": 1,
    }


def test_what_every_run_sends_is_what_counts():
    """A run without time for the random search has said what it has to say; one without messages has not."""
    options = {"types": ["model-output"], "checks": ["accepts"], "draw": drawn}

    hurried, too_late = (small_run(ok, time_budget=budget, **options) for budget in (4.0, 1e-9))

    assert [str(skip) for skip in hurried.skipped] == ["1 of 2 steps: the time budget was used up"]
    assert hurried.untested is None
    assert str(too_late.untested) == "2 of 2 steps: the time budget was used up"


def test_what_an_empty_object_lacks_is_named():
    """A KeyError says which property of an object is missing, even if no message that has it was accepted."""

    def needs_number(body):
        message = body["message"]
        if isinstance(message, dict) and isinstance(message.get("customer"), dict):
            return message["customer"]["number"]
        return None

    def cases(category, type, contract, seed):
        small = list(small_cases(category, type, contract, seed))
        lacking = {**small[0].body["message"], "customer": {"name": "Ann"}}
        return [*small, replace(small[0], id="lacking", body={"message": lacking})]

    report = small_run(needs_number, checks=["accepts"], types=["hang"], cases=cases)

    assert titles(report) == {"hang is rejected when `customer.number` is missing": 1}
