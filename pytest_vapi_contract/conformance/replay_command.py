"""The command that repeats an exchange with the same handler, in every front end."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from ..contract.message_types import TOOL_CALLS
from ..delivery.time_limits import TIMEOUT
from ..masking.mask import CREDENTIAL_NAME
from ..option_table import REPEATING, SECRETS
from ..wire_text import wire_text
from .run_options import RunOptions

#: The placeholder for a secret that was given directly.
HIDDEN = "env:VAPI_SECRET"


def replay_command(
    command: Sequence[str], given: Mapping[str, Any], *, start: str = "--", joint: str = " "
) -> str:
    """
    The command up to the id of the exchange, with the options that were given, by their names.

    None, False and nothing mean that an option was not given; True is that of a flag. `start` is how
    options begin, and `joint` is between name and value. No secret is in it.
    """
    options = [f"{start}{word}" for name in REPEATING for word in _words(name, given.get(name), joint)]
    return " ".join([*map(shlex.quote, command), *options, f"{start}replay{joint}"])


def command_for(handler: Any, options: RunOptions) -> str:
    """The command for a handler that is checked from Python; nothing where the shell has no words for it."""
    if not isinstance(handler, str) or _is_of_python(options):
        return ""
    headers = options.headers or {}
    given = {
        "path": None if options.path == "/" else options.path,
        "allow-remote": options.allow_remote,
        "timeout": None if options.timeout == TIMEOUT else options.timeout,
        "max-latency": options.max_latency,
        "handles": tuple(each for each in options.handles if options.tools is None or each != TOOL_CALLS),
        "tools": str(options.tools) if isinstance(options.tools, str | PurePath) else None,
        "header": tuple(f"{name}: {wire_text(value)}" for name, value in headers.items()),
        "secret": options.secret,
        "revision": options.revision,
        "seed": options.seed or None,
    }
    return replay_command(["vapi-contract", "check", handler], given)


def _is_of_python(options: RunOptions) -> bool:
    """Whether an option has a value that has no place in a shell."""
    values = (options.credentials, options.contract, options.state, options.reset, options.read, options.kind)
    if options.tools is not None and not isinstance(options.tools, str | PurePath):
        return True
    return any(value is not None for value in values) or not options.envelope


def _words(name: str, value: tuple[Any, ...] | str | float | None, joint: str) -> Iterator[str]:
    """An option as it is written, once for each of its values."""
    if value is True:
        yield name
    elif value not in (None, False):
        for each in value if isinstance(value, tuple) else (value,):
            yield f"{name}{joint}{shlex.quote(_shown(name, str(each)))}"


def _shown(name: str, value: str) -> str:
    """The value of an option; a secret that was given as such comes from the environment."""
    if name in SECRETS:
        return value if value.startswith("env:") else HIDDEN
    if name == "header":
        header, _, text = value.partition(":")
        hidden = CREDENTIAL_NAME.search(header) and not text.strip().startswith("env:")
        return f"{header}: {HIDDEN}" if hidden else value
    return value
