"""Known findings on the command line."""

FEW = ("--type", "hang", "--max-examples", "3", "--check", "accepts", "--check", "survives")


def test_findings_are_accepted_until_they_change(command, tmp_path):
    """What `--write-baseline` writes, `--baseline` accepts; a reason that was added is kept."""
    first = command("check", "cli_app:app", *FEW, "--write-baseline", "accepted.toml")
    file = tmp_path / "accepted.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("; say why", ", by us"), encoding="utf-8")
    again = command("check", "cli_app:app", *FEW, "--write-baseline", "accepted.toml")

    passed = command("check", "cli_app:app", *FEW, "--baseline", "accepted.toml", "--seed", "4")

    assert (first.exit_code, again.exit_code, passed.exit_code) == (0, 0, 0)
    assert first.output.endswith("2 findings accepted in accepted.toml. Give each a reason there.\n")
    assert file.read_text(encoding="utf-8").count(", by us") == 2
    assert passed.stdout.startswith("accepted 2 findings of the baseline: VC102, VC302\n")
    assert "\n0 findings in " in passed.stdout


def test_a_baseline_that_cannot_be_used_ends_with_status_2(command):
    """Nothing is sent; the error says what to do."""
    result = command("check", "cli_app:app", *FEW, "--baseline", "gone.toml")

    assert result.exit_code == 2
    assert "The baseline gone.toml cannot be used: it does not exist. To write it, use" in result.stderr


def test_codes_can_be_ignored(command):
    """`--ignore` can be repeated, and asks for what was meant."""
    passed = command("check", "cli_app:app", *FEW, "--ignore", "VC102", "--ignore", "VC302")
    wrong = command("check", "cli_app:app", *FEW, "--ignore", "VC1O2")

    assert passed.exit_code == 0
    assert passed.stdout.startswith("ignored 2 findings: VC102, VC302\n")
    assert wrong.exit_code == 2
    assert "Unknown code 'VC1O2'. Did you mean" in wrong.stderr
