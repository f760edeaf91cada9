"""How each step is sent."""

import json
import signal
import threading
import time
from itertools import count
from types import SimpleNamespace
from typing import get_args

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.cases.case import Category
from pytest_vapi_contract.clock import now
from pytest_vapi_contract.conformance import budget
from pytest_vapi_contract.conformance.budget import KNOWN_HANGS, SLOW
from pytest_vapi_contract.conformance.plan import Stage
from pytest_vapi_contract.conformance.preflight import Preflight
from pytest_vapi_contract.conformance.sender import HANGING, Sender
from pytest_vapi_contract.conformance.stage_sender import NO_TIME, WAYS, StageSender, way_of
from tests.conformance.small_runs import small_run, titles
from tests.exchanges import conforming


def test_each_category_has_a_way():
    """The table has a line for each category of cases, and no other."""
    assert sorted(WAYS) == sorted(get_args(Category))


@pytest.mark.parametrize(
    ("stage", "way"),
    [
        (Stage(category="mutation", type="hang"), StageSender.prepared),
        (Stage(category="http", type="hang"), StageSender.odd_requests),
        (Stage(category="http", type="hang", late=True), StageSender.late),
        (Stage(category="http", type="hang", drawn=True), StageSender.drawn),
        (Stage(category="concurrency", type="hang"), StageSender.crowds),
        (Stage(category="redelivery", type="hang"), StageSender.redelivered),
    ],
)
def test_a_step_is_sent_as_it_asks_for(stage, way):
    """What is drawn at random, and what a server may wait with, is not sent like the rest of its category."""
    assert way_of(stage) is way


def app_of(answer):
    """An ASGI application, whose status a function makes of a body, and the bodies that it was sent."""
    sent = []

    async def app(scope, receive, send):
        assert scope["type"] == "http"
        body = (await receive())["body"]
        sent.append(body)
        await send({"type": "http.response.start", "status": answer(body), "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    return app, sent


def test_batches_change_nothing_that_is_found_or_sent(monkeypatch):
    """The same cases come in the same order, whether they are sent one by one or not; so do the findings."""
    reports, requests = [], []
    for size in (1, 2, budget.BATCH):
        monkeypatch.setattr(budget, "BATCH", size)
        app, sent = app_of(lambda body: 500 if b'"call"' in body else 200)
        reports.append(small_run(app, seed=1))
        requests.append(sent)

    assert [titles(report) for report in reports] == [titles(reports[0])] * 3
    assert titles(reports[0])
    assert [report.exchanges for report in reports] == [reports[0].exchanges] * 3
    assert [set(each) for each in requests] == [set(requests[0])] * 3


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_in_a_batch_loses_nothing():
    """What came back before it is judged."""
    count = 0

    def answer(body):
        nonlocal count
        count += 1
        if count == 3:
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            time.sleep(0.3)
        return 500 if count == 2 else 200

    app, _ = app_of(answer)
    report = small_run(app, checks=["accepts", "survives"])

    assert report.interrupted
    assert report.findings
    assert report.exchanges == 2


def numbered(category, type, contract, seed):
    """A source of messages without end, and of no other kind."""
    if category != "conforming":
        return
    for number in count():
        yield conforming({"message": {"type": "hang", "number": number}}, id=f"number-{number}", type=type)


def test_a_round_goes_on_where_the_last_one_ended():
    """More messages than usual come in rounds, and none comes twice."""
    app, sent = app_of(lambda _: 200)

    report = small_run(app, types=["hang"], checks=["accepts"], cases=numbered, max_examples=430)

    assert {json.loads(body)["message"]["number"] for body in sent} == set(range(430))
    assert report.exchanges == 430


def test_no_more_is_sent_of_what_was_given_up():
    """What ended in one round, because the handler hangs, has no part in the rounds after it."""
    stages = StageSender.__new__(StageSender)
    stages.case_source = SimpleNamespace(cases_of=lambda *_: numbered("conforming", "hang", None, 0))
    stage = Stage(category="conforming", type="hang", sent=100, limit=130, round=2)

    stages.ended = set()
    assert len(list(stages._cases(stage))) == 30
    stages.ended = {("conforming", "hang")}
    assert not list(stages._cases(stage))
    assert list(stages._cases(Stage(category="conforming", type="hang", late=True, limit=3)))


def test_no_more_messages_are_made_than_there_is_time_for():
    """Those of a batch are made before the first is sent: that ends when the time does."""
    made, app = [], app_of(lambda _: 200)[0]
    sender = Sender(handler=as_handler(app))
    sender.deadline = now() + 60

    def cases():
        for each in numbered("conforming", "hang", None, 0):
            made.append(each)
            if len(made) == 3:
                sender.deadline = now() - 1
            yield each

    stages = StageSender.__new__(StageSender)
    stages.sender, stages.budget = sender, budget.Budget(replies=sender)
    stages.preflight = Preflight(sender=sender, case_source=None)
    stages.judging = SimpleNamespace(judge=lambda *_: None)
    skip = next(filter(None, stages._tried(cases())))

    assert len(made) == 3
    assert skip.why == NO_TIME


def test_a_slow_handler_gets_one_message_at_a_time():
    """So what it does wrong is told at once."""
    sender = Sender(handler=as_handler(app_of(lambda _: 200)[0]), replies=1, seconds=1000 * SLOW)
    stages = StageSender.__new__(StageSender)
    stages.sender, stages.budget = sender, budget.Budget(replies=sender)
    stages.preflight = Preflight(sender=sender, case_source=None)
    pulled, judged = [], []

    def cases():
        for each in range(3):
            pulled.append(each)
            yield conforming({"message": {"type": "hang"}})

    stages.judging = SimpleNamespace(judge=lambda *_: judged.append(len(pulled)))
    list(stages._tried(cases()))

    assert judged == [1, 2, 3]


def test_only_a_reply_that_is_waited_for_as_by_vapi_is_late(monkeypatch):
    """What a handler that hangs is not given the time for is left out, and told."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.IMPATIENT_WAIT", 0.05)
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.IMPATIENT_TIMES", 1)
    hangs = []

    def handler(body):
        if '"hang"' in json.dumps(body):
            hangs.append(body)
            time.sleep(0.7)
        elif "model-output" in json.dumps(body) and len(hangs) >= KNOWN_HANGS:
            time.sleep(0.2)

    report = small_run(
        as_handler(handler, timeout=0.5), checks=["accepts", "observed", "survives", "in-time"]
    )

    assert {finding.types for finding in report.findings} == {("hang",)}
    assert any("(model-output)" in skip.what and skip.why == HANGING for skip in report.skipped)
