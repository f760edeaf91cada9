"""
A secret that is given to us stands nowhere in what we say, whatever a handler does with it.
"""

import json
import re
import sys

import pytest
from click.testing import CliRunner

from pytest_vapi_contract import assert_accepts, assert_handler_conforms, check_handler
from pytest_vapi_contract.cli import main
from pytest_vapi_contract.delivery import Bearer, Hmac, SharedSecret

#: It has what is written otherwise in JSON, Python, URLs and HTML.
SECRET = 'p"ss&w0rd\\Xhunter2'
#: What tells of it, in whatever case and whatever was cut off.
TELLING = re.compile("w0rd|hunter", re.IGNORECASE)

APP = '''
import html
import json
import logging
import os
import urllib.parse

SECRET = os.environ["WEBHOOK_SECRET"]

def app(environ, start_response):
    """
    A web app that tells its secret in every way: it prints it, logs it, echoes it, raises with it.
    """
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


@pytest.fixture
def webhook(pytester, monkeypatch):
    """
    A directory with a webhook and a test, and the secret in the environment.
    """
    pytester.makepyfile(app=APP, test_it=TEST)
    monkeypatch.syspath_prepend(str(pytester.path))
    monkeypatch.delitem(sys.modules, "app", raising=False)
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytester.path


def session(pytester, *options):
    """
    What a session of pytest prints.
    """
    usual = ("-p", "pytest_vapi_contract.plugin", "-p", "no:cacheprovider", "-vv", "-rA")
    result = pytester.runpytest_inprocess(*usual, *options)
    return result.stdout.str() + result.stderr.str()


def command(*args):
    """
    What the command line prints.
    """
    return CliRunner().invoke(main, args, prog_name="vapi-contract").output


def assert_tells_nothing(*texts):
    """
    None of the texts is empty, and none has anything of the secret in it.
    """
    for text in texts:
        assert text
        found = TELLING.search(text)
        assert found is None, text[max(0, found.start() - 200) : found.end() + 50]


@pytest.mark.parametrize(
    "given", ["env:WEBHOOK_SECRET", SECRET], ids=["from the environment", "as an argument"]
)
def test_a_session_tells_nothing(webhook, pytester, given):
    """
    Neither the terminal at its most talkative, nor the report, nor JUnit, nor an annotation, nor a replay.
    """
    handler = ("--vapi-handler=app:app", f"--vapi-secret={given}", "--vapi-max-examples=3", "--showlocals")
    chosen = ("-k", "[hang] or accepts[chat.deleted] or credentials or malformed", "--ignore=test_it.py")

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
    """
    Nor do `vapi_check` and the assertions, with any kind of credential.
    """
    output = session(pytester, "--show-capture=no", "test_it.py", "--vapi-report=found.json")

    assert "6 failed" in output
    assert_tells_nothing(output, (webhook / "found.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", OPTIONS)
def test_the_command_line_tells_nothing(webhook, kind):
    """
    Nor do `check`, its report, its replay, and `send`.
    """
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
    """
    Nor do reports, findings and exchanges as Python shows them, nor the errors of assertions.
    """

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
