"""`--vapi-fuzz`: a search in place of the items for each check."""

import json
import re

import pytest

#: A search that ends after some exchanges, however busy the machine is.
SHORT = ("--vapi-fuzz=5m", "--vapi-max-exchanges=200", "--vapi-type=hang")


def counted(result):
    """How many exchanges the end of a session tells of."""
    return int(re.search(r"in (\d+) exchanges", result.stdout.str())[1])


def test_a_search_is_one_item(session, app):
    """It takes the place of the items for each check, and the summary says what it did."""
    result = session("--vapi-handler=app:sound", *SHORT, "-v")

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*vapi-contract::fuzz PASSED*", "*searched with * messages*"])
    assert counted(result) == 200


def test_what_a_search_finds_is_told_like_any_finding(session, app):
    """With the command that repeats it, in which there is no search."""
    result = session("--vapi-handler=app:app", "--vapi-path=/webhook", *SHORT)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*rejected when `call` is missing*"])
    [command] = set(re.findall(r"  replay +(pytest .*--vapi-replay=)", result.stdout.str()))
    assert "--vapi-fuzz" not in command


def test_a_search_is_selected_by_its_id(session, app):
    """Other tests of the session run beside it, unless only the search is asked for."""
    session_with_tests = session("--vapi-handler=app:sound", *SHORT, "vapi-contract::fuzz")

    session_with_tests.assert_outcomes(passed=1)


def test_each_worker_does_a_part_of_the_search(session, app, pytester):
    """One report is told: its exchanges are those of all parts, and each finding is in it once."""
    result = session(
        "-p",
        "xdist",
        "-n",
        "2",
        "--vapi-handler=app:app",
        "--vapi-path=/webhook",
        *SHORT,
        "--vapi-report=out.json",
    )

    result.assert_outcomes(failed=2)
    report = json.loads((pytester.path / "out.json").read_text())
    titles = [finding["title"] for finding in report["findings"]]
    assert len(titles) == len(set(titles)) > 0
    assert report["exchanges"] == counted(result)
    assert report["search"]["parts"] == [[1, 2], [2, 2]]
    assert "shard" not in "".join(result.outlines[-5:])


def test_examples_are_kept_for_the_next_session(session, app, pytester):
    """In the directory that is named; with `--vapi-no-cache` nowhere."""
    session("--vapi-handler=app:sound", *SHORT, "--vapi-database=kept here", "--vapi-no-cache")
    without = (pytester.path / "kept here").exists()
    session("--vapi-handler=app:sound", *SHORT, "--vapi-database=kept here")

    assert not without
    assert list((pytester.path / "kept here").glob("*/*"))


def test_several_databases_are_set_in_the_configuration(session, app, pytester):
    """Each on a line of its own."""
    settings = ("handler = app:sound", "fuzz = 5m", "max_exchanges = 200", "type = hang")
    lines = ["[pytest]", *(f"vapi_{each}" for each in settings), "vapi_database =", "    one", "    two"]
    pytester.makeini("\n".join(lines))

    session().assert_outcomes(passed=1)

    assert all(list((pytester.path / name).glob("*/*")) for name in ("one", "two"))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--vapi-fuzz=soon"], "*--vapi-fuzz must be a duration*"),
        ([*SHORT, "--vapi-database=postgres://host"], "*database=… cannot be used. It must be a directory*"),
        ([*SHORT, "--vapi-type=hand"], "*'hand'*"),
    ],
)
def test_what_cannot_be_used_ends_the_session(usage_error, app, options, told):
    """In one line, before anything is sent."""
    usage_error("--vapi-handler=app:sound", *options).fnmatch_lines([told])


def test_what_a_search_finds_can_be_accepted(session, app, pytester):
    """As with a run: the next search with the baseline passes."""
    options = ("--vapi-handler=app:app", "--vapi-path=/webhook", "--vapi-no-cache", *SHORT)

    first = session(*options, "--vapi-write-baseline=accepted.toml")
    again = session(*options, "--vapi-baseline=accepted.toml")

    first.assert_outcomes(passed=1)
    again.assert_outcomes(passed=1)
    assert (pytester.path / "accepted.toml").exists()
    again.stdout.fnmatch_lines(["*accepted*finding*"])


def test_several_workers_write_no_baseline(session, app, pytester):
    """Each has seen a part of the findings."""
    options = ("--vapi-handler=app:app", "--vapi-path=/webhook", "--vapi-no-cache", *SHORT)

    result = session("-p", "xdist", "-n", "2", *options, "--vapi-write-baseline=accepted.toml")

    assert result.ret != 0
    assert "run pytest without -n" in result.stdout.str() + result.stderr.str()
    assert not (pytester.path / "accepted.toml").exists()
