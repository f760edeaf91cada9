"""How each step is sent."""

import json
import signal
import threading
import time
from types import SimpleNamespace
from typing import get_args

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.cases.case import Category
from pytest_vapi_contract.conformance import budget
from pytest_vapi_contract.conformance.budget import KNOWN_HANGS, SLOW
from pytest_vapi_contract.conformance.plan import Stage
from pytest_vapi_contract.conformance.preflight import Preflight
from pytest_vapi_contract.conformance.sender import HANGING, Sender
from pytest_vapi_contract.conformance.stage_sender import WAYS, StageSender, way_of
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
