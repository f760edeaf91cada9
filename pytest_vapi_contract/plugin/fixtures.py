"""
The fixtures.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from .options import GIVEN
from .outcomes import REPLAYED, note, raise_if_broken

if TYPE_CHECKING:  # at run time they are imported where they are needed: that keeps every other session quick
    from ..checks import Report
    from ..contract import Contract
    from ..json_paths import Object
    from ..mutations import Mutation

#: The fixtures that run a test once for each mutation.
MUTATED = {"vapi_mutation_session_created": "session.created", "vapi_mutation_model_output": "model-output"}


@pytest.fixture(scope="session")
def vapi_contract(pytestconfig: pytest.Config) -> "Contract":
    """
    The contract: of the revision that `--vapi-revision` names, or of the newest.
    """
    return pytestconfig.stash[GIVEN].contract


@pytest.fixture(scope="session")
def vapi_handler(pytestconfig: pytest.Config) -> Any:
    """
    The handler that `--vapi-handler` names. Override it to return yours.
    """
    given = pytestconfig.stash[GIVEN]
    if not given.handler_name:
        pytest.fail(
            "There is no handler: give --vapi-handler, or write a fixture 'vapi_handler'.", pytrace=False
        )
    return given.handler


@pytest.fixture
def vapi_message(pytestconfig: pytest.Config, vapi_contract: "Contract") -> "Callable[..., Object]":
    """
    A function that makes a realistic message: of a type, with some properties fixed.
    """
    from ..samples import sample

    def message(type: str, *, seed: int = pytestconfig.stash[GIVEN].seed, **fixed: Any) -> "Object":
        return sample(type, seed=seed, contract=vapi_contract, **fixed)

    return message


@pytest.fixture
def vapi_session_created(vapi_message: "Callable[..., Object]") -> "Object":
    """
    A realistic `session.created` message.
    """
    return vapi_message("session.created")


@pytest.fixture
def vapi_model_output(vapi_message: "Callable[..., Object]") -> "Object":
    """
    A realistic `model-output` message.
    """
    return vapi_message("model-output")


@pytest.fixture
def vapi_mutation_session_created(request: pytest.FixtureRequest) -> "Mutation":
    """
    A broken `session.created` message; the test runs once for each.
    """
    mutation: Mutation = request.param
    return mutation


@pytest.fixture
def vapi_mutation_model_output(request: pytest.FixtureRequest) -> "Mutation":
    """
    A broken `model-output` message; the test runs once for each.
    """
    mutation: Mutation = request.param
    return mutation


@pytest.fixture
def vapi_check(
    request: pytest.FixtureRequest, vapi_handler: Any, vapi_contract: "Contract"
) -> "Callable[..., Report]":
    """
    A function that checks `vapi_handler`, with the options of `check_handler`; it fails with every finding.
    """
    from ..conformance import check_handler

    given = request.config.stash[GIVEN]
    common: dict[str, Any] = {
        "path": given.path,
        "secret": given.secret,
        "credentials": given.credentials,
        "max_examples": given.max_examples,
        "seed": given.seed,
        "state": given.state,
        "reset": given.reset,
        "allow_incomplete": given.allow_incomplete,
    }

    def check(**options: Any) -> "Report":
        __tracebackhide__ = True
        contract: dict[str, Any] = {} if "revision" in options else {"contract": vapi_contract}
        given_options = _without_other_credentials(common, options) | contract | options
        if given.replay:
            report = _repeated(request, vapi_handler, given.replay, given_options)
        else:
            report = check_handler(vapi_handler, **given_options)
        raise_if_broken(note(request.node, report))
        return report

    return check


def _without_other_credentials(common: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    """
    What the options of the session say, but for the credential where a test has one of its own.
    """
    others = {"secret", "credentials"}
    return {
        name: value for name, value in common.items() if name not in others or not others & options.keys()
    }


def _repeated(request: pytest.FixtureRequest, target: Any, text: str, options: dict[str, Any]) -> "Report":
    """
    What a check finds in one exchange, which is repeated in the place of the whole check.
    """
    from ..conformance import replay
    from ..contract import Contract
    from ..delivery import as_handler
    from ..reporting import told_replay

    contract = options.get("contract") or Contract.load(options.get("revision"))
    of_handler = ("path", "secret", "credentials", "allow_remote")
    with as_handler(target, **{name: options[name] for name in of_handler if name in options}) as handler:
        again = replay(handler, text, contract=contract, state=options["state"], reset=options["reset"])
    request.node.stash.setdefault(REPLAYED, []).append(told_replay(again))
    return again.report
