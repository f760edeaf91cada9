"""What the options of a session say."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from ..option_table import (
    ALLOW_INCOMPLETE,
    MAX_EXAMPLES,
    NO_CACHE,
    PATH,
    REPLAY,
    RESET,
    REVISION,
    SECRETS,
    SEED,
    SIGNING,
    STATE,
    FrontEndOption,
)

if TYPE_CHECKING:  # at run time they are imported where they are needed: that keeps every other session quick
    from ..checks import Reset, State
    from ..conformance import RunOptions, Session
    from ..contract import Contract
    from ..delivery import Credentials, Handler
    from ..delivery.masking import Mask
    from ..mutations import Mutation

#: Each option, and the setting of the same name.
OPTIONS = (
    FrontEndOption("handler", "Webhook to check: 'module:attribute', 'module:factory()' or a URL.", "TARGET"),
    PATH,
    *SIGNING,
    REVISION,
    MAX_EXAMPLES,
    FrontEndOption(
        "mutations",
        "Mutations of the fixtures: 'representative' or 'all'.",
        "SET",
        "representative",
        choices=("representative", "all"),
    ),
    SEED,
    ALLOW_INCOMPLETE,
    FrontEndOption("report", "Write the findings to a JSON file.", "FILE"),
    STATE,
    RESET,
    REPLAY,
    NO_CACHE,
)
#: What says yes to a flag in the settings.
YES = frozenset({"yes", "true", "on", "1"})


class SessionOptions:
    """What the options of a session say, and what they stand for, made when it is first needed."""

    # Not a dataclass: to make one costs half a millisecond of every session.
    def __init__(self, values: Mapping[str, Any]) -> None:
        self.mutations = _choice("mutations", values["mutations"], ("representative", "all"))
        self.handler_name = values["handler"] or ""
        self.path = values["path"]
        self.secret = values["secret"] or None
        self._signing = {each.key: _given(each, values[each.name]) for each in SIGNING}
        self.revision = values["revision"] or None
        self.max_examples = _number(MAX_EXAMPLES, values["max-examples"])
        self.seed = _number(SEED, values["seed"])
        self.allow_incomplete = _given(ALLOW_INCOMPLETE, values["allow-incomplete"])
        self.cache = not _given(NO_CACHE, values["no-cache"])
        self.report = values["report"]
        self.replay = values["replay"]
        self.types: frozenset[str] = frozenset()  #: Of which there are items.
        self._state_name, self._reset_name = values["state"], values["reset"]

    @cached_property
    def contract(self) -> "Contract":
        """The contract of the chosen revision."""
        from ..contract import Contract

        return Contract.load(self.revision)

    @cached_property
    def handler(self) -> "Handler":
        """The handler. It starts with its first request."""
        from ..delivery import as_handler  # the options of a run come with all that a run needs

        return as_handler(self.handler_name, path=self.path, secret=self.secret, credentials=self.credentials)

    @cached_property
    def run_options(self) -> "RunOptions":
        """What a run does, as far as the session says it."""
        from ..conformance import RunOptions

        return RunOptions(
            path=self.path,
            secret=self.secret,
            credentials=self.credentials,
            contract=self.contract,
            max_examples=self.max_examples,
            seed=self.seed,
            state=self.state,
            reset=self.reset,
            allow_incomplete=self.allow_incomplete,
            cache=self.cache,
        )

    @cached_property
    def credentials(self) -> "Credentials | None":
        """The bearer token or the signature that was asked for."""
        from ..delivery.credential_options import credentials_of

        return credentials_of(self.handler_name, self._signing, dashes="--vapi-")

    @cached_property
    def state(self) -> "State | None":
        """What tells the user's state."""
        return _function("state", self._state_name)

    @cached_property
    def reset(self) -> "Reset | None":
        """What brings the user's state back."""
        return _function("reset", self._reset_name)

    @cached_property
    def session(self) -> "Session":
        """What has been sent to the handler, and what came of it."""
        from ..conformance import Session

        return Session(self.handler, self.run_options.updated({"types": self.types or None}))

    @cached_property
    def masks(self) -> "tuple[Mask, ...]":
        """What hides the secrets that were given."""
        secrets = [self._signing[name] for name in SECRETS if self._signing[name]]
        if not secrets:
            return ()
        from ..delivery.credentials import resolve_secret
        from ..delivery.masking import masks_for
        from ..errors import SecretNotSet

        try:
            return tuple(mask for secret in secrets for mask in masks_for(resolve_secret(secret)))
        except SecretNotSet:
            return ()

    def close(self) -> None:
        """End the handler, and keep what was prepared for it, if there is one."""
        if "session" in vars(self):
            self.session.close()
        if "handler" in vars(self):
            self.handler.close()

    def mutations_of(self, type: str) -> "Sequence[Mutation]":
        """The mutations that the fixture of a message type goes through."""
        from ..mutations import all_mutations, representative_mutations

        self.contract.check_type(type)
        chosen = all_mutations if self.mutations == "all" else representative_mutations
        return chosen(self.contract, type)


