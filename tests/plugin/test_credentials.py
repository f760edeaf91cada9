"""Sessions that send a bearer token or a signature."""

import pytest

APP = """
import base64
import hashlib
import hmac

def answer(start_response, known):
    start_response("200 OK" if known else "401 Unauthorized", [])
    return [b""]

def bearer(environ, start_response):
    return answer(start_response, environ.get("HTTP_AUTHORIZATION") == "Bearer hunter2")

def token(environ, start_response):
    return answer(start_response, environ.get("HTTP_X_TOKEN") == "hunter2")

def signed(environ, start_response):
    body = environ["wsgi.input"].read()
    given = environ.get("HTTP_X_SIGNATURE", ""), environ.get("HTTP_X_TIMESTAMP", "")
    payload = given[1].encode() + b"." + body
    return answer(start_response, given[0] == hmac.new(b"hunter2", payload, hashlib.sha256).hexdigest())

def signed_otherwise(environ, start_response):
    body = environ["wsgi.input"].read()
    digest = hmac.new(b"hunter2", b"v1:" + body, hashlib.sha512).digest()
    told = "v1=" + base64.b64encode(digest).decode()
    timeless = "HTTP_X_TIMESTAMP" not in environ and environ.get("HTTP_X_ID")
    return answer(start_response, timeless and environ.get("HTTP_X_MINE") == told)
"""
#: The relatives of `hmac` that `signed_otherwise` needs; the key is "hunter2" in base64.
OTHERWISE = {
    "hmac": "aHVudGVyMg==",
    "hmac-algorithm": "sha512",
    "hmac-encoding": "base64",
    "hmac-payload": "v1:{body}",
    "hmac-header": "x-mine",
    "hmac-timestamp-header": "",
    "hmac-id-header": "x-id",
    "hmac-prefix": "v1=",
}
HANG = ("--vapi-type=hang", "-k", "accepts")


@pytest.fixture
def app(pytester):
    """Webhooks with credentials, in the directory of the session."""
    return pytester.makepyfile(app=APP)


@pytest.mark.parametrize(
    ("handler", "options"),
    [
        ("bearer", ["--vapi-bearer=hunter2"]),
        ("bearer", ["--vapi-bearer=env:WEBHOOK_SECRET"]),
        ("token", ["--vapi-bearer=hunter2", "--vapi-bearer-header=X-Token", "--vapi-bearer-prefix="]),
        ("signed", ["--vapi-hmac=hunter2"]),
        (
            "signed_otherwise",
            [*(f"--vapi-{name}={value}" for name, value in OTHERWISE.items()), "--vapi-hmac-base64-secret"],
        ),
    ],
)
def test_what_is_sent_has_the_credential(app, session, monkeypatch, handler, options):
    """A webhook that turns all others away accepts it; the credential may come from the environment."""
    monkeypatch.setenv("WEBHOOK_SECRET", "hunter2")

    with_it = session(f"--vapi-handler=app:{handler}", *options, *HANG)
    without = session(f"--vapi-handler=app:{handler}", *HANG)

    assert (with_it.ret, without.ret) == (0, 1)


def test_the_settings_may_say_it(app, pytester, session):
    """Each option has a setting of the same name, also a flag and one that is empty."""
    settings = "".join(f"vapi_{name.replace('-', '_')} = {value}\n" for name, value in OTHERWISE.items())
    pytester.makeini(
        f"[pytest]\nvapi_handler = app:signed_otherwise\n{settings}vapi_hmac_base64_secret = yes\n"
    )

    result = session(*HANG)

    assert result.ret == 0


@pytest.mark.parametrize("option", ["bearer", "hmac"])
def test_a_credential_is_not_shown(app, session, option):
    """Neither in a finding nor in the line that repeats it, which has the other options."""
    result = session(
        "--vapi-handler=app:token", f"--vapi-{option}=hunter2", f"--vapi-{option}-prefix=x=", *HANG, "-vv"
    )

    text = result.stdout.str()
    assert result.ret == 1
    assert "hunter2" not in text.replace(f"--vapi-{option}=hunter2", "")
    assert f"--vapi-{option}=env:VAPI_SECRET --vapi-{option}-prefix=x= --vapi-replay=" in text


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (
            ["--vapi-secret=a", "--vapi-bearer=b"],
            "ERROR: --vapi-secret and --vapi-bearer cannot be combined*",
        ),
        (["--vapi-hmac-prefix=x"], "ERROR: --vapi-hmac-prefix requires --vapi-hmac.*"),
        (
            ["--vapi-hmac-base64-secret"],
            "ERROR: --vapi-hmac-base64-secret requires --vapi-hmac.*",
        ),
        (["--vapi-hmac=a", "--vapi-hmac-algorithm=md5"], "ERROR: algorithm='md5' cannot be used.*"),
        (["--vapi-bearer=env:NOT_SET"], "ERROR: The environment variable NOT_SET for the secret *"),
    ],
)
def test_what_cannot_be_meant_ends_the_session(app, session, options, error):
    """One line says what to change."""
    result = session("--vapi-handler=app:bearer", *options)

    assert result.ret == 4
    result.stderr.fnmatch_lines([error])


def test_a_test_of_ones_own_sends_it_too(app, own_tests, session):
    """`vapi_check` has the credential of the session, unless the test gives another."""
    own_tests(
        "bearer",
        """
        from pytest_vapi_contract.delivery import Bearer

        ONLY = {"types": ["hang"], "checks": ["accepts"]}

        def test_its_own(vapi_check):
            vapi_check(**ONLY)

        def test_another(vapi_check):
            with pytest.raises(AssertionError, match="is rejected"):
                vapi_check(credentials=Bearer("hunter3"), **ONLY)
        """,
    )

    session("--vapi-bearer=hunter2", "test_it.py").assert_outcomes(passed=2)


def test_a_note_fails_no_item(pytester, session):
    """A stranger who is answered with 404 is told as a note at the end, and counted as one."""
    pytester.makepyfile(
        app="""
        def hidden(environ, start_response):
            known = environ.get("HTTP_X_VAPI_SECRET") == "hunter2"
            start_response("200 OK" if known else "404 Not Found", [])
            return [b""]
        """
    )

    result = session("--vapi-handler=app:hidden", "--vapi-secret=hunter2", "-k", "credentials")

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            "NOTE  a request is rejected with 404 instead of 401 or 403 when the credential is missing *",
            "  hint      the request is rejected, but 401 or 403 would show *",
            "0 findings and 1 note in *",
        ]
    )
