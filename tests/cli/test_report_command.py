import pytest


@pytest.mark.parametrize("name", ["check", "fuzz"])
def test_a_new_baseline_is_not_written_where_one_is_read(command, name):
    """It would accept what is accepted already, and nothing else."""
    result = command(name, "cli_app:sound", "--baseline", "a.toml", "--write-baseline", "b.toml")

    assert result.exit_code == 2
    assert "--write-baseline cannot be combined with --baseline" in result.stderr


@pytest.mark.parametrize("name", ["check", "fuzz"])
def test_what_a_handler_prints_is_shown_on_demand(command, tmp_path, name):
    """By default it is not."""
    (tmp_path / "loud_app.py").write_text("def app(body):\n    print('loud and clear')\n", encoding="utf-8")
    options = (name, "loud_app:app", "--type", "hang", "--check", "accepts", "--time-budget", "2m")
    few = ("--max-exchanges", "5") if name == "fuzz" else ("--max-examples", "2")

    silent, shown = command(*options, *few), command(*options, *few, "--show-output")

    assert "loud and clear" not in silent.output
    assert "loud and clear" in shown.output
