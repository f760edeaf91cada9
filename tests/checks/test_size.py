"""A refusal that is about the size of a body is told as that, and no other is."""

import json
from itertools import product

import pytest

from pytest_vapi_contract import check_handler
from tests.depth import DEEP

KB = 1024
LIMITS = [16 * KB, 100 * KB]
STATUSES = [400, 413, 422, 500]
LARGE = "end-of-call-report is rejected when the body is large"
OPTIONS = {"checks": ["accepts"], "types": ["end-of-call-report"]}


def refusing(status, when):
    """A WSGI application that answers with a status if something holds of the body."""

    def app(environ, start_response):
        body = environ["wsgi.input"].read()
        start_response(f"{status} No" if when(body) else "200 OK", [])
        return [b""]

    return app


def titles(report):
    """The titles of the findings."""
    return [finding.title for finding in report.findings]


@pytest.mark.parametrize(
    ("limit", "status"),
    [*product(LIMITS, STATUSES)] if DEEP else [*zip(LIMITS * 2, STATUSES, strict=True)],
)
def test_a_limit_for_bodies_is_found(limit, status):
    """Whatever the status is, it is the size that decides, and the hint says what to do."""
    report = check_handler(refusing(status, lambda body: len(body) > limit), **OPTIONS)

    [finding] = report.findings
    assert finding.title == LARGE
    assert finding.exchange.reply.status == status
    assert len(finding.exchange.request.body) > limit
    assert "reports of a call can exceed 100 KB" in finding.hint


@pytest.mark.parametrize("limit", LIMITS if DEEP else LIMITS[:1])
def test_the_default_run_finds_it(limit):
    """No option is needed, and it is the only finding."""

    def app(environ, start_response):
        body = environ["wsgi.input"].read()
        start_response("413 No" if len(body) > limit else "200 OK", [])
        return [b""]

    report = check_handler(app)

    assert titles(report) == [LARGE]


def test_an_exception_about_the_size_is_told_as_that():
    """The line that raises is in the finding, and the size in its title."""

    def app(environ, start_response):
        body = environ["wsgi.input"].read()
        if len(body) > 100 * KB:
            raise OverflowError(f"{len(body)} bytes")
        start_response("200 OK", [])
        return [b""]

    [finding] = check_handler(app, **OPTIONS).findings

    assert finding.title == LARGE
    assert finding.got.split(": ", 1)[1].startswith("OverflowError: ")


@pytest.mark.parametrize("status", STATUSES[:2] if DEEP else [413])
def test_a_long_list_is_no_large_body(status):
    """Who refuses a dialogue of many turns does not look at bytes: the same number of blanks is accepted."""

    def is_long(body):
        report = json.loads(body)["message"]
        return len(report.get("artifact", {}).get("messages", [])) > 60

    report = check_handler(refusing(status, is_long), **OPTIONS)

    [finding] = report.findings
    assert "large" not in finding.title


def test_the_status_alone_does_not_make_a_body_large():
    """A handler may answer 413 for whatever reason: the title names the one that decides."""
    report = check_handler(refusing(413, lambda body: b'"call"' not in body), **OPTIONS)

    [finding] = report.findings
    assert finding.title == "end-of-call-report is rejected when `call` is missing"


def test_other_refusals_with_the_same_status_are_told_beside_it():
    """A limit does not hide that a property is taken for granted."""
    report = check_handler(
        refusing(400, lambda body: b'"call"' not in body or len(body) > 100 * KB), **OPTIONS
    )

    assert set(titles(report)) == {LARGE, "end-of-call-report is rejected when `call` is missing"}


def test_a_property_more_that_is_forbidden_is_named():
    """Wherever it is forbidden, it is one finding that says what fails."""

    def is_strict(body):
        message = json.loads(body)["message"]
        return any("newProperty" in each for each in (message, message.get("call", {})))

    report = check_handler(refusing(422, is_strict), **OPTIONS)

    [finding] = report.findings
    assert finding.title == (
        "end-of-call-report is rejected when the message has a property that the schema does not list"
    )
    assert tuple(map(str, finding.also)) == ("`call` has a property that the schema does not list",)
