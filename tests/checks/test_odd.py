import json

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.checks import ODD, concerns, selected
from pytest_vapi_contract.checks.impostors import impostor_cases
from pytest_vapi_contract.checks.malformed import http_cases, text_cases
from pytest_vapi_contract.conformance import check_handler
from pytest_vapi_contract.delivery import Bearer, Hmac, SharedSecret

BODY = {"message": {"type": "hang"}}
SECRET = "Hunter2Hunter2"
TIMES = ("timestamp-missing", "timestamp-other", "timestamp-text")


def app(environ, start_response):
    """
    A WSGI app that answers to anything.
    """
    start_response("200 OK", [])
    return [b""]


def careless(environ, start_response):
    """
    A WSGI app that looks at the secret only if there is one, and compares it as text.
    """
    secret = environ.get("HTTP_X_VAPI_SECRET")
    if secret is not None and not secret.isascii():
        raise TypeError("comparing strings with non-ASCII characters is not supported")
    start_response("200 OK" if secret in (None, SECRET) else "401 Unauthorized", [])
    return [b""]


def sent(cases, handler):
    """
    The request of each case, by its id.
    """
    return {case.id: case.request_to(handler) for case in cases}


def test_texts_are_sent_as_they_are():
    """
    A body that is no JSON goes over the wire byte by byte.
    """
    handler = as_handler(app)

    requests = sent(text_cases(handler, "hang", BODY), handler)

    assert requests["text.empty"].body == b""
    assert len(requests) > 20


def test_requests_are_odd_in_one_way():
    """
    Method, path, headers or body differ from the usual request; what needs a socket is left out.
    """
    handler = as_handler(app, path="/webhook")
    usual = handler.request(BODY)

    requests = sent(http_cases(handler, "hang", BODY), handler)

    assert all(request != usual for request in requests.values())
    assert requests["http.method.GET"].method == "GET"
    assert requests["http.content-type.missing"].header("Content-Type") is None


def test_a_function_gets_no_odd_requests():
    """
    A plain function knows neither text nor headers, so there is nothing to send, and no check about it.
    """
    with as_handler(lambda body: None) as handler:
        assert not [*text_cases(handler, "hang", BODY), *http_cases(handler, "hang", BODY)]
        concerned = [check.id for check in selected() if concerns(check, handler)]
        assert concerned == ["accepts", "observed", "survives", "leaks", "in-time", "replies", "concurrency"]


def test_without_a_credential_there_are_no_impostors():
    """
    A handler whose credential is not known cannot be asked to turn anyone away.
    """
    handler = as_handler(app)

    assert not [*impostor_cases(handler, "hang", BODY)]
    assert "credentials" not in {check.id for check in selected() if concerns(check, handler)}


@pytest.mark.parametrize(
    ("credentials", "ids"),
    [
        (SharedSecret(SECRET), {"other-case"}),
        (Bearer(SECRET), {"other-case"}),
        (Hmac(SECRET, clock=lambda: 1_700_000_000), {"other-body", *TIMES}),
    ],
)
def test_every_impostor_differs_from_the_caller(credentials, ids):
    """
    Each request lacks the credential or has another one, and never shows the secret.
    """
    handler = as_handler(app, credentials=credentials)
    good = handler.request(BODY)
    usual = {"none", "elsewhere", "empty", "wrong", "cut", "longer", "non-ascii"}

    requests = sent(impostor_cases(handler, "hang", BODY), handler)

    assert {id.removeprefix("credential.") for id in requests} == usual | ids
    for request in requests.values():
        assert request.headers != good.headers
        assert request.body == good.body
        assert SECRET not in handler.curl(request)


def test_who_is_not_asked_gets_in():
    """
    A handler that looks at the secret only if there is one, and compares text, has both faults told.
    """
    report = check_handler(careless, secret=SECRET, types=["hang"], checks=["credentials"])

    assert {finding.title for finding in report.findings} == {
        "a request is not turned away when there is no credential",
        "a request breaks the handler when the credential has a character that is not ASCII",
    }
    assert SECRET not in str(report)
    assert SECRET[:-1] not in str(report)
    assert SECRET not in json.dumps(report.to_json())


def test_each_odd_category_has_a_source():
    """
    What is not about messages is malformed, odd, or from somebody else.
    """
    assert set(ODD) == {"text", "http", "credentials", "replay"}
