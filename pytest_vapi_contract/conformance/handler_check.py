"""
Check a handler in one call.
"""

import shlex
from collections.abc import Iterable, Mapping
from typing import Any
from warnings import warn

from ..checks import OnInvalid, Report, Reset, State
from ..checks.leaks import SEARCH
from ..contract import Contract, newest
from ..delivery import Credentials, Handler, as_handler
from ..delivery.kinds import is_factory
from ..errors import BadOption, one_of
from ..option_errors import (
    FUNCTION,
    NAMES,
    SECONDS,
    TEXT,
    Demand,
    check_values,
    instance,
    optional,
    whole,
    with_known_options,
)
from .plan import MAX_EXAMPLES
from .progress import OnProgress
from .start import run_checks

ON_INVALID: tuple[OnInvalid, ...] = ("survive", "reject")
#: What the options of `check_handler` have to be; those of the handler are left to `as_handler`.
DEMANDS: Mapping[str, Demand] = {
    "revision": optional(TEXT),
    "contract": optional(instance(Contract, of="a Contract, as `Contract.load` returns it")),
    "types": optional(NAMES),
    "checks": optional(NAMES),
    "max_examples": whole(1),
    "seed": whole(0),
    "time_budget": optional(SECONDS),
    "state": optional(FUNCTION),
    "reset": optional(FUNCTION),
    "progress": optional(FUNCTION),
}


@with_known_options
def check_handler(
    handler: Any,
    *,
    path: str = "/",
    secret: str | None = None,
    credentials: Credentials | None = None,
    revision: str | None = None,
    contract: Contract | None = None,
    types: Iterable[str] | None = None,
    checks: Iterable[str] | None = None,
    on_invalid: OnInvalid = "survive",
    max_examples: int = MAX_EXAMPLES,
    seed: int = 0,
    time_budget: float | None = None,
    allow_incomplete: bool = False,
    handles: Iterable[str] = (),
    state: State | None = None,
    reset: Reset | None = None,
    allow_remote: bool = False,
    progress: OnProgress | None = None,
) -> Report:
    """
    Check a handler against the contract, and report everything that is wrong with it.

    `handler` is anything that `as_handler` takes; `path`, `secret`, `credentials` and `allow_remote` are its
    options. `types` and `checks` are names, all by default. What is invalid has to be survived;
    `on_invalid="reject"` demands that it is refused. At most `max_examples` messages of one kind and type
    are sent, and none after `time_budget` seconds: 30 by default, 120 for a slow handler. `handles` are
    further types that your handler acts on: more messages of these are sent. `reset` is called before each
    exchange, to bring your state back; in its place a function without parameters may be given as the
    handler, which makes a new one each time. `state` returns something comparable that tells your state.

    A run that could not send what every run sends is incomplete, and not `ok`, unless `allow_incomplete`.
    Raises `HandlerUnreachable`, `RouteNotFound` or `CredentialMissing` where no webhook answers.
    """
    check_values(locals(), DEMANDS)
    if on_invalid not in ON_INVALID:
        raise BadOption("on_invalid", on_invalid, one_of(on_invalid, ON_INVALID))
    contract = contract or (Contract.load(revision) if revision else newest())
    kind = "factory" if is_factory(handler) else None
    target = as_handler(
        handler, path=path, secret=secret, credentials=credentials, allow_remote=allow_remote, kind=kind
    )
    try:
        return run_checks(
            target,
            contract=contract,
            types=types,
            checks=checks,
            on_invalid=on_invalid,
            max_examples=max_examples,
            seed=seed,
            time_budget=time_budget,
            allow_incomplete=allow_incomplete,
            handles=handles,
            state=state,
            reset=_resets(reset, target) if kind else reset,
            progress=progress,
        )
    finally:
        if target is not handler:
            target.close()


def _resets(reset: Reset | None, handler: Handler) -> Reset:
    """
    What a factory adds to `reset`: the handler that is closed is made anew for the next exchange.
    """

    def renew() -> None:
        handler.close()
        if reset is not None:
            reset()

    return renew


def assert_handler_conforms(handler: Any, **options: Any) -> None:
    """
    The handler keeps the contract; the `AssertionError` lists every finding, or what did not run.

    The options are those of `check_handler`. Where the handler is named, each finding has a line for the
    shell that repeats its exchange.
    """
    __tracebackhide__ = True
    report = check_handler(handler, **options)
    if isinstance(handler, str) and not _OF_PYTHON & options.keys():
        report = report.with_replay(_replay_command(handler, options))
    for skip in report.skipped:
        if skip.what == SEARCH:  # a test that passes prints nothing, and this should be known all the same
            warn(f"skipped {skip}", stacklevel=2)
    if not report.ok:
        what = "breaks the contract" if report.failures else "was not checked completely"
        raise AssertionError(f"{report.handler} {what}\n\n{report}")


#: Options whose values have no place in a shell.
_OF_PYTHON = frozenset({"credentials", "contract", "state", "reset"})


def _replay_command(handler: str, options: dict[str, Any]) -> str:
    """
    The command that repeats an exchange with a handler, up to the text that stands for it.
    """
    words = ["vapi-contract", "check", handler]
    for name in ("path", "secret", "revision"):
        value = options.get(name)
        if value is not None:
            shown = value if name != "secret" or value.startswith("env:") else "env:VAPI_SECRET"
            words += [f"--{name}", shown]
    return f"{shlex.join(words)} --replay "
