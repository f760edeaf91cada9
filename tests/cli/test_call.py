"""`vapi-contract call`: a whole call is played, each event is printed, and how it ends."""

import json

import pytest

from pytest_vapi_contract import samples

EVENTS = samples.call(seed=0, scenario="web", turns=2).events


def test_each_event_is_a_line(command):
    """Without a terminal the lines are plain and uncut; a summary follows, and the exit status is 0."""
    result = command("call", "cli_app:echo", "--scenario", "web", "--turns", "2")

    head, *lines, summary = result.output.splitlines()
    assert result.exit_code == 0
    assert head.split() == ["time", "event", "status", "reply", "said"]
    assert [line.split()[1] for line in lines] == [event.message["type"] for event in EVENTS]
    assert {line.split()[2] for line in lines} == {"200"}
    assert summary.startswith(f"{len(EVENTS)} events: 0 refused, 0 late, 0 unreadable. A call of ")
    assert "\x1b" not in result.output


def test_json_has_one_line_for_each_event(command):
    """Standard output has nothing else; the summary is on standard error."""
    result = command("call", "cli_app:sound", "--scenario", "chat", "--json")

    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert events[0]["event"] == "session.created"
    assert {event["wrong"] for event in events} == {None}
    assert list(events[0]) == ["at", "event", "said", "status", "milliseconds", "wrong", "detail"]
    assert " events: 0 refused" in result.stderr


def test_a_refusal_is_told_once_and_counted(command):
    """A handler that refuses everything is told why on the first line only; exit status 1."""
    result = command("call", "cli_app:picky", "--scenario", "web", "--turns", "1")

    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[1].startswith("! ")
    assert lines[2].startswith("  refused: 401 in ")
    assert result.output.count("refused: ") == 1
    assert f" {len(lines) - 2 - result.output.count('hint: ') - 1} refused, 0 late" in lines[-1]


def test_a_credential_is_sent_and_never_shown(command):
    """Events are signed as `check` signs them."""
    result = command(
        "call", "cli_app:echo", "--scenario", "chat", "--turns", "1", "--secret", "hunter2-hunter2", "--json"
    )
    fine = command("call", "cli_app:picky", "--scenario", "chat", "--secret", "hunter2-hunter2")

    assert (result.exit_code, fine.exit_code) == (0, 0)
    assert "hunter2" not in result.output + fine.output


def test_a_crash_is_told_with_its_line(command):
    """A function that raises: the exception, with file and line."""
    result = command("call", "cli_app:app", "--scenario", "chat", "--turns", "0")

    assert result.exit_code == 1
    assert "KeyError: 'call' (cli_app.py:3 in app)" in result.output


def test_a_late_reply_is_told(command):
    """A reply that takes longer than `--timeout` is late; exit status 1."""
    result = command("call", "cli_app:leisurely", "--scenario", "chat", "--turns", "0", "--timeout", "0.01")

    assert result.exit_code == 1
    assert "  late: no reply within " in result.output
    assert " 2 late, " in result.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--turns", "1", "--interrupt", "2"), "--interrupt 2 is more than the number of turns, 1."),
        (("--scenario", "chat", "--interrupt", "1"), "it has no interruptions"),
    ],
)
def test_impossible_interruptions_are_refused(command, options, said):
    """What a call cannot have is an error with advice; exit status 2."""
    result = command("call", "cli_app:sound", *options)

    assert result.exit_code == 2
    assert said in result.output