GIVEN = pytest.StashKey[SessionOptions]()


def add_options(parser: pytest.Parser) -> None:
    """Add each option, and a setting of the same name."""
    group = parser.getgroup("vapi-contract", "contract tests for Vapi webhooks")
    for each in OPTIONS:
        help = f"{each.help}{f' (default: {each.default})' if each.default else ''}"
        flag = each.metavar is None
        kind = {"action": "store_const", "const": "yes"} if flag else {"metavar": each.metavar}
        group.addoption(f"--vapi-{each.name}", dest=_dest(each.name), default=None, help=help, **kind)
        parser.addini(_dest(each.name), f"{help} (yes or no)" if flag else help, default=each.default)


def given_in(config: pytest.Config) -> SessionOptions:
    """What the command line says, and where it says nothing, the settings."""
    return SessionOptions({each.name: _value(config, each.name) for each in OPTIONS})


def replay_command(config: pytest.Config, test: str = "") -> str:
    """
    The command that repeats an exchange of a test, or of none, up to the text that stands for it.

    It has the options that were given; what stands in the settings need not be said again.
    """
    from ..conformance import replay_command

    given = {each.name: config.getoption(_dest(each.name)) for each in OPTIONS}
    flags = {each.name: bool(given[each.name]) for each in OPTIONS if each.metavar is None}
    words = ["pytest", *([test] if test else [])]
    return replay_command(words, given | flags, start="--vapi-", joint="=")


@contextmanager
def usage_errors() -> Generator[None, None, None]:
    """What a user can put right ends the session with one line, and with exit status 4."""
    from ..errors import ContractError

    try:
        yield
    except ContractError as error:
        raise pytest.UsageError(str(error)) from error


def _dest(name: str) -> str:
    return f"vapi_{name.replace('-', '_')}"


def _value(config: pytest.Config, name: str) -> str | None:
    option: str | None = config.getoption(_dest(name))
    setting: str | None = config.getini(_dest(name))
    return setting if option is None else option


def _given(option: FrontEndOption, value: str | None) -> Any:
    """What was given; for a flag whether it was."""
    return value if option.metavar is not None else (value or "").lower() in YES


def _choice(name: str, text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        expected = " or ".join(map(repr, choices))
        raise pytest.UsageError(f"--vapi-{name} must be {expected}, not {text!r}.")
    return text


def _number(option: FrontEndOption, text: str) -> int:
    if not text.isdecimal() or int(text) < (option.least or 0):
        raise pytest.UsageError(
            f"--vapi-{option.name} must be a whole number, at least {option.least}, not {text!r}."
        )
    return int(text)


def _function(name: str, target: str) -> Callable[[], Any] | None:
    """The function that an option names; None if it names none."""
    if not target:
        return None
    from ..delivery.import_string import load

    found = load(target)
    if not callable(found):
        raise pytest.UsageError(f"--vapi-{name} must name a function; {target!r} is not a function.")
    function: Callable[[], Any] = found
    return function
