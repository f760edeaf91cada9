"""The command line, in a directory with a module of handlers."""

import gc
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pytest_vapi_contract.cli import main

APP = '''
def app(body):
    return body["message"]["call"]["id"]

def sound(body):
    return "ok"

def slow(body):
    import time
    time.sleep(60)

def echo(environ, start_response):
    """A web app that answers with the body and the headers that it is sent."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
    names = ("HTTP_X_VAPI_SECRET", "HTTP_AUTHORIZATION", "HTTP_X_AUTH", "HTTP_X_SIGNATURE", "HTTP_X_TENANT")
    headers = "".join(f"{name[5:]}={environ[name]};" for name in names if name in environ)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [headers.encode() + b"|" + body]

def picky(environ, start_response):
    known = environ.get("HTTP_X_VAPI_SECRET") == "hunter2-hunter2"
    start_response("204 No Content" if known else "401 Unauthorized", [])
    return [b""]

def hidden(environ, start_response):
    known = environ.get("HTTP_X_VAPI_SECRET") == "hunter2-hunter2"
    start_response("204 No Content" if known else "404 Not Found", [])
    return [b""]

def broken(environ, start_response):
    raise KeyError("call")

def leisurely(body):
    import time
    time.sleep(0.06)

def late_and_wrong(body):
    leisurely(body)
    return body["message"]["call"]["id"]

def missing(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]

def routed_app():
    from flask import Flask
    flask = Flask("routed")
    flask.post("/webhook")(dict)
    return flask

routed = routed_app()
'''


@pytest.fixture(autouse=True)
def _collected():
    """What a command has exempted from collection in this process is collected again."""
    yield
    gc.unfreeze()


@pytest.fixture
def command(tmp_path, monkeypatch):
    """Run the command line in a directory with a module of handlers."""
    (tmp_path / "cli_app.py").write_text(APP, encoding="utf-8")
    monkeypatch.setenv("HYPOTHESIS_STORAGE_DIRECTORY", str(Path(".hypothesis").resolve()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "cli_app", raising=False)

    def run(*args, **options):
        return CliRunner().invoke(main, args, prog_name="vapi-contract", **options)

    yield run
    for module in ("app", "cli_app"):
        sys.modules.pop(module, None)
