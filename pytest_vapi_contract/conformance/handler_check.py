"""
Check a handler in one call.
"""

import shlex
from collections.abc import Iterable
from typing import Any

from ..checks import OnInvalid, Report, Reset, State
from ..contract import Contract, newest
from ..delivery import Credentials, Handler, as_handler
from ..delivery.kinds import is_factory
from .plan import MAX_EXAMPLES
from .progress import OnProgress
from .run import TIME_BUDGET
from .start import run


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
    time_budget: float = TIME_BUDGET,
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
    are sent, and none after `time_budget` seconds. `reset` is called before each exchange, to bring your
    state back; in its place a function without parameters may be given as the handler, which makes a new one
    each time. `state` returns something comparable that tells your state.
    """
    contract = contract or (Contract.load(revision) if revision else newest())
    kind = "factory" if is_factory(handler) else None
    target = as_handler(
        handler, path=path, secret=secret, credentials=credentials, allow_remote=allow_remote, kind=kind
    )
    try:
        return run(
            target,
            contract=contract,
            types=types,
            checks=checks,
            on_invalid=on_invalid,
            max_examples=max_examples,
            seed=seed,
            time_budget=time_budget,
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
    The handler keeps the contract; the `AssertionError` lists every finding.

    The options are those of `check_handler`. Where the handler is named, each finding has a line for the
    shell that repeats its exchange.
    """
    __tracebackhide__ = True
    report = check_handler(handler, **options)
    if isinstance(handler, str) and not _OF_PYTHON & options.keys():
        report = report.with_replay(_replay_command(handler, options))
    if not report.ok:
        raise AssertionError(f"{report.handler} breaks the contract\n\n{report}")


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
