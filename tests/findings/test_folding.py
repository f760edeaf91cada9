"""What breaks on one line is one finding."""

from dataclasses import replace

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.findings.folding import folded

APP = """
import json

def app(environ, start_response):
    body = json.loads(environ["wsgi.input"].read().decode())
    message = body["message"]
    start_response("200 OK", [])
    return [str(message.get("type")).encode()]
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What is found in a handler that relies on the shape of a body on three lines."""
    path = tmp_path_factory.mktemp("folding") / "relies_on_the_body.py"
    path.write_text(APP, encoding="utf-8")
    names: dict[str, object] = {}
    exec(compile(APP, str(path), "exec"), names)
    return check_handler(names["app"], types=["hang"], checks=["survives", "malformed"], max_examples=100)


def test_one_line_is_one_finding(report):
    """An empty body and a Latin-1 byte at the same `json.loads` are one finding that tells both."""
    lines = [finding.exchange.crash.line for finding in report.findings]
    [unreadable] = [finding for finding in report.findings if finding.exchange.crash.line == 5]

    assert sorted(lines) == [5, 6, 8]
    assert unreadable.title == "a request breaks the handler when the body is empty"
    assert unreadable.exchange.crash.type == "JSONDecodeError"
    rows = [text for label, text in unreadable.rows() if label == "also"]
    assert any("; UnicodeDecodeError when " in row for row in rows)
    assert "a character is encoded in Latin-1" in unreadable.to_json()["also"]
    assert unreadable.count > sum(each.count for each in unreadable.folded) > 0


@pytest.mark.parametrize(
    "other",
    [{"severity": "lost"}, {"condition": None}, {"mark": ("late",)}, {"check": "in-time"}],
    ids=lambda each: next(iter(each)),
)
def test_what_is_not_told_by_its_line_stays_apart(report, other):
    """What is lost, what happens always, and what a check has marked."""
    [finding] = [each for each in report.findings if each.exchange.crash.line == 6]

    assert len(folded([finding, finding])) == 1
    assert len(folded([finding, replace(finding, **other)])) == 2
