"""Files for bodies and ids that are too long for a line."""

import re
import shlex
from dataclasses import replace

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.errors import BadReplay
from pytest_vapi_contract.reporting.line_files import LONGEST, line_directory, with_line_files

COMMAND = "vapi-contract check app:app --replay "


def app(environ, start_response):
    """A web app that accepts no message with much in it."""
    long = int(environ.get("CONTENT_LENGTH") or 0) > 1_000
    start_response("413 Too Large" if long else "200 OK", [])
    return [b""]


@pytest.fixture(scope="module")
def report():
    """A report whose finding has a body of more than a line."""
    return check_handler(app, types=["hang"], checks=["observed"], max_examples=3).with_replay(COMMAND)


def test_a_long_body_goes_to_a_file(report, tmp_path):
    """Every line can be copied; curl sends the same bytes, and the id can be read from its file."""
    with as_handler(app) as handler:
        shortened = with_line_files(report, handler, tmp_path)
        again = with_line_files(report, handler, tmp_path)
        [finding] = shortened.findings
        replayed = replay(handler, finding.again["replay"].removeprefix(COMMAND), RunOptions())

    file = re.search(r"--data-binary @(\S+)$", finding.again["curl"]).group(1)
    assert max(map(len, finding.again.values())) <= LONGEST + len(str(tmp_path))
    assert (tmp_path / file).read_bytes() == finding.exchange.request.body
    assert replayed.exchange.request.body == finding.exchange.request.body
    assert again == shortened


def test_short_lines_stay(report, tmp_path):
    """A finding that fits into its lines has no files."""
    [finding] = report.findings
    short = replace(report, findings=(replace(finding, again={"curl": "curl x", "replay": "a/b/c"}),))

    with as_handler(app) as handler:
        assert with_line_files(short, handler, tmp_path) == short

    assert list(tmp_path.iterdir()) == []


def test_a_function_is_called_with_a_file(report, tmp_path):
    """Its line loads the JSON of the same body."""
    [finding] = report.findings
    long = replace(report, findings=(replace(finding, again={"call": "x" * 300}),))

    with as_handler("json:loads") as handler:
        [shortened] = with_line_files(long, handler, tmp_path).findings

    [file] = tmp_path.iterdir()
    words = shlex.split(shortened.again["call"])
    assert words == ["python", "-c", f"import json, json; json.loads(json.load(open('{file}')))"]
    assert file.read_bytes() == finding.exchange.request.body


def test_a_body_with_a_secret_stays_in_its_line(report, tmp_path):
    """The line has a variable for it, which a file could not have."""
    secret = report.findings[0].case.body["message"]["call"]["orgId"]

    with as_handler(app, secret=secret) as handler:
        signed = check_handler(handler, types=["hang"], checks=["observed"], max_examples=3)
        [finding] = with_line_files(signed, handler, tmp_path).findings

    assert secret.encode() in finding.exchange.request.body
    assert "$VAPI_SECRET" in finding.again["curl"]
    assert list(tmp_path.glob("*.body")) == []


def test_a_directory_that_cannot_be_written_changes_nothing(report, tmp_path):
    """The lines are long then, and nothing fails."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with as_handler(app) as handler:
        assert with_line_files(report, handler, tmp_path / "file") == report


def test_lines_in_ci_are_copied_to_other_machines():
    """There is no directory for files there."""
    assert line_directory({"XDG_CACHE_HOME": "/cache", "CI": "true"}) is None
    assert str(line_directory({"XDG_CACHE_HOME": "/cache"})) == "/cache/vapi-contract/lines"


def test_a_file_that_is_gone_is_told():
    """The error names it."""
    with (
        as_handler(app) as handler,
        pytest.raises(BadReplay, match=r"'@/gone': the file cannot be read: No such"),
    ):
        replay(handler, "@/gone", RunOptions())
