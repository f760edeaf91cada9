import click
import pytest
from click.testing import CliRunner

from pytest_vapi_contract.cli.options import click_option, replay_command
from pytest_vapi_contract.option_table import FAIL_ON, SEED, TYPE


@pytest.mark.parametrize("option", ["--time-budget", "--timeout"])
@pytest.mark.parametrize("value", ["nan", "inf", "0", "-1", "soon"])
def test_what_is_no_number_of_seconds_is_refused(command, option, value):
    """Click takes `nan` for a number in any range; a run would never end."""
    result = command("check", "cli_app:sound", option, value)

    assert result.exit_code == 2
    assert f"Invalid value for '{option}'" in result.output


@pytest.fixture
def listing():
    """A command with options of the table, which prints what it was given."""

    @click.command()
    @click_option(TYPE)
    @click_option(FAIL_ON)
    @click_option(SEED)
    def given(**options):
        click.echo(options)

    return lambda *args: CliRunner().invoke(given, args)


def test_values_can_be_repeated_or_listed(listing):
    """Repeated or between commas, each value is there once, in the order in which it came."""
    result = listing("--type", "hang,ping", "--type", "hang", "--fail-on", "lost", "--fail-on", "security")

    assert result.output == ("{'types': ('hang', 'ping'), 'fail_on': ('lost', 'security'), 'seed': 0}\n")


def test_a_value_that_is_not_offered_is_refused(listing):
    """The message lists the values that are."""
    result = listing("--fail-on", "lost,some")

    assert result.exit_code == 2
    assert "must be 'lost', 'security' or 'hardening', not 'some'." in result.output


def test_options_explain_what_they_take(listing):
    """`--help` says which option can be repeated, and what the default is."""
    text = " ".join(listing("--help").output.split())

    assert "--type TYPE Check only this message type. Can be repeated." in text
    assert "Random seed. [default: 0; x>=0]" in text


def test_the_command_that_repeats_has_what_differs_from_the_defaults():
    """A path of `/` and a seed of 0 need not be typed again."""
    usual = {"path": "/", "headers": (), "seed": 0}

    assert replay_command("app:app", usual) == "vapi-contract check app:app --replay "
    assert replay_command("app:app", usual | {"path": "/hook", "headers": ("A:b",), "seed": 3}) == (
        "vapi-contract check app:app --path /hook --header A:b --seed 3 --replay "
    )
