"""The command itself, without any of its commands."""

import errno
import os
import sys
import threading
from io import TextIOWrapper
from time import sleep
from typing import Any

import click

from ..errors import ContractError
from ..garbage_collection import seldom_collected
from ..masking.plain_text import plain
from .exit_status import UNUSABLE

#: Seconds that threads which a handler has left get to end.
LEAVING = 0.5
#: What a system says of a file that takes nothing more.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


class Commands(click.Group):
    """Commands that tell in one line of what a user can put right, with exit status 2."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command, and end with it: threads that a handler has left do not keep the process."""
        _open_standard_files()
        before = {*threading.enumerate()}
        try:
            return super().main(*args, **options)
        except SystemExit as ended:
            if any(not thread.daemon for thread in {*threading.enumerate()} - before):
                threading.Thread(target=_end_with, args=(ended.code,), daemon=True).start()
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # whatever a handler says can be shown
        try:
            with seldom_collected():  # from the first import on: most of what is imported lives on
                return super().invoke(ctx)
        except ContractError as error:
            click.echo(f"Error: {plain(str(error))}", err=True)
            ctx.exit(UNUSABLE)
        except OSError as error:
            if error.errno not in FULL:
                raise
            click.echo(f"Error: The output cannot be written: {error.strerror}.", err=True)
            ctx.exit(UNUSABLE)


def _open_standard_files() -> None:
    """Have nothing in the place of each standard file that is closed: any other file could take it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8"))  # noqa: PTH123, SIM115


def _end_with(status: Any) -> None:
    """End the process soon after the main thread has ended, if it still goes on then."""
    threading.main_thread().join()
    sleep(LEAVING)
    os._exit(status if isinstance(status, int) else 1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pytest-vapi-contract", prog_name="vapi-contract")
def main() -> None:
    """Contract tests for Vapi webhooks."""
