"""Options and arguments that several commands have."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from ..option_table import ALLOW_REMOTE, PATH, REVISION, SEED, SIGNING, TIMEOUT, FrontEndOption
from ..parse_duration import seconds_of

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..delivery import HandlerKeywords

Command = Callable[..., Any]


class Duration(click.FloatRange):
    """A duration, such as 90s, 10m or 2h; a number alone is one of seconds."""

    def __init__(self) -> None:
        super().__init__(0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds that a text is."""
        try:
            return seconds_of(str(value))
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


def click_option(option: FrontEndOption) -> Command:
    """An option of the table, for click."""
    name, text = f"--{option.name}", option.help
    if option.metavar is None:
        return click.option(name, is_flag=True, help=text)
    if option.many:
        return _many(option)
    kind: Any = click.Choice(option.choices) if option.choices else None
    if option.duration:
        kind = Duration()
    if option.least is not None:
        kind = click.IntRange(option.least)
    metavar = None if option.choices else option.metavar
    shown = option.default is not None
    return click.option(
        name, type=kind, metavar=metavar, default=option.default, show_default=shown, help=text
    )


def _many(option: FrontEndOption) -> Command:
    """An option that can be repeated, or list several values with commas."""

    def listed(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(each for text in given for each in text.replace(",", " ").split()))
        for value in values:
            if option.choices and value not in option.choices:
                expected = f"{', '.join(map(repr, option.choices[:-1]))} or {option.choices[-1]!r}"
                raise click.BadParameter(f"must be {expected}, not {value!r}.")
        return values

    text = f"{option.help} Can be repeated."
    name = f"--{option.name}"
    return click.option(
        name, option.keyword, multiple=True, metavar=option.metavar, help=text, callback=listed
    )


revision_option = click_option(REVISION)
seed_option = click_option(SEED)
type_argument = click.argument("type", metavar="TYPE")

#: How to reach a handler, and how to sign what is sent to it. A secret may be given as `env:NAME`.
HANDLER_OPTIONS = (
    click_option(PATH),
    click_option(ALLOW_REMOTE),
    click_option(TIMEOUT),
    click.option(
        "--header",
        "headers",
        multiple=True,
        metavar="NAME:VALUE",
        help="Header for every request, like `server.headers`; VALUE may be env:NAME. Can be repeated.",
    ),
    *map(click_option, SIGNING),
)
#: What the options above are called, but for those that say how to sign.
NAMES = ("path", "allow_remote", "timeout", "headers")


def handler_options(command: Command) -> Command:
    """Give a command the options that say how to reach a handler, and how to sign what is sent to it."""
    return with_options(HANDLER_OPTIONS, command)


def with_options(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    """Give a command some options; `--help` lists them in this order."""
    return reduce(lambda command, option: option(command), reversed(options), command)


def replay_command(target: str, options: Mapping[str, Any]) -> str:
    """The command that repeats an exchange with the same handler, up to its id."""
    from ..conformance import replay_command
    from ..option_table import REPEATING

    given = {name: options.get(name.replace("-", "_")) for name in REPEATING}
    path = None if options["path"] == PATH.default else options["path"]
    given |= {"path": path, "header": options["headers"], "seed": options["seed"] or None}
    return replay_command(["vapi-contract", "check", target], given)


def handler_keywords(target: str, options: dict[str, Any]) -> "HandlerKeywords":
    """The options of `as_handler`, made from these; they are removed from `options`."""
    from ..delivery.credential_options import credentials_of

    given = {name: options.pop(name) for name in (*NAMES, *(each.key for each in SIGNING))}
    keywords: HandlerKeywords = {
        "path": given["path"],
        "headers": _headers(given["headers"]),
        "secret": given["secret"],
        "credentials": credentials_of(target, given),
        "allow_remote": given["allow_remote"],
    }
    if given["timeout"]:
        keywords["timeout"] = given["timeout"]
    return keywords


def _headers(given: Sequence[str]) -> dict[str, str]:
    from ..delivery.credentials import resolve_secret

    headers: dict[str, str] = {}
    for each in given:
        name, colon, value = each.partition(":")
        if not colon or not name.strip():
            raise click.UsageError(f"--header must be NAME:VALUE, not {name!r}.")
        headers[name.strip()] = resolve_secret(value.strip())
    return headers
