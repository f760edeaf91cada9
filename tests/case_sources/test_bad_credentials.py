"""Requests with a bad credential: what is sent, and the line of the shell that sends it again."""

import hmac
import subprocess
from itertools import count, pairwise

import pytest

from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.checks import ODD
from pytest_vapi_contract.delivery import Bearer, Hmac, as_handler

SECRET = "c0rrect-Horse"
BODY = {"message": {"type": "hang"}}


def ok(environ, start_response):
    """A web app that accepts everything."""
    start_response("200 OK", [])
    return [b""]


def headers_of(line):
    """
    The headers that a line for the shell sends, given the right secret: a shell reads it, and no curl runs.
    """
    script = f"curl() {{ printf '%s\\0' \"$@\"; }}\n{line}"
    output = subprocess.run(
        ["/bin/sh", "-c", script], env={"VAPI_SECRET": SECRET, "LC_ALL": "C"}, capture_output=True, check=True
    ).stdout
    words = [word.decode("latin-1") for word in output.split(b"\0")]
    told = (word for flag, word in pairwise(words) if flag == "-H")
    return {
        word.rstrip(";").partition(": ")[::2] if ": " in word else (word.rstrip(";"), "") for word in told
    }


@pytest.mark.parametrize(
    "credential",
    [{"secret": SECRET}, {"credentials": Bearer(SECRET)}, {"credentials": Hmac(SECRET)}],
    ids=["secret", "bearer", "hmac"],
)
def test_a_bad_credential_can_be_sent_again(credential):
    """Each line sends the same headers as the request, and has nothing of the secret in it."""
    handler = as_handler(ok, **credential)

    for case in ODD["credentials"](handler, "hang", BODY):
        request = request_to(handler, case)
        line = handler.curl(request)
        assert headers_of(line) == set(request.headers), case.id
        assert "orrect" not in line.lower(), case.id


def test_a_time_that_was_not_signed_is_never_the_right_one():
    """However long it takes from the making of a request to its delivery."""
    seconds = count(1_700_000_000)
    handler = as_handler(ok, credentials=Hmac(SECRET, clock=lambda: next(seconds)))

    cases = ODD["credentials"](handler, "hang", BODY)
    case = next(case for case in cases if case.family is Family.CREDENTIAL_TIMESTAMP_OTHER)
    request = request_to(handler, case)

    signed = f"{request.header('x-timestamp')}.".encode() + request.body
    assert request.header("x-signature") != hmac.new(SECRET.encode(), signed, "sha256").hexdigest()
