"""Requests with a bad credential: what is sent, and the line of the shell that sends it again."""

import base64
import hmac
import re
import subprocess
from itertools import count, pairwise

import pytest

from pytest_vapi_contract.case_sources.bad_credentials import proofs_of
from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.checks import ODD
from pytest_vapi_contract.delivery import Bearer, FixedHeaders, Hmac, as_handler

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
    [
        {"secret": SECRET},
        {"credentials": Bearer(SECRET)},
        {"credentials": Hmac(SECRET)},
        {"credentials": Hmac(SECRET, encoding="base64")},
    ],
    ids=["secret", "bearer", "hmac", "base64"],
)
def test_a_bad_credential_can_be_sent_again(credential):
    """Each line sends the same headers as the request, and has nothing of the secret in it."""
    handler = as_handler(ok, **credential)

    for case in ODD["credentials"](handler, "hang", BODY):
        request = request_to(handler, case)
        line = handler.curl(request)
        assert headers_of(line) == set(request.headers), case.id
        assert "orrect" not in line.lower(), case.id


@pytest.mark.parametrize("secret", [b"v:apix", b"va:pix1", b"va:pix12", b"vapi:pass9"])
def test_no_bad_credential_is_read_as_the_right_one(secret):
    """Many decoders of base64 take what lacks its `=`, or goes on behind it; that is no other secret."""
    handler = as_handler(ok, credentials=Bearer(base64.b64encode(secret), prefix="Basic "))

    for case in ODD["credentials"](handler, "hang", BODY):
        value = request_to(handler, case).header("Authorization") or ""
        assert _leniently(value.rpartition(" ")[2]) != secret, case.id


def _leniently(text):
    """What a decoder reads that leaves out what it does not know, and fills up what is missing."""
    known = "".join(re.findall("[A-Za-z0-9+/]", text.partition("=")[0]))
    whole = known[: len(known) - 1] if len(known) % 4 == 1 else known
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


@pytest.mark.parametrize(
    ("credentials", "is_changed"),
    [
        (Hmac(SECRET, signature_header="x-vapi-hmac"), False),
        (Hmac(SECRET, prefix="sha256="), False),
        (Hmac(SECRET, encoding="base64"), True),
        (Bearer(SECRET), True),
        (Bearer("0123abcdef", header="x-signature", prefix="sha256="), False),
        (Bearer(SECRET, header="x-signature"), True),
    ],
    ids=["any header", "a prefix", "base64", "no signature", "a signature by its name", "no hex"],
)
def test_upper_case_hex_is_the_same_signature(credentials, is_changed):
    """Whatever its header is called. In base64 it is another one."""
    handler = as_handler(ok, credentials=credentials)

    families = {case.family for case in ODD["credentials"](handler, "hang", BODY)}

    assert (Family.CREDENTIAL_OTHER_CASE in families) == is_changed


@pytest.mark.parametrize(
    ("options", "proofs"),
    [
        ({"credentials": FixedHeaders({"Authorization": "Basic dTpw", "X-Tenant": "5"})}, ["Authorization"]),
        ({"credentials": FixedHeaders({"X-Tenant": "5", "X-Api-Key": SECRET})}, ["X-Api-Key"]),
        ({"credentials": FixedHeaders({"X-Tenant": "5"})}, []),
        ({"headers": {"Authorization": "Basic dTpw"}}, []),
    ],
    ids=["a scheme", "a key", "no credential", "no credential is meant"],
)
def test_fixed_headers_are_a_credential_by_their_name(options, proofs):
    """Where they are passed as such; other headers stay, as the application may need them."""
    handler = as_handler(ok, **options)

    cases = list(ODD["credentials"](handler, "hang", BODY))

    assert [name for name, _ in proofs_of(handler, BODY)] == proofs
    assert bool(cases) == bool(proofs)
    if cases:
        without = request_to(handler, cases[0])
        assert not any(without.header(name) for name in proofs)
        assert without.header("X-Tenant") == handler.request(BODY).header("X-Tenant")


def test_a_time_that_was_not_signed_is_never_the_right_one():
    """However long it takes from the making of a request to its delivery."""
    seconds = count(1_700_000_000)
    handler = as_handler(ok, credentials=Hmac(SECRET, clock=lambda: next(seconds)))

    cases = ODD["credentials"](handler, "hang", BODY)
    case = next(case for case in cases if case.family is Family.CREDENTIAL_TIMESTAMP_OTHER)
    request = request_to(handler, case)

    signed = f"{request.header('x-timestamp')}.".encode() + request.body
    assert request.header("x-signature") != hmac.new(SECRET.encode(), signed, "sha256").hexdigest()
