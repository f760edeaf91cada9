import hmac
import json
from functools import partial

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.case_sources.bad_credentials import bad_credential_cases, replay_cases
from pytest_vapi_contract.case_sources.malformed import http_cases, text_cases
from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.checks import ODD, concerns, selected
from pytest_vapi_contract.checks.applicability import untested
from pytest_vapi_contract.conformance import check_handler
from pytest_vapi_contract.delivery import Bearer, Hmac, SharedSecret

BODY = {"message": {"type": "hang"}}
SECRET = "Hunter2Hunter2"
TIMES = ("timestamp-missing", "timestamp-other", "timestamp-text")


def app(environ, start_response):
    """A WSGI app that answers to anything."""
    start_response("200 OK", [])
    return [b""]


def careless(environ, start_response):
    """A WSGI app that looks at the secret only if there is one, and compares it as text."""
    secret = environ.get("HTTP_X_VAPI_SECRET")
    if secret is not None and not secret.isascii():
        raise TypeError("comparing strings with non-ASCII characters is not supported")
    start_response("200 OK" if secret in (None, SECRET) else "401 Unauthorized", [])
    return [b""]


def sent(cases, handler):
    """The request of each case, by its id."""
    return {case.id: request_to(handler, case) for case in cases}


@pytest.mark.parametrize(
    ("handler", "options", "with_state", "lacks"),
    [
        (
            app,
            {},
            False,
            {
                "credentials": "a credential",
                "replays": "an HMAC secret",
                "side-effects": "state",
                "redelivery": "state",
                "effects": "state and handles",
            },
        ),
        (app, {"secret": SECRET}, True, {"effects": "handles"}),
        (lambda body: None, {}, True, {"effects": "handles"}),
    ],
)
def test_what_a_check_lacks_is_told(handler, options, with_state, lacks):
    """Only where it could be passed: a plain function has no credential, and a shared secret no time."""
    found = untested(selected(), as_handler(handler, **options), with_state=with_state)

    assert {skip.what: skip.lacking for skip in found} == lacks


def test_texts_are_sent_as_they_are():
    """A body that is no JSON goes over the wire byte by byte."""
    handler = as_handler(app)

    requests = sent(text_cases(handler, "hang", BODY), handler)

    assert requests["text.empty"].body == b""
    assert len(requests) > 20


def test_requests_are_odd_in_one_way():
    """Method, path, headers or body differ from the usual request; what needs a socket is left out."""
    handler = as_handler(app, path="/webhook")
    usual = handler.request(BODY)

    requests = sent(http_cases(handler, "hang", BODY), handler)

    assert all(request != usual for request in requests.values())
    assert requests["http.method.GET"].method == "GET"
    assert requests["http.content-type.missing"].header("Content-Type") is None


def test_a_function_gets_no_odd_requests():
    """A plain function knows neither text nor headers, so there is nothing to send, and no check about it."""
    with as_handler(lambda body: None) as handler:
        assert not [*text_cases(handler, "hang", BODY), *http_cases(handler, "hang", BODY)]
        concerned = [check.id for check in selected() if concerns(check, handler)]
        assert concerned == ["accepts", "observed", "survives", "leaks", "in-time", "replies", "concurrency"]


def test_without_a_credential_there_are_no_bad_credentials():
    """A handler whose credential is not known cannot be asked to turn anyone away."""
    handler = as_handler(app)

    assert not [*bad_credential_cases(handler, "hang", BODY)]
    assert "credentials" not in {check.id for check in selected() if concerns(check, handler)}


@pytest.mark.parametrize(
    ("credentials", "ids"),
    [
        (SharedSecret(SECRET), {"other-case"}),
        (Bearer(SECRET), {"other-case"}),
        (Hmac(SECRET, clock=lambda: 1_700_000_000), {"other-body", *TIMES}),
    ],
)
def test_every_bad_credential_differs_from_the_caller(credentials, ids):
    """Each request lacks the credential or has another one, and never shows the secret."""
    handler = as_handler(app, credentials=credentials)
    good = handler.request(BODY)
    usual = {"none", "elsewhere", "empty", "wrong", "cut", "longer", "non-ascii"}

    requests = sent(bad_credential_cases(handler, "hang", BODY), handler)

    assert {id.removeprefix("credential.") for id in requests} == usual | ids
    for request in requests.values():
        assert request.headers != good.headers
        assert request.body == good.body
        assert SECRET not in handler.curl(request)


