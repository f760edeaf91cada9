"""What the options of a session say, and what is made from them."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from ..option_table import (
    ALLOW_INCOMPLETE,
    ALLOW_REMOTE,
    BASELINE,
    MAX_EXAMPLES,
    MAX_EXCHANGES,
    MAX_LATENCY,
    NO_CACHE,
    ON_INVALID,
    SECRETS,
    SEED,
    SIGNING,
    TIME_BUDGET,
    TIMEOUT,
    TOOLS,
    FrontEndOption,
)
from . import option_values
from .options import FUZZ, MUTATIONS, OPTIONS, PER_TYPE, WRITE_BASELINE, dest_of, value_of

if TYPE_CHECKING:  # at run time they are imported where they are needed: that keeps every other session quick
    from ..checks import Check, OnInvalid, Read, Reset, State
    from ..conformance import RunOptions
    from ..contract import Contract
    from ..delivery import Credentials, Handler, HandlerKeywords
    from ..findings.baseline import Baseline
    from ..fuzzing.options import FuzzOptions
    from ..masking.mask import Mask
    from ..mutations import Mutation

#: The options that can have several values.
LISTS = tuple(each for each in OPTIONS if each.many)


class SessionOptions:
    """The options of a session, and what is made from them when it is first needed."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.mutations = option_values.choice(MUTATIONS, values["mutations"])
        self.handler_name = values["handler"] or ""
        self.path = values["path"]
        self.allow_remote = option_values.given(ALLOW_REMOTE, values["allow-remote"])
        self.timeout = option_values.seconds(TIMEOUT, values["timeout"])
        self.time_budget = option_values.seconds(TIME_BUDGET, values["time-budget"])
        self.secret = values["secret"] or None
        self._signing = {each.key: option_values.given(each, values[each.name]) for each in SIGNING}
        self.revision = values["revision"] or None
        self.per_type = option_values.given(PER_TYPE, values["per-type"])
        self.on_invalid: OnInvalid = option_values.choice(ON_INVALID, values["on-invalid"])
        self._lists = {each.keyword: option_values.listed(each, values[each.name]) for each in LISTS}
        self.max_examples = option_values.number(MAX_EXAMPLES, values["max-examples"])
        self.max_latency = option_values.seconds(MAX_LATENCY, values["max-latency"])
        self.seed = option_values.number(SEED, values["seed"])
        self.allow_incomplete = option_values.given(ALLOW_INCOMPLETE, values["allow-incomplete"])
        self.cache = not option_values.given(NO_CACHE, values["no-cache"])
        self.fuzz = option_values.seconds(FUZZ, values["fuzz"])
        self.max_exchanges = (
            option_values.number(MAX_EXCHANGES, values["max-exchanges"]) if values["max-exchanges"] else None
        )
        self.databases = tuple(
            each.strip() for each in (values["database"] or "").splitlines() if each.strip()
        )
        self.baseline_to_write = Path(values["write-baseline"]) if values["write-baseline"] else None
        self.baseline = None if self.baseline_to_write else values["baseline"] or None
        self.tools = values["tools"] or None
        self.report = values["report"]
        self.replay = values["replay"]
        self._state_name, self._reset_name = values["state"], values["reset"]
        self._read_name = values["read"]

    @cached_property
    def contract(self) -> "Contract":
        """The contract of the chosen revision."""
        from ..contract import shipped

        return shipped(self.revision)

    @cached_property
    def handler(self) -> "Handler":
        """The handler. It starts with its first request."""
        from ..delivery import as_handler, handler_of  # the options of a run come with all that a run needs

        if self.tools is not None:
            return handler_of(self.handler_name, self.run_options)
        return as_handler(self.handler_name, **self._reached)

    @cached_property
    def run_options(self) -> "RunOptions":
        """What a run does, as far as the session says it."""
        from ..conformance import RunOptions, with_settings

        options = RunOptions(
            **self._reached,
            contract=self.contract,
            on_invalid=self.on_invalid,
            max_examples=self.max_examples,
            seed=self.seed,
            time_budget=self.time_budget,
            state=self.state,
            reset=self.reset,
            read=self.read,
            allow_incomplete=self.allow_incomplete,
            max_latency=self.max_latency,
            cache=self.cache,
            baseline=self.baseline,
            tools=self.tools,
        )
        options = options.updated({name: names for name, names in self._lists.items() if names})
        return with_settings(options, self.handler_name)

    def search_options(self, shard: str | None) -> "FuzzOptions":
        """What a search does, or a part of one."""
        from ..fuzzing.options import FuzzOptions

        run: dict[str, Any] = {
            each.name: getattr(self.run_options, each.name) for each in fields(self.run_options)
        }
        database = self.databases if self.cache and self.databases else None
        run |= {"time_budget": self.fuzz, "max_exchanges": self.max_exchanges}
        return FuzzOptions(**run, shard=shard, database=database)

    def check_search(self, parts: int) -> None:
        """See to it that a search can be made in this number of parts. Raises an error of ours if not."""
        from ..errors import BadOption
        from ..fuzzing.handler_fuzz import memory_of

        if parts > 1 and self.baseline_to_write is not None:
            advice = "Each worker would write the file: run pytest without -n."
            raise BadOption(WRITE_BASELINE.name, str(self.baseline_to_write), advice)
        memory_of(self.search_options(None))
        _ = self.handler, self.types, self.asked_checks

    @property
    def _reached(self) -> "HandlerKeywords":
        """How to reach the handler, and what to sign with."""
        keywords: HandlerKeywords = {
            "path": self.path,
            "secret": self.secret,
            "credentials": self.credentials,
            "allow_remote": self.allow_remote,
        }
        return keywords if self.timeout is None else {**keywords, "timeout": self.timeout}

    @cached_property
    def checks(self) -> "tuple[Check, ...]":
        """The checks that were asked for, as far as they have anything to send to the handler."""
        from ..checks import concerns

        given = {
            "with_state": self.state is not None,
            "with_read": self.read is not None,
            "with_tools": self.tools is not None,
        }
        return tuple(each for each in self.asked_checks if concerns(each, self.handler, **given))

    @cached_property
    def asked_checks(self) -> "tuple[Check, ...]":
        """The checks that were asked for."""
        from ..checks import selected

        return selected(
            self._lists["checks"] or None,
            skipped=self._lists["skip_checks"],
            on_invalid=self.on_invalid,
            acted_on=self._lists["handles"],
        )

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The message types that were asked for, in the order in which they are checked."""
        from ..case_sources.type_order import in_order

        asked = self._lists["types"]
        for type in (*asked, *self._lists["handles"]):
            self.contract.check_type(type)
        if self.tools is not None and not asked and self.run_options.types is not None:
            return tuple(self.run_options.types)
        return asked or in_order(self.contract.message_types)

    @cached_property
    def known(self) -> "Baseline":
        """What is accepted already in the baseline that is to be written."""
        from ..findings.settled_findings import known_in

        return known_in(self.baseline_to_write)

    @cached_property
    def credentials(self) -> "Credentials | None":
        """The bearer token or the signature that was asked for."""
        from ..delivery.credential_options import credentials_of

        return credentials_of(self.handler_name, self._signing, dashes="--vapi-")

    @cached_property
    def state(self) -> "State | None":
        """What tells the user's state."""
        return option_values.function("state", self._state_name)

    @cached_property
    def reset(self) -> "Reset | None":
        """What brings the user's state back."""
        return option_values.function("reset", self._reset_name)

    @cached_property
    def read(self) -> "Read | None":
        """What reads the user's text of a turn."""
        return option_values.function("read", self._read_name)

    @cached_property
    def masks(self) -> "tuple[Mask, ...]":
        """What hides the secrets that were given."""
        secrets = [self._signing[name] for name in SECRETS if self._signing[name]]
        if not secrets:
            return ()
        from ..delivery.credentials import resolve_secret
        from ..errors import SecretNotSet
        from ..masking.mask import masks_for

        try:
            return tuple(mask for secret in secrets for mask in masks_for(resolve_secret(secret)))
        except SecretNotSet:
            return ()

    def close(self) -> None:
        """End the handler, if there is one."""
        if "handler" in vars(self):
            self.handler.close()

    def mutations_of(self, type: str) -> "Sequence[Mutation]":
        """The mutations that the fixture of a message type goes through."""
        from ..mutations import all_mutations, representative_mutations

        self.contract.check_type(type)
        chosen = all_mutations if self.mutations == "all" else representative_mutations
        return chosen(self.contract, type)


