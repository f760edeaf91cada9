"""The command itself, without any of its commands."""

import sys
from io import TextIOWrapper
from typing import Any

import click

from ..errors import ContractError
from ..garbage_collection import seldom_collected


class Commands(click.Group):
    """Commands that tell in one line of what a user can put right, with exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # whatever a handler says can be shown
        try:
            with seldom_collected():  # from the first import on: most of what is imported lives on
                return super().invoke(ctx)
        except ContractError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pytest-vapi-contract", prog_name="vapi-contract")
def main() -> None:
    """Contract tests for Vapi webhooks."""
