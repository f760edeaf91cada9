"""The fixtures."""

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Any, Unpack

import pytest

if TYPE_CHECKING:  # at run time they are imported where they are needed: that keeps every other session quick
    from ..conformance import RunKeywords, RunOptions
    from ..contract import Contract
    from ..conversations import Call, Turn
    from ..findings import Report
    from ..json_paths import Object
    from ..mutations import Mutation
    from .session_options import SessionOptions

#: The fixture that runs a test once for each mutation of the types that a marker of the test names.
ANY_MUTATION, MUTATIONS_MARKER = "vapi_mutation", "vapi_mutations"
#: The fixtures that run a test once for each mutation of one type.
MUTATED = {"vapi_mutation_session_created": "session.created", "vapi_mutation_model_output": "model-output"}


@pytest.fixture(scope="session")
def vapi_contract(pytestconfig: pytest.Config) -> "Contract":
    """The contract of the revision that `--vapi-revision` names, or of the newest."""
    return _given(pytestconfig).contract


@pytest.fixture(scope="session")
def vapi_handler(pytestconfig: pytest.Config) -> Any:
    """The handler that `--vapi-handler` names. Override it to return your own."""
    given = _given(pytestconfig)
    if not given.handler_name:
        pytest.fail(
            "No handler given. Pass --vapi-handler, or define a fixture 'vapi_handler'.", pytrace=False
        )
    return given.handler


@pytest.fixture
def vapi_message(pytestconfig: pytest.Config, vapi_contract: "Contract") -> "Callable[..., Object]":
    """
    A function that creates a realistic message of a type, with the options of `samples.sample`.

    `vapi_message("session.created", session__assistantId="…")` fixes a part of it, and
    `vapi_message("model-output", output="Hel", reading="observed")` makes it as production sends it.
    """
    from ..samples import sample

    def message(type: str, *, seed: int = _given(pytestconfig).seed, **fixed: Any) -> "Object":
        return sample(type, seed=seed, contract=vapi_contract, **fixed)

    return message


@pytest.fixture
def vapi_tool_call(pytestconfig: pytest.Config, vapi_contract: "Contract") -> "Callable[..., Object]":
    """
    A function that creates the message that asks for a call: `vapi_tool_call("book_table", people=2)`.

    With `--vapi-tools`, the tool must be one of these, and the arguments must match its parameters. Each
    message is about another call, with an id of its own.
    """
    from ..samples import tool_call

    given = _given(pytestconfig)
    tools, seeds = given.run_options.user_tools, count(given.seed)

    def message(name: str, arguments: "Object | None" = None, /, **named: Any) -> "Object":
        chosen = None if arguments is None and not named else {**(arguments or {}), **named}
        return tool_call(name, chosen, tools=tools, seed=next(seeds), contract=vapi_contract)

    return message


@pytest.fixture
def vapi_session_created(vapi_message: "Callable[..., Object]") -> "Object":
    """A realistic `session.created` message."""
    return vapi_message("session.created")


@pytest.fixture
def vapi_model_output(vapi_message: "Callable[..., Object]") -> "Object":
    """A realistic `model-output` message."""
    return vapi_message("model-output")


@pytest.fixture
def vapi_turn(pytestconfig: pytest.Config, vapi_contract: "Contract") -> "Callable[..., Turn]":
    """
    A function that makes a turn, with the options of `samples.turn`: its `model-output` messages, in order.

    `vapi_turn(interrupted=True)` has a `user-interrupted` message, and perhaps tokens that come after it.
    """
    from ..samples import turn

    def make(seed: int = _given(pytestconfig).seed, interrupted: bool = False, **options: Any) -> "Turn":
        given: dict[str, Any] = {"contract": vapi_contract, **options}
        return turn(seed, interrupted, **given)

    return make


@pytest.fixture
def vapi_call(pytestconfig: pytest.Config, vapi_contract: "Contract") -> "Callable[..., Call]":
    """
    A function that makes a whole call, with the options of `samples.call`: its events, in order.

    `vapi_call(scenario="web", turns=5)` is a call in a browser with five turns.
    """
    from ..samples import call

    def make(seed: int = _given(pytestconfig).seed, **options: Any) -> "Call":
        given: dict[str, Any] = {"contract": vapi_contract, **options}
        return call(seed, **given)

    return make


@pytest.fixture
def vapi_mutation(request: pytest.FixtureRequest) -> "Mutation":
    """An invalid message; the test runs once for each type in its marker `vapi_mutations("hang", …)`."""
    mutation: Mutation = request.param
    return mutation


@pytest.fixture
def vapi_mutation_session_created(request: pytest.FixtureRequest) -> "Mutation":
    """An invalid `session.created` message; the test runs once for each."""
    mutation: Mutation = request.param
    return mutation


@pytest.fixture
def vapi_mutation_model_output(request: pytest.FixtureRequest) -> "Mutation":
    """An invalid `model-output` message; the test runs once for each."""
    mutation: Mutation = request.param
    return mutation


@pytest.fixture
def vapi_check(
    request: pytest.FixtureRequest, vapi_handler: Any, vapi_contract: "Contract"
) -> "Callable[..., Report]":
    """A function that checks `vapi_handler`, with `check_handler`'s options, and fails with every finding."""
    from ..conformance import check_with
    from ..errors import ContractError
    from .failures import raise_if_broken
    from .outcomes import note

    given = _given(request.config)
    session = given.run_options

    def check(**options: "Unpack[RunKeywords]") -> "Report":
        __tracebackhide__ = True
        try:
            chosen = _chosen(session, vapi_contract, options)
            if given.replay:
                report = _repeated(request, vapi_handler, given.replay, chosen)
            else:
                report = check_with(vapi_handler, chosen)
        except ContractError as error:
            raise error.with_traceback(None) from None  # it says all: our own frames tell nothing
        raise_if_broken(note(request.node, report))
        return report

    return check


def _given(config: pytest.Config) -> "SessionOptions":
    """What the options of the session say."""
    from .session import given_of

    return given_of(config)


def _chosen(session: "RunOptions", contract: "Contract", options: "RunKeywords") -> "RunOptions":
    """What the options of the session say, but for those of the test itself: of the credential, all."""
    if {"secret", "credentials"} & options.keys():
        session = session.updated({"secret": None, "credentials": None})
    return session.updated({"contract": None if "revision" in options else contract, **options})


def _repeated(request: pytest.FixtureRequest, target: Any, text: str, options: "RunOptions") -> "Report":
    """What a check finds in one exchange, which is repeated in the place of the whole check."""
    from ..conformance import replay
    from ..delivery import handler_of
    from ..reporting import told_replay
    from .outcomes import REPLAYED

    with handler_of(target, options) as handler:
        again = replay(handler, text, options)
    request.node.stash.setdefault(REPLAYED, []).append(told_replay(again))
    return again.report
