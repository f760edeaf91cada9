"""
What the options of a session say.
"""

import shlex
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # at run time they are imported where they are needed: that keeps every other session quick
    from ..checks import Reset, State
    from ..conformance import Session
    from ..contract import Contract
    from ..delivery import Credentials, Handler
    from ..delivery.masking import Mask
    from ..mutations import Mutation

#: Option and setting, what it takes (None for a flag), its default, and what it is for.
OPTIONS: tuple[tuple[str, str | None, str | None, str], ...] = (
    ("handler", "TARGET", "", "the webhook: 'module:attribute', 'module:factory()' or a URL; items check it"),
    ("path", "PATH", "/", "the path of the webhook"),
    ("secret", "SECRET", "", "sent as X-Vapi-Secret; env:NAME takes it from the environment"),
    ("bearer", "TOKEN", None, "sent as Authorization: Bearer; may be env:NAME"),
    ("bearer-header", "NAME", None, "another header for the token"),
    ("bearer-prefix", "TEXT", None, "what stands before the token; may be empty"),
    ("hmac", "SECRET", None, "sign with this key; may be env:NAME"),
    ("hmac-algorithm", "NAME", None, "sha1, sha256 or sha512; sha256 if unsaid"),
    ("hmac-encoding", "NAME", None, "hex or base64; hex if unsaid"),
    ("hmac-payload", "FORMAT", None, "what is signed; {timestamp}.{body} if unsaid"),
    ("hmac-header", "NAME", None, "for the signature; x-signature if unsaid"),
    ("hmac-timestamp-header", "NAME", None, "x-timestamp if unsaid; empty for none"),
    ("hmac-id-header", "NAME", None, "for an id of the message; none if unsaid"),
    ("hmac-prefix", "TEXT", None, "what stands before the signature, such as sha256="),
    ("hmac-base64-secret", None, None, "the key is given in base64 (in the settings: yes)"),
    ("revision", "DATE", "", "the revision of the contract, the newest by default"),
    ("max-examples", "N", "100", "at most so many messages of one kind for each message type"),
    ("mutations", "SET", "representative", "the mutations of fixtures: 'representative' or 'all'"),
    ("seed", "N", "0", "another seed gives other messages"),
    ("allow-incomplete", None, None, "pass although parts of the check did not run (in the settings: yes)"),
    ("report", "FILE", "", "write what was found into a JSON file"),
    ("state", "TARGET", "", "'module:function' that tells your state; then effects are checked, too"),
    ("reset", "TARGET", "", "'module:function' that brings your state back, before each exchange"),
    (
        "replay",
        "ID",
        "",
        "repeat one exchange, by the text that stands for it in a finding, and nothing else",
    ),
)


#: Those that say how to sign, and those whose value must not be shown.
SIGNING = ("secret", *(name for name, *_ in OPTIONS if name.startswith(("bearer", "hmac"))))
SECRETS = ("secret", "bearer", "hmac")
#: Those that take no value, and what says yes to them in the settings.
FLAGS = frozenset(name.replace("-", "_") for name, metavar, *_ in OPTIONS if metavar is None)
YES = frozenset({"yes", "true", "on", "1"})


