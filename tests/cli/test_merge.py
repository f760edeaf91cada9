"""`merge`: the report of several runs."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

CHECK = ("check", "cli_app:app", "--max-examples", "3", "--check", "accepts", "--check", "survives")
FILES = ("hang.json", "transcript.json")


@pytest.fixture
def reports(command):
    """The reports of two runs, each with messages of one type."""
    for file in FILES:
        command(*CHECK, "--type", file.removesuffix(".json"), "--json", file)


def test_findings_are_told_as_by_check(command, reports):
    """One finding for one cause, about both types, and the status of findings."""
    result = command("merge", *FILES)

    head = f"{'LOST  hang (also transcript) is rejected when `call` is missing':<88}  accepts VC102"
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == head
    assert "\n              ► 3 │ " in result.stdout
    assert "\n  replay    vapi-contract check cli_app:app --replay accepts/hang/bare@" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("2 findings in ")


def test_the_report_can_be_written_and_merged_again(command, reports, tmp_path):
    """`--json` writes the merged report; merged with another one it is the report of all."""
    command("merge", *FILES, "--json", "both.json")
    command(*CHECK, "--type", "status-update", "--json", "third.json")
    command("merge", "both.json", "third.json", "--json", "all.json")

    one, other, both, third, whole = (
        json.loads((tmp_path / file).read_bytes()) for file in (*FILES, "both.json", "third.json", "all.json")
    )
    assert both["exchanges"] == one["exchanges"] + other["exchanges"]
    assert whole["exchanges"] == both["exchanges"] + third["exchanges"]
    assert whole["types"] == ["hang", "status-update", "transcript"]
    assert [each["code"] for each in whole["findings"]] == ["VC102", "VC302"]


def test_the_report_can_be_piped(command, reports):
    """`--json -` prints the report alone on standard output."""
    result = command("merge", *FILES, "--json", "-")

    assert len(json.loads(result.stdout)["findings"]) == 2
    assert "2 findings in " in result.stderr


def test_a_junit_file_can_be_written(command, reports, tmp_path):
    """Of the merged report, and of a check."""
    command("merge", *FILES, "--junit", "merged.xml")
    command(*CHECK, "--type", "hang", "--junit", "checked.xml")

    for file in ("merged.xml", "checked.xml"):
        root = ElementTree.parse(tmp_path / file).getroot()
        assert [case.get("name") for case in root.iter("testcase")] == ["accepts", "survives", "complete"]
        assert len([*root.iter("failure")]) == 2


def test_findings_are_accepted_by_a_baseline(command, reports):
    """One that was written of the merged report, and one that the runs had already."""
    written = command("merge", *FILES, "--write-baseline", "accepted.toml")
    passed = command("merge", *FILES, "--baseline", "accepted.toml")
    for file in FILES:
        command(*CHECK, "--type", file.removesuffix(".json"), "--json", file, "--baseline", "accepted.toml")
    settled = command("merge", *FILES, "--baseline", "accepted.toml")

    assert written.stdout.endswith("2 findings accepted in accepted.toml. Give each a reason there.\n")
    for result in (passed, settled):
        assert result.exit_code == 0
        assert "accepted 2 findings of the baseline: VC102, VC302\n" in result.stdout
        assert "not found any more" not in result.stdout


def test_severities_and_codes_can_be_chosen(command, reports):
    """As for `check`: what does not fail is still shown."""
    hardening = command("merge", *FILES, "--fail-on", "security", "--ignore", "vc102")

    assert hardening.exit_code == 0
    assert "HARDENING  " in hardening.stdout
    assert "ignored 1 finding: VC102\n" in hardening.stdout
    assert "1 finding (1 of them does not fail) in " in hardening.stdout


def test_an_incomplete_run_makes_the_whole_incomplete(command, reports):
    """The status is 3, unless that is allowed."""
    command(
        "check",
        "cli_app:slow",
        "--type",
        "hang",
        "--time-budget",
        "0.3",
        "--check",
        "accepts",
        "--json",
        "slow.json",
    )

    result = command("merge", "slow.json")
    allowed = command("merge", "slow.json", "--allow-incomplete")

    assert (result.exit_code, allowed.exit_code) == (3, 0)
    assert "INCOMPLETE: " in result.stdout


def test_what_cannot_be_merged_ends_with_status_2(command, reports, tmp_path):
    """One line says why."""
    command("check", "cli_app:sound", "--type", "hang", "--json", "sound.json", "--max-examples", "3")

    differ, missing = command("merge", FILES[0], "sound.json"), command("merge", "gone.json")

    assert (differ.exit_code, missing.exit_code) == (2, 2)
    why = "their handlers are cli_app:app and cli_app:sound"
    assert differ.stderr == f"Error: hang.json and sound.json cannot be merged: {why}.\n"
    assert missing.stderr.startswith("Error: The report gone.json cannot be read: No such file")


def test_the_parts_of_a_search_are_one(command):
    """Together they find what one search finds; alone they are said to be parts."""
    search = ("fuzz", "cli_app:app", "--type", "hang", "--max-exchanges", "300", "--no-cache", "--json")
    command(*search, "whole.json")
    for number in (1, 2):
        command(*search, f"{number}.json", "--shard", f"{number}/2")

    part, both = command("merge", "1.json"), command("merge", "1.json", "2.json", "--json", "both.json")

    codes = [
        [each["code"] for each in json.loads(Path(file).read_bytes())["findings"]]
        for file in ("whole.json", "both.json")
    ]
    assert "Not sent: shard 2/2 of the search (its report is missing)" in part.stdout
    assert "\nsearched with " in both.stdout
    assert "INCOMPLETE" not in both.stdout
    assert codes[0] == codes[1] != []
