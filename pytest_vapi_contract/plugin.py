"""
The pytest plugin: options, fixtures, and items for a handler that has no tests yet. Wiring only.

Whatever is heavy is imported where it is used: a session that uses nothing of ours imports nothing for it.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .errors import ContractError

if (
    TYPE_CHECKING
):  # at run time they are imported where they are needed, which keeps every other session quick
    from ._json import Object
    from .checks import Finding, Report
    from .contract import Contract
    from .delivery import Handler
    from .mutations import Mutation

#: Option and setting, what it takes, its default, and what it is for.
OPTIONS = (
    ("handler", "TARGET", "", "the webhook: 'module:attribute', 'module:factory()' or a URL; items check it"),
    ("path", "PATH", "/", "the path of the webhook"),
    ("secret", "SECRET", "", "sent as X-Vapi-Secret; env:NAME takes it from the environment"),
    ("revision", "DATE", "", "the revision of the contract, the newest by default"),
    ("max-examples", "N", "100", "at most so many messages of one kind for each message type"),
    ("mutations", "SET", "representative", "the mutations of fixtures: 'representative' or 'all'"),
    ("seed", "N", "0", "another seed gives other messages"),
    ("report", "FILE", "", "write what was found into a JSON file"),
)
#: The fixtures that run a test once for each mutation.
MUTATED = {"vapi_mutation_session_created": "session.created", "vapi_mutation_model_output": "model-output"}


class Given:
    """
    What the options of a session say, and what they stand for, made when it is first needed.
    """

    # Not a dataclass: to make one costs half a millisecond of every session.
    def __init__(self, values: Mapping[str, str]) -> None:
        if values["mutations"] not in ("representative", "all"):
            raise pytest.UsageError(
                f"--vapi-mutations is 'representative' or 'all', not {values['mutations']!r}."
            )
        self.handler_name = values["handler"]
        self.path = values["path"]
        self.secret = values["secret"] or None
        self.revision = values["revision"] or None
        self.max_examples = _number("max-examples", values["max-examples"], least=1)
        self.mutations = values["mutations"]
        self.seed = _number("seed", values["seed"], least=0)
        self.report = values["report"]

    @cached_property
    def contract(self) -> "Contract":
        """
        The contract of the chosen revision.
        """
        from .contract import Contract

        return Contract.load(self.revision)

    @cached_property
    def handler(self) -> "Handler":
        """
        The handler. It starts with its first request.
        """
        from .delivery import as_handler

        return as_handler(self.handler_name, path=self.path, secret=self.secret)

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
        from .mutations import all_mutations, representative_mutations

        chosen = all_mutations if self.mutations == "all" else representative_mutations
        return chosen(self.contract, type)


GIVEN = pytest.StashKey[Given]()
#: What the runs of one item have found.
REPORTS = pytest.StashKey["list[Report]"]()
#: Where the findings of a session were told in full, by what they have in common.
TOLD = pytest.StashKey["dict[Any, str]"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """
    Add each option, and a setting of the same name.
    """
    group = parser.getgroup("vapi-contract", "contract tests for Vapi webhooks")
    for name, metavar, default, purpose in OPTIONS:
        help = f"{purpose}{f' (default: {default})' if default else ''}"
        group.addoption(f"--vapi-{name}", dest=_dest(name), metavar=metavar, default=None, help=help)
        parser.addini(_dest(name), help, default=default)


def pytest_configure(config: pytest.Config) -> None:
    """
    Read the options.
    """
    config.addinivalue_line("markers", "vapi_contract: a check of the handler that --vapi-handler names")
    given = config.stash[GIVEN] = Given({name: _value(config, name) for name, *_ in OPTIONS})
    config.add_cleanup(given.close)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Outcomes(given, config.rootpath), "vapi-contract outcomes")


def pytest_report_header(config: pytest.Config) -> str | None:
    """
    Say what is checked, if something is.
    """
    given = config.stash[GIVEN]
    if not given.handler_name:
        return None
    with _usage_errors():
        return (
            f"vapi-contract: revision {given.contract.revision}, handler {given.handler_name} at {given.path}"
        )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """
    Add an item for each check and message type, unless single files or tests were asked for.
    """
    given = config.stash[GIVEN]
    if not given.handler_name or any("::" in each or Path(each).is_file() for each in config.args):
        return
    collector = ContractCollector.from_parent(session, name="vapi-contract", nodeid="vapi-contract")
    with _usage_errors():
        added = list(collector.collect())
    for item in added:
        config.hook.pytest_itemcollected(item=item)
    report = pytest.CollectReport(collector.nodeid, "passed", None, [*added])
    config.hook.pytest_collectreport(report=report)
    items += added


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """
    Run a test once for each mutation.
    """
    for fixture in MUTATED.keys() & set(metafunc.fixturenames):
        with _usage_errors():
            mutations = metafunc.config.stash[GIVEN].mutations_of(MUTATED[fixture])
        metafunc.parametrize(fixture, mutations, ids=[each.id for each in mutations], indirect=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """
    Send what was found along with the outcome, as JSON: it may have to leave a worker of xdist.
    """
    outcome = yield
    if outcome.when == "call":
        outcome.__dict__["vapi_contract"] = [each.to_json() for each in item.stash.get(REPORTS, [])]
    return outcome


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
    from .samples import sample

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
    from .conformance import check_handler

    given = request.config.stash[GIVEN]
    common: dict[str, Any] = {
        "contract": vapi_contract,
        "path": given.path,
        "secret": given.secret,
        "max_examples": given.max_examples,
        "seed": given.seed,
    }

    def check(**options: Any) -> "Report":
        __tracebackhide__ = True
        report = check_handler(vapi_handler, **(common | options))
        request.node.stash.setdefault(REPORTS, []).append(report)
        _raise_if_broken(report)
        return report

    return check


class ContractCollector(pytest.Collector):
    """
    The items for a handler that was given on the command line.
    """

    def collect(self) -> Iterator["ContractItem"]:
        """
        An item for each check and each message type.
        """
        from .checks import concerns, in_order, selected

        given = self.config.stash[GIVEN]
        types = in_order(given.contract.message_types)
        for check in (each for each in selected() if concerns(each, given.handler)):
            for type in types if check.per_type else types[:1]:
                name = f"{check.id}[{type}]" if check.per_type else check.id
                # Given as text it is read as pytest reads it back from its cache: name and parameter.
                nodeid = f"{self.nodeid}::{name}"
                yield ContractItem.from_parent(self, name=name, nodeid=nodeid, check=check.id, type=type)


class ContractItem(pytest.Item):
    """
    One check with messages of one type.
    """

    def __init__(self, *, check: str, type: str, **of_node: Any) -> None:
        super().__init__(**of_node)
        self.check, self.type = check, type
        self.add_marker("vapi_contract")

    def runtest(self) -> None:
        """
        Check the handler; fail with what was found.
        """
        from .conformance import run

        given = self.config.stash[GIVEN]
        report = run(
            given.handler,
            contract=given.contract,
            types=[self.type],
            checks=[self.check],
            max_examples=given.max_examples,
            seed=given.seed,
        )
        self.stash[REPORTS] = [report]
        if report.findings:
            told = self.config.stash.setdefault(TOLD, {})
            raise ContractBroken("\n\n".join(self._text(finding, told) for finding in report.findings))
        if report.interrupted:
            raise KeyboardInterrupt

    def _text(self, finding: "Finding", told: dict[Any, str]) -> str:
        """
        The finding in full, and in short where an earlier item has told of the same cause.
        """
        first = told.setdefault((finding.check, *finding.symptom, bool(finding.circumstance)), self.nodeid)
        return str(finding) if first == self.nodeid else finding.in_short(f"as in     {first}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """
        What was found, and no traceback of ours.
        """
        if isinstance(excinfo.value, (ContractBroken, ContractError)):
            return _Told(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """
        Where the item is: in no file.
        """
        return self.path, None, self.nodeid


class ContractBroken(AssertionError):
    """
    A run has found something; the text has all of it.
    """


class _Told:
    """
    A failure as text. Pytest prints its first line in the short summary.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.reprcrash = _Headline(text.partition("\n")[0].partition("  ")[0])

    def toterminal(self, terminal: Any) -> None:
        """
        Print the text, title lines in red.
        """
        for line in self.text.splitlines():
            terminal.line(line, red=bool(line) and not line.startswith(" "), bold=False)

    def __str__(self) -> str:
        return self.text