class SessionOptions:
    """
    What the options of a session say, and what they stand for, made when it is first needed.
    """

    # Not a dataclass: to make one costs half a millisecond of every session.
    def __init__(self, values: Mapping[str, Any]) -> None:
        if values["mutations"] not in ("representative", "all"):
            raise pytest.UsageError(
                f"--vapi-mutations is 'representative' or 'all', not {values['mutations']!r}."
            )
        self.handler_name = values["handler"]
        self.path = values["path"]
        self.secret = values["secret"] or None
        self._signing = {name.replace("-", "_"): values[name] for name in SIGNING}
        self.revision = values["revision"] or None
        self.max_examples = _number("max-examples", values["max-examples"], least=1)
        self.mutations = values["mutations"]
        self.seed = _number("seed", values["seed"], least=0)
        self.allow_incomplete = (values["allow-incomplete"] or "").lower() in YES
        self.report = values["report"]
        self.replay = values["replay"]
        self.types: frozenset[str] = frozenset()  #: Of which there are items.
        self._state_name, self._reset_name = values["state"], values["reset"]

    @cached_property
    def contract(self) -> "Contract":
        """
        The contract of the chosen revision.
        """
        from ..contract import Contract

        return Contract.load(self.revision)

    @cached_property
    def handler(self) -> "Handler":
        """
        The handler. It starts with its first request.
        """
        from ..delivery import as_handler

        return as_handler(self.handler_name, path=self.path, secret=self.secret, credentials=self.credentials)

    @cached_property
    def credentials(self) -> "Credentials | None":
        """
        The bearer token or the signature that was asked for.
        """
        from ..delivery.credential_options import credentials_of

        flags = {name: (value or "").lower() in YES for name, value in self._signing.items() if name in FLAGS}
        return credentials_of(self.handler_name, self._signing | flags, dashes="--vapi-")

    @cached_property
    def state(self) -> "State | None":
        """
        What tells the user's state.
        """
        return _function("state", self._state_name)

    @cached_property
    def reset(self) -> "Reset | None":
        """
        What brings the user's state back.
        """
        return _function("reset", self._reset_name)

    @cached_property
    def session(self) -> "Session":
        """
        What has been sent to the handler, and what came of it.
        """
        from ..conformance import Session

        return Session(
            self.handler,
            self.contract,
            max_examples=self.max_examples,
            seed=self.seed,
            state=self.state,
            reset=self.reset,
            types=self.types,
            allow_incomplete=self.allow_incomplete,
        )

    @cached_property
    def masks(self) -> "tuple[Mask, ...]":
        """
        What hides the secrets that were given.
        """
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
        """
        End the handler, if there is one.
        """
        if "handler" in vars(self):
            self.handler.close()

    def mutations_of(self, type: str) -> "Sequence[Mutation]":
        """
        The mutations that the fixture of a message type goes through.
        """
        from ..mutations import all_mutations, representative_mutations

        chosen = all_mutations if self.mutations == "all" else representative_mutations
        return chosen(self.contract, type)


GIVEN = pytest.StashKey[SessionOptions]()


def add_options(parser: pytest.Parser) -> None:
    """
    Add each option, and a setting of the same name.
    """
    group = parser.getgroup("vapi-contract", "contract tests for Vapi webhooks")
    for name, metavar, default, purpose in OPTIONS:
        help = f"{purpose}{f' (default: {default})' if default else ''}"
        kind = {"action": "store_const", "const": "yes"} if metavar is None else {"metavar": metavar}
        group.addoption(f"--vapi-{name}", dest=_dest(name), default=None, help=help, **kind)
        parser.addini(_dest(name), help, default=default)


def given_in(config: pytest.Config) -> SessionOptions:
    """
    What the command line says, and where it says nothing, the settings.
    """
    return SessionOptions({name: _value(config, name) for name, *_ in OPTIONS})


def replay_command(config: pytest.Config, test: str = "") -> str:
    """
    The command that repeats an exchange of a test, or of none, up to the text that stands for it.

    It has the options that were given; what stands in the settings need not be said again.
    """
    words = ["pytest", *([shlex.quote(test)] if test else [])]
    for name in ("handler", "path", *SIGNING, "revision", "state", "reset"):
        value = config.getoption(_dest(name))
        if value is not None:
            shown = value if name not in SECRETS or value.startswith("env:") else "env:VAPI_SECRET"
            words.append(
                f"--vapi-{name}" + ("" if name.replace("-", "_") in FLAGS else f"={shlex.quote(shown)}")
            )
    return " ".join([*words, "--vapi-replay="])


@contextmanager
def usage_errors() -> Generator[None, None, None]:
    """
    What a user can put right ends the session with one line, and with exit status 4.
    """
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


def _number(name: str, text: str, *, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise pytest.UsageError(f"--vapi-{name} is a whole number from {least} on, not {text!r}.")
    return int(text)


def _function(name: str, target: str) -> Callable[[], Any] | None:
    """
    The function that an option names; None if it names none.
    """
    if not target:
        return None
    from ..delivery.import_string import load

    found = load(target)
    if not callable(found):
        raise pytest.UsageError(f"--vapi-{name} is the name of a function, and {target!r} is none.")
    function: Callable[[], Any] = found
    return function
