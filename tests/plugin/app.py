"""The handlers that the sessions of these tests check, and what they print."""

import re

APP = """
import json

def app(environ, start_response):
    if environ["PATH_INFO"] != "/webhook":
        start_response("404 Not Found", [])
        return [b"no such page"]
    body = json.load(environ["wsgi.input"])
    call = body["message"]["call"]["id"]
    start_response("200 OK", [])
    return [call.encode()]

def sound(body):
    return "ok"

def make():
    return sound

def picky(environ, start_response):
    known = environ.get("HTTP_X_VAPI_SECRET") == "hunter2"
    start_response("200 OK" if known else "401 Unauthorized", [])
    return [b""]
"""

OURS = ("-p", "pytest_vapi_contract.plugin")


def text_of(result):
    """The output, without times."""
    return re.sub(r"\b[\d.]+ m?s\b", "… ms", result.stdout.str())