def test_who_is_not_asked_gets_in():
    """A handler that looks at the secret only if there is one, and compares text, has both faults told."""
    report = check_handler(careless, secret=SECRET, types=["hang"], checks=["credentials"])

    assert {finding.title for finding in report.findings} == {
        "a request is accepted without valid credentials when the credential is missing",
        "a request breaks the handler when the credential has a non-ASCII character",
    }
    assert SECRET not in str(report)
    assert SECRET[:-1] not in str(report)
    assert SECRET not in json.dumps(report.to_json())


def test_each_odd_category_has_a_source():
    """What is not about messages is malformed, odd, or from somebody else."""
    assert set(ODD) == {"text", "http", "credentials", "replay"}


def signed(environ, start_response, *, now, forgives=float("inf")):
    """A WSGI app that checks an HMAC, and the time of it."""
    body = environ["wsgi.input"].read()
    stamp = environ.get("HTTP_X_TIMESTAMP", "")
    expected = hmac.new(SECRET.encode(), stamp.encode("latin-1") + b"." + body, "sha256").hexdigest()
    known = hmac.compare_digest(expected.encode(), environ.get("HTTP_X_SIGNATURE", "").encode("latin-1"))
    fresh = known and abs(now - int(stamp)) <= forgives
    start_response("200 OK" if fresh else "401 Unauthorized", [])
    return [b""]


NOW = 1_700_000_000
HMAC = Hmac(SECRET, clock=lambda: NOW)


def test_an_old_signature_is_to_be_turned_away():
    """A handler that never looks at the time takes a request that was recorded a year ago."""
    options = {"credentials": HMAC, "types": ["hang"], "checks": ["credentials", "replays"]}

    forgiving = check_handler(partial(signed, now=NOW), **options)
    strict = check_handler(partial(signed, now=NOW, forgives=300), **options)

    assert [finding.title for finding in forgiving.findings] == [
        "a request is accepted when it was signed a year ago"
    ]
    assert forgiving.findings[0].rule == "replays"
    assert strict.ok, strict


def test_a_time_that_is_not_signed_is_to_be_turned_away():
    """
    A handler that reads the timestamp and verifies another one has that told, and breaks where it is text.
    """

    def careless(environ, start_response):
        body = environ["wsgi.input"].read()
        fresh = abs(NOW - int(environ["HTTP_X_TIMESTAMP"])) < 300
        expected = hmac.new(SECRET.encode(), f"{NOW}.".encode() + body, "sha256").hexdigest()
        known = expected == environ.get("HTTP_X_SIGNATURE")
        start_response("200 OK" if known and fresh else "401 Unauthorized", [])
        return [b""]

    report = check_handler(careless, credentials=HMAC, types=["hang"], checks=["credentials", "replays"])

    assert {finding.title for finding in report.findings} == {
        "a request breaks the handler when the credential is missing",
        "a request breaks the handler when the timestamp is not a number",
        "a request is accepted without valid credentials when the timestamp is not the one that was signed",
    }


@pytest.mark.parametrize(
    "credentials",
    [
        SharedSecret(SECRET),
        Bearer(SECRET),
        Hmac(SECRET, timestamp_header=None),
        Hmac(SECRET, payload="{body}"),
    ],
    ids=["secret", "bearer", "no timestamp", "timestamp not signed"],
)
def test_only_what_signs_its_time_can_be_old(credentials):
    """Where no time is signed there is nothing to be said about it."""
    handler = as_handler(app, credentials=credentials)

    assert not [*replay_cases(handler, "hang", BODY)]
    assert "replays" not in {check.id for check in selected() if concerns(check, handler)}
    assert not [case for case in bad_credential_cases(handler, "hang", BODY) if "timestamp" in case.id]
