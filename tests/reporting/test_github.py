"""Annotations of GitHub Actions, as its runner reads them."""

from pathlib import Path

from pytest_vapi_contract.reporting import annotations

GITHUB = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "/checkout"}
FINDING = {
    "code": "VC102",
    "severity": "lost",
    "title": "100% of hang, and: more",
    "sent": "a message",
    "expected": "a 2xx reply",
    "got": "500: KeyError: 'a,b'\r\n100%",
    "hint": "",
    "again": ["vapi-contract check a:b", "curl"],
    "file": "app.py",
    "line": 41,
}


def annotated(**fields):
    """The annotations of one finding."""
    return list(annotations({"findings": [FINDING | fields]}, GITHUB, Path("/checkout/api")))


def test_what_means_something_to_github_is_escaped():
    """Line ends and per cents everywhere, colons and commas in the title and the file."""
    [line] = annotated()

    assert line == (
        "::error file=api/app.py,line=41,title=LOST VC102 100%25 of hang%2C and%3A more::"
        "sent: a message%0Aexpected: a 2xx reply%0Agot: 500: KeyError: 'a,b'%0D%0A100%25"
        "%0Areplay: vapi-contract check a:b"
    )


def test_only_places_in_the_users_own_code_are_annotated():
    """A finding without a place, or with one in what is installed, is no annotation."""
    assert annotated(file=None, line=None) == []
    assert annotated(file="/usr/lib/python3/dist-packages/flask/app.py") == []
    assert annotated(file="/elsewhere/app.py")[0].startswith("::error file=/elsewhere/app.py,")


def test_elsewhere_there_is_none():
    """Outside of a workflow nothing is annotated."""
    assert list(annotations({"findings": [FINDING]}, {}, Path("/checkout"))) == []


def test_a_note_is_a_notice():
    """GitHub shows it at its line, and not as an error."""
    assert annotated(severity="note")[0].startswith("::notice file=")
