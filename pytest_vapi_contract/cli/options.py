"""
Options and arguments that several commands have.
"""

import math
import shlex
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..delivery import Handler

Command = Callable[..., Any]


class Seconds(click.FloatRange):
    """
    A number of seconds above zero. Click by itself takes `nan` and `inf` for numbers in any range.
    """

    def __init__(self) -> None:
        super().__init__(0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """
        The number that a text is.
        """
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return number


revision_option = click.option(
    "--revision", metavar="DATE", help="Revision of the contract; the newest by default."
)
seed_option = click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed gives other messages."
)
type_argument = click.argument("type", metavar="TYPE")

#: How to reach a handler, and how to sign what is sent to it. A secret may be given as `env:NAME`.
HANDLER_OPTIONS = (
    click.option("--path", default="/", show_default=True, help="Path of the webhook."),
    click.option("--allow-remote", is_flag=True, help="A URL may lead off this machine."),
    click.option(
        "--timeout",
        type=Seconds(),
        metavar="SECONDS",
        help="How long to wait for a reply; Vapi's own limit by default.",
    ),
    click.option(
        "--header",
        "headers",
        multiple=True,
        metavar="NAME:VALUE",
        help="Sent with everything, as `server.headers`; VALUE may be env:NAME. May be repeated.",
    ),
    click.option(
        "--secret", metavar="SECRET", help="Sent as X-Vapi-Secret; env:NAME takes it from the environment."
    ),
    click.option("--bearer", metavar="TOKEN", help="Sent as Authorization: Bearer; may be env:NAME."),
    click.option("--bearer-header", metavar="NAME", help="Another header for the token."),
    click.option("--bearer-prefix", metavar="TEXT", help="What stands before the token; may be empty."),
    click.option("--hmac", metavar="SECRET", help="Sign with this key; may be env:NAME."),
    click.option(
        "--hmac-algorithm", type=click.Choice(["sha1", "sha256", "sha512"]), help="sha256 if unsaid."
    ),
    click.option("--hmac-encoding", type=click.Choice(["hex", "base64"]), help="hex if unsaid."),
    click.option("--hmac-payload", metavar="FORMAT", help="What is signed: {timestamp}.{body} if unsaid."),
    click.option("--hmac-header", metavar="NAME", help="For the signature: x-signature if unsaid."),
    click.option("--hmac-timestamp-header", metavar="NAME", help="x-timestamp if unsaid; empty for none."),
    click.option("--hmac-id-header", metavar="NAME", help="For an id of the message; none if unsaid."),
    click.option("--hmac-prefix", metavar="TEXT", help="What stands before the signature, such as sha256=."),
    click.option("--hmac-base64-secret", is_flag=True, help="The key is given in base64."),
)
#: What the options above are called, but for those that say how to sign.
NAMES = ("path", "allow_remote", "timeout", "headers")


def handler_options(command: Command) -> Command:
    """
    Give a command the options that say how to reach a handler, and how to sign what is sent to it.
    """
    for option in reversed(HANDLER_OPTIONS):
        command = option(command)
    return command


def replay_command(target: str, options: dict[str, Any]) -> str:
    """
    The command that repeats an exchange with the same handler, up to the text that stands for it.
    """
    from ..delivery.credential_options import SIGNING

    words = ["vapi-contract", "check", target]
    for name in (*NAMES, *SIGNING, "revision", "state", "reset"):
        words += _words(name, options[name])
    return f"{shlex.join(words)} --replay "


def _words(name: str, value: Any) -> list[str]:
    """
    An option as it is written; a secret that was given as such comes from the environment.
    """
    from ..delivery.credential_options import KINDS

    if value in (None, False, ()) or (name, value) == ("path", "/"):
        return []
    option = f"--{name.replace('_', '-')}"
    if name == "headers":
        return [word for each in value for word in ("--header", _hidden_header(each))]
    if name in KINDS:
        return [option, value if value.startswith("env:") else "env:VAPI_SECRET"]
    return [option] if value is True else [option, str(value)]


def _hidden_header(header: str) -> str:
    from ..delivery.masking import CREDENTIAL_NAME

    name, _, value = header.partition(":")
    hidden = CREDENTIAL_NAME.search(name) and not value.strip().startswith("env:")
    return f"{name}: env:VAPI_SECRET" if hidden else header


def handler_from(target: str, options: dict[str, Any]) -> "Handler":
    """
    The handler that the options describe; they are taken out of `options`.
    """
    from ..delivery import as_handler
    from ..delivery.credential_options import SIGNING, credentials_of

    given = {name: options.pop(name) for name in (*NAMES, *SIGNING)}
    limits = {"timeout": given["timeout"]} if given["timeout"] else {}
    return as_handler(
        target,
        path=given["path"],
        headers=_headers(given["headers"]),
        secret=given["secret"],
        credentials=credentials_of(target, given),
        allow_remote=given["allow_remote"],
        **limits,
    )


def _headers(given: Sequence[str]) -> dict[str, str]:
    from ..delivery.credentials import resolve_secret

    headers: dict[str, str] = {}
    for each in given:
        name, colon, value = each.partition(":")
        if not colon or not name.strip():
            raise click.UsageError(f"--header is NAME:VALUE, not {name!r}.")
        headers[name.strip()] = resolve_secret(value.strip())
    return headers
