"""The text of turns in a session of pytest."""

import json

import pytest

APP = """
texts = {}

def app(body):
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict):
        raise ValueError
    turn, output = message.get("turnId"), message.get("output")
    if isinstance(turn, str) and message.get("type") == "user-interrupted":
        texts[turn] = ""
    elif isinstance(turn, str) and isinstance(output, str):
        texts[turn] = texts.get(turn, "") + output

def caption(turn_id):
    return texts.get(turn_id, "")
"""
TYPE = ("--vapi-handler=captions:app", "--vapi-type=model-output")


@pytest.fixture
def captions(pytester):
    """A webhook in the directory of the session."""
    pytester.makepyfile(captions=APP)


def test_a_wrong_text_fails_the_item_of_turns(pytester, session, captions):
    """With the conversation in the terminal, in JSON and in JUnit, and a command that plays it again."""
    result = session(
        *TYPE,
        "--vapi-read=captions:caption",
        "--vapi-report=r.json",
        "--junitxml=j.xml",
        "vapi-contract::turns",
    )

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "LOST  the text of a turn comes back after an interruption * turns VC167",
            "*time  event             turn  text      expected  read",
            '*user-interrupted  t1              ""        ""',
            '*model-output      t1    " there"  ""        " there"',
            "*pytest --vapi-handler=captions:app --vapi-read=captions:caption --vapi-replay=*",
        ]
    )
    [finding] = json.loads((pytester.path / "r.json").read_text())["findings"]
    assert [row["event"] for row in finding["conversation"]] == ["user-interrupted", "model-output"]
    junit = (pytester.path / "j.xml").read_text()
    assert 'value="VC167"' in junit
    assert "user-interrupted  t1" in junit


def test_read_can_be_a_setting(pytester, session, captions):
    """As any other option, and so can the schedules."""
    pytester.makeini("[pytest]\nvapi_read = captions:caption\nvapi_schedule = redelivered, swapped\n")

    session(*TYPE, "vapi-contract::turns").assert_outcomes(failed=1)


def test_without_read_the_session_says_what_it_did_not_check(pytester, session, captions):
    """There is no item for it."""
    result = session(*TYPE, "--vapi-max-examples=2")

    result.assert_outcomes(passed=7)
    result.stdout.fnmatch_lines(["*not tested: the text of turns (pass read)*"])


def test_what_is_no_function_is_refused(session, captions):
    """Before anything is sent."""
    result = session(*TYPE, "--vapi-read=captions:texts")

    result.stderr.fnmatch_lines(
        ["ERROR: --vapi-read must name a function; 'captions:texts' is not a function."]
    )
