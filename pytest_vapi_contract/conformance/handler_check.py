"""Check a handler in one call."""

from dataclasses import replace
from typing import Any, Unpack
from warnings import warn

from ..checks import Reset
from ..checks.leaks import SEARCH
from ..delivery import Handler, handler_of
from ..delivery.kinds.detect import is_factory
from ..delivery.process_guard import GUARD
from ..findings import Report
from ..masking.masked_errors import masked_errors
from ..option_errors import made, shows_options_of
from .budget import OVERTIME
from .replay_command import command_for
from .run import Further
from .run_options import RunKeywords, RunOptions
from .start import checked
from .tool_settings import with_settings


@shows_options_of(RunOptions)
def check_handler(handler: Any, **options: Unpack[RunKeywords]) -> Report:
    """
    Check a handler against the contract, and report everything that is wrong with it.

    `handler` is anything that `as_handler` takes; `path`, `headers`, `secret`, `credentials`, `envelope`,
    `allow_remote`, `timeout` and `kind` are its options. `types` and `checks` are names, all by default.
    The handler must survive invalid messages; with `on_invalid="reject"` it must reject them. At most
    `max_examples` messages of one kind and type are sent, and none after `time_budget` seconds, 120 by
    default.

    `handles` are more types that your handler acts on: they get more messages, and with `state` each must
    have an effect in a call, and only one. `tools` are your own tools: a list, or the path of a JSON or YAML
    file with tools, an assistant or a squad. They are called with arguments that match their parameters, and
    with others. What the file says about the server (path, secret, time limit) and about `serverMessages` is
    the default for the other options.

    `state` returns your application's state, as a value that can be compared. `reset` is called before each
    exchange, and restores that state; alternatively, pass a function without parameters as the handler, which
    creates a new one each time. `read` takes a `turnId` and returns the text that your application has of
    that turn: conversations are played, and the text is compared after each message. `schedules` are further
    ways to deliver them: "redelivered", "swapped" and "concurrent".

    `max_latency` is the number of seconds within which valid messages must be answered, if Vapi's own limit
    is too long for you. `cache=False` generates every message anew, and keeps none for later runs. `baseline`
    is a file of accepted findings, as written by `vapi-contract check --write-baseline`, and `ignore` are
    codes of findings to leave out.

    A run that did not send everything that matters is incomplete, and not `ok`, unless `allow_incomplete`.
    Raises `HandlerUnreachable`, `RouteNotFound` or `CredentialMissing` if no webhook answers, and
    `BadBaseline` if that file cannot be used.
    """
    __tracebackhide__ = True
    return check_with(handler, made(RunOptions, options))


def check_with(
    handler: Any, options: RunOptions, *, further: Further | None = None, overtime: float = OVERTIME
) -> Report:
    """What `check_handler` does, with its options as one value, and what goes further than a usual run."""
    with GUARD:
        return _checked(handler, with_settings(options, handler), further, overtime)


def _checked(handler: Any, options: RunOptions, further: Further | None, overtime: float) -> Report:
    makes = options.kind is None and is_factory(handler)
    target = handler_of(handler, replace(options, kind="factory") if makes else options)
    if options.user_tools is not None:
        target.hide(options.user_tools.secrets)
    try:
        reset = _resets(options.reset, target) if makes else options.reset
        with masked_errors(target.masks):
            given = replace(options, reset=reset, contract=options.chosen_contract)
            return checked(target, given, further=further, overtime=overtime)
    finally:
        if target is not handler:
            target.close()


def _resets(reset: Reset | None, handler: Handler) -> Reset:
    """What a factory adds to `reset`: the handler that is closed is made anew for the next exchange."""

    def renew() -> None:
        handler.close()
        if reset is not None:
            reset()

    return renew


@shows_options_of(RunOptions)
def assert_handler_conforms(handler: Any, **options: Unpack[RunKeywords]) -> None:
    """
    Assert that a handler keeps the contract; the `AssertionError` lists every finding, or what did not run.

    The options are those of `check_handler`. If the handler is given by its name, each finding has a shell
    command that repeats its exchange.
    """
    __tracebackhide__ = True
    given = made(RunOptions, options)
    report = check_with(handler, given)
    command = command_for(handler, given)
    if command:
        report = report.with_replay(command)
    for skip in report.skipped:
        if skip.what == SEARCH:  # a test that passes prints nothing, and this should be known all the same
            warn(skip.line, stacklevel=2)
    if not report.ok:
        what = "breaks the contract" if report.failures else "was not checked completely"
        raise AssertionError(f"{report.handler} {what}\n\n{report}")
