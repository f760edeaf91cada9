import json
from pathlib import Path

#: Ends a search after some seconds on any machine.
SMALL = ("--type", "hang", "--max-exchanges", "300", "--time-budget", "2m")


def test_nothing_found_ends_with_status_0(command):
    """The report says how much was tried; there is no live line where no terminal is."""
    result = command("fuzz", "cli_app:sound", *SMALL)

    assert result.exit_code == 0, result.output
    assert "\nsearched with " in f"\n{result.stdout}"
    assert "0 findings in 300 exchanges" in result.stdout
    assert result.stderr == ""


def test_findings_end_with_status_1_and_can_be_repeated(command):
    """The command of a finding is one of `check`."""
    result = command("fuzz", "cli_app:app", *SMALL)

    line, *_ = [line for line in result.stdout.splitlines() if line.startswith("  replay ")]
    again = command(*line.split()[2:])
    assert result.exit_code == 1
    assert line.split()[1:4] == ["vapi-contract", "check", "cli_app:app"]
    assert again.exit_code == 1
    assert "KeyError" in again.stdout


def test_a_report_in_a_pipe_is_json(command):
    """It is that of a run, with what the search did."""
    result = command("fuzz", "cli_app:sound", *SMALL, "--json", "-")

    report = json.loads(result.stdout)
    assert report["complete"]
    assert report["exchanges"] == 300
    assert report["search"]["tried"] > 0


def test_findings_can_be_accepted(command):
    """A baseline is written and read as with `check`."""
    written = command("fuzz", "cli_app:app", *SMALL, "--write-baseline", "known.toml")
    again = command("fuzz", "cli_app:app", *SMALL, "--baseline", "known.toml")

    assert written.exit_code == 0, written.output
    assert again.exit_code == 0, again.output
    assert "accepted 2 findings of the baseline" in again.stdout


def test_the_time_to_search_is_a_duration(command):
    """What is none is refused."""
    result = command("fuzz", "cli_app:sound", "--time-budget", "soon")

    assert result.exit_code == 2
    assert "must be a duration, such as 90s, 10m or 2h, not 'soon'" in result.stderr


def test_examples_are_kept_beside_those_of_hypothesis(command):
    """In the working directory, where other tests of the user's have theirs; not with --no-cache."""
    command("fuzz", "cli_app:sound", *SMALL, "--no-cache")
    kept_without_cache = Path(".hypothesis").exists()
    command("fuzz", "cli_app:sound", *SMALL)

    assert not kept_without_cache
    assert list(Path(".hypothesis/examples").glob("*/*"))


def test_several_databases_can_be_named(command, tmp_path):
    """All are written. A name may have blanks in it."""
    names = [str(tmp_path / name) for name in ("first one", "second")]

    command("fuzz", "cli_app:sound", *SMALL, *(part for name in names for part in ("--database", name)))

    assert all(list(Path(name).glob("*/*")) for name in names)


def test_what_is_no_database_is_refused(command):
    """Without repeating what may be a password."""
    result = command("fuzz", "cli_app:sound", "--database", "postgres://hunter2@host")

    assert result.exit_code == 2
    assert "database=… cannot be used. It must be a directory" in result.stderr
    assert "hunter2" not in result.stderr


def test_a_part_of_a_search_is_named_as_such(command):
    """A report of one part is not taken for the whole."""
    result = command("fuzz", "cli_app:sound", *SMALL, "--shard", "2/3")
    wrong = command("fuzz", "cli_app:sound", *SMALL, "--shard", "4/3")

    assert result.exit_code == 0, result.output
    assert "shard 2/3 of a search: searched with " in result.stdout
    assert wrong.exit_code == 2
    assert "shard='4/3' cannot be used. It must be a part such as '2/8'" in wrong.stderr
