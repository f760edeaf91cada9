"""
Options and arguments that several commands have.
"""

import shlex
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..delivery import Credentials, Handler

Command = Callable[..., Any]

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
        type=click.FloatRange(0, min_open=True),
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
#: Option -> what `Bearer` calls it.
BEARER = {"bearer_header": "header", "bearer_prefix": "prefix"}
#: Option -> what `Hmac` calls it.
HMAC = {
    "hmac_algorithm": "algorithm",
    "hmac_encoding": "encoding",
    "hmac_payload": "payload",
    "hmac_header": "signature_header",
    "hmac_timestamp_header": "timestamp_header",
    "hmac_id_header": "id_header",
    "hmac_prefix": "prefix",
    "hmac_base64_secret": "secret_is_base64",
}
#: What must not be shown.
SECRETS = frozenset({"secret", "bearer", "hmac"})
NAMES = ("path", "allow_remote", "timeout", "headers", "secret", "bearer", "hmac", *BEARER, *HMAC)


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
    words = ["vapi-contract", "check", target]
    for name in (*NAMES, "revision", "state", "reset"):
        words += _words(name, options[name])
    return f"{shlex.join(words)} --replay "


def _words(name: str, value: Any) -> list[str]:
    """
    An option as it is written; a secret that was given as such comes from the environment.
    """
    if value in (None, False, ()) or (name, value) == ("path", "/"):
        return []
    option = f"--{name.replace('_', '-')}"
    if name == "headers":
        return [word for each in value for word in ("--header", _hidden_header(each))]
    if name in SECRETS:
        return [option, value if value.startswith("env:") else "env:VAPI_SECRET"]
    return [option] if value is True else [option, str(value)]


def _hidden_header(header: str) -> str:
    from ..delivery.exchange import CREDENTIAL_NAME

    name, _, value = header.partition(":")
    hidden = CREDENTIAL_NAME.search(name) and not value.strip().startswith("env:")
    return f"{name}: env:VAPI_SECRET" if hidden else header


def handler_from(target: str, options: dict[str, Any]) -> "Handler":
    """
    The handler that the options describe; they are taken out of `options`.
    """
    from ..delivery import as_handler

    given = {name: options.pop(name) for name in NAMES}
    credentials = credentials_from(target, given)
    limits = {"timeout": given["timeout"]} if given["timeout"] else {}
    return as_handler(
        target,
        path=given["path"],
        headers=_headers(given["headers"]),
        secret=given["secret"],
        credentials=credentials,
        allow_remote=given["allow_remote"],
        **limits,
    )


def credentials_from(target: str, given: dict[str, Any]) -> "Credentials | None":
    """
    The bearer token or the signature that was asked for.
    """
    from ..delivery import Bearer, Hmac
    from ..delivery.credentials import resolve_secret

    _check_credentials(given)
    if given["bearer"]:
        return Bearer(resolve_secret(given["bearer"]), **_chosen(given, BEARER))
    if given["hmac"]:
        options = _chosen(given, HMAC)
        if "timestamp_header" in options:
            options["timestamp_header"] = options["timestamp_header"] or None
        if "://" in target:
            options["url"] = "/".join(target.split("/", 3)[:3])
        return Hmac(resolve_secret(given["hmac"]), **options)
    return None


def _check_credentials(given: dict[str, Any]) -> None:
    kinds = [f"--{name}" for name in ("secret", "bearer", "hmac") if given[name]]
    if len(kinds) > 1:
        raise click.UsageError(f"{' and '.join(kinds)} do not go together: a webhook has one credential.")
    for name, options in (("bearer", BEARER), ("hmac", HMAC)):
        without = [
            f"--{option.replace('_', '-')}" for option in _chosen(given, {each: each for each in options})
        ]
        if without and not given[name]:
            raise click.UsageError(f"{without[0]} means nothing without --{name}.")


def _chosen(given: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {name: given[option] for option, name in names.items() if given[option] not in (None, False)}


def _headers(given: Sequence[str]) -> dict[str, str]:
    from ..delivery.credentials import resolve_secret

    headers = {}
    for each in given:
        name, colon, value = each.partition(":")
        if not colon or not name.strip():
            raise click.UsageError(f"--header is NAME:VALUE, not {name!r}.")
        headers[name.strip()] = resolve_secret(value.strip())
    return headers