GIVEN = pytest.StashKey[SessionOptions]()


def given_in(config: pytest.Config) -> SessionOptions:
    """What the command line says, and where it says nothing, the settings."""
    values = {each.name: value_of(config, each) for each in OPTIONS}
    given = [config.getoption(dest_of(each)) for each in (BASELINE, WRITE_BASELINE)]
    if all(given):
        raise pytest.UsageError(
            "--vapi-write-baseline cannot be combined with --vapi-baseline: "
            "it keeps the entries of its own file."
        )
    files = (BASELINE, WRITE_BASELINE, TOOLS)
    return SessionOptions(values | {each.name: _file(config, each) for each in files})


def _file(config: pytest.Config, file: FrontEndOption) -> str | None:
    """The path of a file, from where pytest was started, or from where the setting is."""
    option: str | None = config.getoption(dest_of(file))
    if option is not None:
        return str(config.invocation_params.dir / option)
    setting: str | None = config.getini(dest_of(file))
    return str(config.rootpath / setting) if setting else None


def replay_command(config: pytest.Config, test: str = "") -> str:
    """
    The command that repeats an exchange of a test, or of none, up to the replay id.

    It has the options that were given; those of the settings need not be repeated.
    """
    from ..conformance import replay_command

    given = {each.name: _once_or_more(config.getoption(dest_of(each))) for each in OPTIONS}
    flags = {each.name: bool(given[each.name]) for each in OPTIONS if each.metavar is None}
    words = ["pytest", *([test] if test else [])]
    return replay_command(words, given | flags, start="--vapi-", joint="=")


def _once_or_more(value: Any) -> Any:
    """What was given; as a tuple, if the option can be repeated."""
    return tuple(cast("list[str]", value)) if isinstance(value, list) else value


@contextmanager
def usage_errors() -> Generator[None, None, None]:
    """What a user can put right ends the session with one line, and with exit status 4."""
    from ..errors import ContractError

    try:
        yield
    except ContractError as error:
        raise pytest.UsageError(str(error)) from error
