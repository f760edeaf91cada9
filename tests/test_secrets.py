"""A secret that is given to us stands nowhere in what we say, whatever a handler does with it."""

import json
import re
import sys
from difflib import unified_diff
from pathlib import Path

import pytest
from click.testing import CliRunner

from pytest_vapi_contract import assert_accepts, assert_handler_conforms, check_handler
from pytest_vapi_contract.cli import main
from pytest_vapi_contract.delivery import Bearer, Hmac, SharedSecret

#: It has what is written otherwise in JSON, Python, URLs and HTML.
SECRET = 'p"ss&w0rd\\Xhunter2'
#: What tells of it, in whatever case and whatever was cut off.
GIVEAWAY = re.compile("w0rd|hunter", re.IGNORECASE)

APP = '''
import html
import json
import logging
import os
import urllib.parse

SECRET = os.environ["WEBHOOK_SECRET"]

def app(environ, start_response):
    """A web app that tells its secret in every way: it prints it, logs it, echoes it, raises with it."""
    sent = {name: value for name, value in environ.items() if name.startswith("HTTP_")}
    print("sent", sent, SECRET)
    logging.error("expected %s, got %s", SECRET, sent)
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    if b"hang" in body:
        raise ValueError(f"{SECRET} is not {sent!r}")
    told = [SECRET, json.dumps(SECRET), repr(SECRET), urllib.parse.quote(SECRET), html.escape(SECRET)]
    start_response("500 Internal Server Error", [("X-Expected", SECRET), ("Content-Type", "text/plain")])
    return [f"{told} {sent}".encode("utf-8", "replace")]
'''

TEST = """
import os

import pytest

import app
from pytest_vapi_contract import assert_accepts
from pytest_vapi_contract.delivery import Bearer, Hmac, SharedSecret

KINDS = {"secret": SharedSecret, "bearer": Bearer, "hmac": Hmac}


@pytest.fixture
def vapi_handler():
    return app.app


@pytest.mark.parametrize("kind", KINDS)
def test_everything(vapi_check, kind):
    credentials = KINDS[kind](os.environ["WEBHOOK_SECRET"])
    vapi_check(types=["hang", "chat.deleted"], credentials=credentials, max_examples=3)


@pytest.mark.parametrize("kind", KINDS)
def test_one(vapi_handler, vapi_message, kind):
    credentials = KINDS[kind](os.environ["WEBHOOK_SECRET"])
    assert_accepts(vapi_handler, vapi_message("hang"), credentials=credentials)
"""

OPTIONS = {"secret": ("--secret",), "bearer": ("--bearer",), "hmac": ("--hmac",), "header": ("--header",)}


FEW = ("--vapi-type=hang", "--vapi-max-examples=2")


@pytest.fixture
def webhook(pytester, monkeypatch):
    """A directory with a webhook and a test, and the secret in the environment."""
    pytester.makepyfile(app=APP, test_it=TEST)
    monkeypatch.syspath_prepend(str(pytester.path))
    monkeypatch.delitem(sys.modules, "app", raising=False)
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytester.path


def session(pytester, *options):
    """What a session of pytest prints."""
    usual = ("-p", "pytest_vapi_contract.plugin", "-p", "no:cacheprovider", "-vv", "-rA")
    result = pytester.runpytest_inprocess(*usual, *options)
    return result.stdout.str() + result.stderr.str()


def command(*args):
    """What the command line prints."""
    return CliRunner().invoke(main, args, prog_name="vapi-contract").output


def assert_tells_nothing(*texts):
    """None of the texts is empty, and none has anything of the secret in it."""
    for text in texts:
        assert text
        found = GIVEAWAY.search(text)
        assert found is None, text[max(0, found.start() - 200) : found.end() + 50]


@pytest.mark.parametrize(
    "given", ["env:WEBHOOK_SECRET", SECRET], ids=["from the environment", "as an argument"]
)
def test_a_session_tells_nothing(webhook, pytester, given):
    """
    Neither the terminal at its most talkative, nor the report, nor JUnit, nor an annotation, nor a replay.
    """
    handler = ("--vapi-handler=app:app", f"--vapi-secret={given}", "--vapi-max-examples=3", "--showlocals")
    chosen = ("--vapi-type=hang,chat.deleted", "--ignore=test_it.py")

    found = session(pytester, *handler, *chosen, "--vapi-report=found.json", "--junitxml=out.xml")
    replays = sorted(set(re.findall(r"--vapi-replay=([\w./-]+)", found)))
    again = [session(pytester, *handler, f"--vapi-replay={each}") for each in replays[:3]]

    assert "::error file=app.py,line=" in found
    assert "$VAPI_SECRET" in found
    assert "Captured stdout call" in found
    report = (webhook / "found.json").read_text(encoding="utf-8")
    assert_tells_nothing(found, report, (webhook / "out.xml").read_text(encoding="utf-8"), *again)
    assert_tells_nothing(json.dumps(json.loads(report), ensure_ascii=False))