class _Headline:
    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return self.message


class _Outcomes:
    """
    What the whole session has found, over all items and all workers.
    """

    def __init__(self, given: Given, directory: Path) -> None:
        self._given = given
        self._directory = directory
        self._found: list[Any] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """
        Take what was found in one item.
        """
        self._found += vars(report).get("vapi_contract", [])

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """
        Write the report, if one is wanted.
        """
        if self._given.report and self._found:
            from .reporting import united_json, write_json

            write_json(united_json(self._found), self._directory / self._given.report)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """
        Say in one line what was sent and found.
        """
        if self._found:
            from .reporting import summary_of, united_json

            terminalreporter.write_sep("-", "vapi-contract")
            terminalreporter.write_line(summary_of(united_json(self._found)))


def _raise_if_broken(report: "Report") -> None:
    __tracebackhide__ = True
    if report.findings:
        raise ContractBroken("\n\n".join(map(str, report.findings)))


def _dest(name: str) -> str:
    return f"vapi_{name.replace('-', '_')}"


def _value(config: pytest.Config, name: str) -> str:
    option = config.getoption(_dest(name))
    return str(config.getini(_dest(name)) if option is None else option)


def _number(name: str, text: str, *, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise pytest.UsageError(f"--vapi-{name} is a whole number from {least} on, not {text!r}.")
    return int(text)


@contextmanager
def _usage_errors() -> Iterator[None]:
    """
    What a user can put right ends the session with one line, and with exit status 4.
    """
    try:
        yield
    except ContractError as error:
        raise pytest.UsageError(str(error)) from error