def test_tests_of_ones_own_tell_nothing(webhook, pytester):
    """Nor do `vapi_check` and the assertions, with any kind of credential."""
    output = session(pytester, "--show-capture=no", "test_it.py", "--vapi-report=found.json")

    assert "6 failed" in output
    assert_tells_nothing(output, (webhook / "found.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", OPTIONS)
def test_the_command_line_tells_nothing(webhook, kind):
    """Nor do `check`, its report, its replay, and `send`."""
    value = "X-Api-Key: env:WEBHOOK_SECRET" if kind == "header" else "env:WEBHOOK_SECRET"
    options = (*OPTIONS[kind], value)
    few = ("--type", "hang", "--type", "chat.deleted", "--max-examples", "2", "--json", "found.json")

    found = command("check", "app:app", *options, *few)
    replays = re.findall(r"--replay ([\w./-]+)", found)
    again = command("check", "app:app", *options, "--replay", replays[0])
    sent = [command("send", type, "app:app", *options) for type in ("hang", "chat.deleted")]

    assert "printed\n  sent {" in again
    assert_tells_nothing(found, (webhook / "found.json").read_text(encoding="utf-8"), again, *sent)


@pytest.mark.parametrize(
    "credentials", [SharedSecret(SECRET), Bearer(SECRET), Hmac(SECRET)], ids=lambda each: type(each).__name__
)
def test_values_and_exceptions_tell_nothing(credentials):
    """Nor do reports, findings and exchanges as Python shows them, nor the errors of assertions."""

    def app(environ, start_response):
        raise ValueError(f"{SECRET} is not {environ}")

    report = check_handler(app, types=["hang"], credentials=credentials, max_examples=2)
    with pytest.raises(AssertionError) as everything:
        assert_handler_conforms(app, types=["hang"], credentials=credentials, max_examples=2)
    with pytest.raises(AssertionError) as one:
        assert_accepts(app, {"type": "hang"}, credentials=credentials)

    exchanges = [finding.exchange for finding in report.findings]
    assert_tells_nothing(str(report), repr(report), repr(report.to_json()), repr(credentials))
    assert_tells_nothing(repr(exchanges), *(each.crash.traceback for each in exchanges if each.crash))
    assert_tells_nothing(str(everything.value), repr(everything.value), str(one.value))


#: Words and numbers that are in what we say, and in what we send.
WORDS = (
    "message",
    "check",
    "vapi-contract",
    "a",
    "200",
    "type",
    "plain_app",
    "hang",
    "POST",
    "replay",
    "env",
)
PLAIN_APP = '''
import json

def app(environ, start_response):
    """A web app that asks for no credential, and relies on what need not be there."""
    body = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
    identity = body["message"]["call"]["id"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b""]
'''
PLAIN_TEST = """
import os

import pytest

import plain_app
from pytest_vapi_contract import assert_accepts, assert_handler_conforms


@pytest.fixture
def vapi_handler():
    return plain_app.app


OPTIONS = {"types": ["hang", "chat.deleted"], "secret": os.environ["WEBHOOK_SECRET"], "max_examples": 2}


def test_everything(vapi_check):
    vapi_check(**OPTIONS)


def test_everything_in_one_assertion():
    assert_handler_conforms("plain_app:app", **OPTIONS)


def test_one(vapi_handler):
    assert_accepts(vapi_handler, {"type": "hang"}, secret=os.environ["WEBHOOK_SECRET"])
"""


@pytest.fixture
def plain(pytester, monkeypatch):
    """
    A directory with a webhook that never repeats a secret, and a test of it; a function that sets the secret.
    """
    pytester.makepyfile(plain_app=PLAIN_APP, test_plain=PLAIN_TEST)
    monkeypatch.syspath_prepend(str(pytester.path))
    monkeypatch.delitem(sys.modules, "plain_app", raising=False)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return lambda secret: monkeypatch.setenv("WEBHOOK_SECRET", secret)


def words_of(output):
    """
    An output without times, what is said of the secret itself, the source of the webhook, and pytest's frame.
    """
    times = r'\b[\d.]+ ?m?s\b|(?<="seconds": )[\d.e-]+'
    lines = re.sub(rf"{times}|0x[0-9a-f]+", "…", output).splitlines()
    told = ("the search for the secret", "latency of", "=====", "platform", "rootdir", "collecting")
    return [line for line in lines if not line.strip().startswith(told) and "identity = " not in line]


@pytest.mark.parametrize("secret", WORDS)
def test_the_command_line_says_the_same_whatever_the_secret_is(plain, secret):
    """Titles, replay and curl lines are whole: `check`, its report, its replay, `send`."""

    def said(secret):
        plain(secret)
        options = ("--secret", "env:WEBHOOK_SECRET", "--path", "/webhook")
        few = (
            "--type",
            "hang",
            "--max-examples",
            "2",
            "--check",
            "accepts",
            "--check",
            "survives",
            "--check",
            "leaks",
        )
        found = command("check", "plain_app:app", *options, *few, "--json", "found.json")
        replays = re.findall(r"--replay ([\w./-]+)", found)
        again = [command("check", "plain_app:app", *options, "--replay", each) for each in replays]
        report = json.loads(Path("found.json").read_text(encoding="utf-8"))["findings"]
        sent = command("send", "hang", "plain_app:app", *options, "--minimal")
        return [words_of(each) for each in (found, json.dumps(report, indent=1), *again, sent)]

    usual, common = said("hunter2-hunter2"), said(secret)

    assert len(usual) > 3
    assert common == usual
    assert '-H "X-Vapi-Secret: $VAPI_SECRET"' in "\n".join(common[0])


@pytest.mark.parametrize("secret", ["message", "a", "check"])
def test_a_session_says_the_same_whatever_the_secret_is(plain, pytester, secret):
    """Items, `vapi_check`, `assert_handler_conforms` and an assertion about one message."""

    def said(secret):
        plain(secret)
        handler = (
            "--vapi-handler=plain_app:app",
            "--vapi-secret=env:WEBHOOK_SECRET",
            "--vapi-max-examples=2",
        )
        items = session(
            pytester, *handler, "vapi-contract", "--vapi-type=hang", "--vapi-check=accepts,survives,leaks"
        )
        own = session(pytester, "test_plain.py", "--tb=line", "-W", "ignore")
        return [line for each in (items, own) for line in words_of(each)]

    usual, common = said("hunter2-hunter2"), said(secret)

    failed = [line for line in usual if line.startswith("test_plain.py::") and " FAILED" in line]
    assert len(failed) == 3
    difference = list(unified_diff(usual, common, n=0))
    assert not difference, "\n".join(difference)


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("abcd", "a secret of fewer than 5 characters appears in replies by chance; use a longer one"),
        ("message", "this secret is a word that appears in every message; use another one"),
    ],
)
def test_a_secret_that_is_not_looked_for_is_told(plain, pytester, secret, why):
    """The command line, a session, the fixture, and the assertion that prints nothing where it passes."""
    plain(secret)
    sentence = f"the search for the secret in replies skipped; {why}"
    pytester.makepyfile(test_fine=FINE_TEST)

    told = [
        command("check", "plain_app:app", "--secret", secret, "--type", "hang", "--max-examples", "2"),
        session(
            pytester, "vapi-contract::leaks", "--vapi-handler=plain_app:app", f"--vapi-secret={secret}", *FEW
        ),
        session(pytester, "test_fine.py", "-k", "fixture"),
        session(pytester, "test_fine.py", "-k", "assertion", "-W", "default"),
    ]

    assert [sentence in each for each in told] == [True] * 4


@pytest.mark.parametrize(
    ("secret", "checks"), [("hunter2-hunter2", None), ("hunter", None), ("abcd", ["accepts", "survives"])]
)
def test_nothing_is_said_of_a_secret_that_is_looked_for(secret, checks):
    """Nor where replies are not searched for secrets."""
    report = check_handler(lambda body: None, types=["hang"], checks=checks, secret=secret, max_examples=2)

    assert not [skip for skip in report.skipped if "secret" in str(skip)]


FINE_TEST = """
import os

import pytest

from pytest_vapi_contract import assert_handler_conforms


@pytest.fixture
def vapi_handler():
    return lambda body, headers: refuse(headers)


def refuse(headers):
    if headers.get("x-vapi-secret") != os.environ["WEBHOOK_SECRET"]:
        raise ValueError("who are you?")


OPTIONS = {"types": ["hang"], "secret": os.environ["WEBHOOK_SECRET"], "max_examples": 2}


def test_with_the_fixture(vapi_check):
    vapi_check(**OPTIONS)


def test_with_the_assertion(vapi_handler):
    assert_handler_conforms(vapi_handler, **OPTIONS)
"""
