"""
Plant faults one by one, and see which ones the tests notice: `plant_faults.py [MODULE …]`.

mutmut makes the faults, and keeps in `mutants/` what became of them. It would have pytest start, and
Hypothesis draw, anew for each. Here tests are collected once, and examples drawn once. Each fault has a
process of its own, forked from there. It runs the tests that call the function until one fails: first those
that have noticed another fault of the function, then those of its module, then the quick ones.

What is known already is not asked again, so this can be interrupted. With `--again` the faults that no test
has noticed are tried again, as is of use when there are new tests.
"""

import argparse
import os
import pickle
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from mutmut import __main__ as mutmut
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.state import state
from mutmut.utils.file_utils import (
    copy_also_copy_files,
    copy_src_dir,
    setup_source_paths,
    walk_mutatable_files,
)
from mutmut.utils.format_utils import mangled_name_from_mutant_name

PLANTED = "MUTANT_UNDER_TEST"
GIGABYTE = 1 << 30
#: How many seconds a test may take to be of use here.
TOO_LONG = 30
Test = Callable[..., object]
#: The arguments of a test, as many times as Hypothesis calls it.
Examples = tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] | None
#: How many times as long a test may take with a fault.
PATIENCE = 5
#: What mutmut notes: killed, survived, not tested, timeout.
KILLED, SURVIVED, NO_TESTS, TOO_SLOW = 1, 0, 33, 36
#: The exit status of a process that does not say which test has noticed the fault.
UNKNOWN = 255


@dataclass(frozen=True)
class Known:
    """What is known of a test: which functions it calls, and how many seconds it takes."""

    calls: frozenset[str]
    seconds: float
    version: str  #: Of the file that it is in.
    examples: Examples  #: What Hypothesis has drawn for it, if it draws all before it begins.


@dataclass
class Planting:
    """A plugin of pytest that runs the tests once for each fault, instead of once."""

    modules: tuple[str, ...]
    again: bool
    workers: int
    seconds: float  #: How many seconds of tests a fault is worth.
    tests: dict[str, Known] = field(default_factory=dict)
    running: dict[int, tuple[SourceFileMutationData, str, list[str]]] = field(default_factory=dict)
    #: How many faults of a function each test has noticed: the next fault of it meets these tests first.
    noticing: Counter[tuple[str, str]] = field(default_factory=Counter)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Look at what each test calls, and then run for each fault the tests that call it."""
        items = {item.nodeid: item for item in session.items}
        self.tests = known_tests(items)
        try:
            for data, name in self.faults():
                self.plant(items, data, name)
            while self.running:
                self.reap()
        finally:
            os.environ[PLANTED] = ""
        return True

    def faults(self) -> list[tuple[SourceFileMutationData, str]]:
        """The faults to plant: module by module if these were named, else mixed."""
        wanted = (None, SURVIVED, NO_TESTS) if self.again else (None,)
        files = [loaded(path) for path in sorted(paths_of(self.modules), key=self.place)]
        faults = [
            (data, name) for data in files for name, code in data.exit_code_by_key.items() if code in wanted
        ]
        # Those that have been planted are a fair sample of all, whenever this is interrupted.
        return faults if self.modules else Random(0).sample(faults, len(faults))

    def place(self, path: Path) -> int:
        """Which module comes first: as they were named."""
        return next((at for at, each in enumerate(self.modules) if str(path).endswith(f"{each}.py")), 0)

    def plant(self, items: dict[str, pytest.Item], data: SourceFileMutationData, name: str) -> None:
        """Start the process of a fault, once there is room for it."""
        chosen = self.chosen(name)
        if not chosen:
            note(data, name, NO_TESTS)
            return
        while len(self.running) >= self.workers:
            self.reap()
        tests = [(items[each], self.tests[each]) for each in chosen]
        pid = forked(lambda: noticed(tests, name))
        self.running[pid] = data, name, chosen

    def chosen(self, name: str) -> list[str]:
        """The tests that call the function of a fault, in the order in which they are run."""
        function = mangled_name_from_mutant_name(name)
        module = function.rpartition(".x")[0].rpartition(".")[2]
        calling = [test for test, known in self.tests.items() if function in known.calls]
        calling.sort(
            key=lambda test: (
                -self.noticing[function, test],
                f"test_{module}.py" not in test,
                self.tests[test].seconds,
            )
        )
        chosen, seconds = [], 0.0
        for test in calling:
            seconds += self.tests[test].seconds
            if chosen and seconds > self.seconds:
                break
            chosen.append(test)
        return chosen

    def reap(self) -> None:
        """Wait for a process, and note what became of its fault."""
        pid, status = os.wait()
        data, name, chosen = self.running.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        if 0 < code < UNKNOWN:
            self.noticing[mangled_name_from_mutant_name(name), chosen[code - 1]] += 1
        note(data, name, KILLED if code > 0 else TOO_SLOW if code < 0 else SURVIVED)


def noticed(tests: list[tuple[pytest.Item, Known]], name: str) -> int:
    """Run tests with a fault until one fails, and return which; zero if none does."""
    resource.setrlimit(resource.RLIMIT_AS, (4 * GIGABYTE, 4 * GIGABYTE))
    os.environ[PLANTED] = name
    for at, (item, known) in enumerate(tests, start=1):
        # Processor time: a test is not at fault because the machine is busy.
        signal.setitimer(signal.ITIMER_PROF, 1 + PATIENCE * known.seconds)
        if failed(item, known.examples):
            return min(at, UNKNOWN)
    return SURVIVED


def failed(item: pytest.Item, drawn: Examples = None) -> bool:
    """
    Run a test, and see whether it fails.

    To draw the same examples again would take most of the time, as pytest would for one without fixtures.
    """
    if drawn is not None:
        return fails_with(test_of(item), drawn)
    seen = Reports()
    item.config.pluginmanager.register(seen)
    item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
    item.config.pluginmanager.unregister(seen)
    return seen.failed


def test_of(item: pytest.Item) -> Test:
    """The function that is called for each example: of a test without Hypothesis, the test."""
    return item.obj.hypothesis.inner_test if hasattr(item.obj, "hypothesis") else item.obj


def is_plain(item: pytest.Item) -> bool:
    """Whether a test needs nothing but its parameters."""
    marks = {mark.name for mark in item.iter_markers()}
    return (
        marks <= {"parametrize"}
        and set(item.fixturenames) <= parameters(item).keys()
        and not hasattr(item.obj, "hypothesis")
    )


def parameters(item: pytest.Item) -> dict[str, Any]:
    """The parameters of a test."""
    return item.callspec.params if hasattr(item, "callspec") else {}


def fails_with(test: Test, drawn: Iterable[Any]) -> bool:
    """Whether a test fails with some of the examples; one that it does not want says nothing."""
    from hypothesis.errors import UnsatisfiedAssumption  # noqa: PLC0415 - pytest wants to import it first

    for args, kwargs in drawn:
        try:
            test(*args, **kwargs)
        except (UnsatisfiedAssumption, pytest.skip.Exception):
            continue
        except (Exception, pytest.fail.Exception):  # noqa: BLE001 - it has failed
            return True
    return False


class Reports:
    """A plugin that sees whether a test has failed, and says nothing of it."""

    failed = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self) -> tuple[str, str, str]:
        """Have pytest print nothing."""
        return "", "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Look at the report of one phase."""
        self.failed = self.failed or report.failed


def known_tests(items: dict[str, pytest.Item]) -> dict[str, Known]:
    """What is known of each test; those that are new, or in a file that has changed, are run once to see."""
    store = Path("calls.pickle")
    known: dict[str, Known] = pickle.loads(store.read_bytes()) if store.exists() else {}
    found: dict[str, Known] = {}
    for test, item in items.items():
        version = sha256(item.path.read_bytes()).hexdigest()
        was = known.get(test)
        found[test] = was if was is not None and was.version == version else looked_at(item, version)
        if found[test] is not was:
            store.write_bytes(pickle.dumps(known | found))
    return found


def looked_at(item: pytest.Item, version: str) -> Known:
    """Run a test without a fault, in a process that has run none before, and see what it calls."""
    reader, writer = os.pipe()

    def look() -> int:
        resource.setrlimit(resource.RLIMIT_CPU, (TOO_LONG, TOO_LONG + 1))
        os.environ[PLANTED] = "stats"
        drawn: list[bytes] = []
        test = test_of(item)
        record(item, drawn)
        started, bad = time.process_time(), failed(item)
        seconds = time.process_time() - started
        os.environ[PLANTED] = ""
        examples, seconds = rerun(test, drawn, seconds)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(Known(frozenset(state()._stats), seconds, version, examples), pipe)
        return int(bad)

    pid = forked(look)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        content = pipe.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if ended < 0:
        print("takes too long:", item.nodeid, flush=True)
        return Known(frozenset(), 0.0, version, None)
    if ended != 0:
        raise SystemExit(f"{item.nodeid} fails without any fault.")
    return pickle.loads(content)


def record(item: pytest.Item, drawn: list[bytes]) -> None:
    """Keep the examples that Hypothesis draws for a test, as they are before it; or the parameters."""
    if is_plain(item):
        drawn.append(kept(((), parameters(item))))
    if not hasattr(item.obj, "hypothesis"):
        return
    test = test_of(item)

    @wraps(test)
    def recording(*args: Any, **kwargs: Any) -> object:
        drawn.append(kept((args, kwargs)))
        return test(*args, **kwargs)

    item.obj.hypothesis.inner_test = recording


def kept(arguments: Any) -> bytes:
    """The arguments of a test, as they are; nothing if they cannot be kept."""
    try:
        return pickle.dumps(arguments)
    except Exception:  # noqa: BLE001 - anything may be among them
        return b""


def rerun(test: Test, drawn: list[bytes], seconds: float) -> tuple[Examples, float]:
    """The examples of a test that passes with them alone, and its seconds; none if it needs Hypothesis."""
    if not all(drawn) or not drawn:
        return None, seconds
    examples = tuple(pickle.loads(each) for each in drawn)
    started = time.process_time()
    if fails_with(test, examples):
        return None, seconds
    return tuple(pickle.loads(each) for each in drawn), time.process_time() - started


def forked(task: Callable[[], int]) -> int:
    """Run a task in a process of its own, silently; its result is the exit status."""
    pid = os.fork()
    if pid == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        try:
            os._exit(task())
        except BaseException:  # noqa: BLE001 - whatever a fault leads to, it was noticed
            os._exit(UNKNOWN)
    return pid


def note(data: SourceFileMutationData, name: str, code: int) -> None:
    """Write down what became of a fault, as mutmut does."""
    data.exit_code_by_key[name] = code
    os.chdir("..")
    data.save()
    os.chdir("mutants")
    if code == SURVIVED:
        print("alive:", name, flush=True)


def loaded(path: Path) -> SourceFileMutationData:
    """What mutmut knows of a file."""
    data = SourceFileMutationData(path=path)
    os.chdir("..")
    data.load()
    os.chdir("mutants")
    return data


def paths_of(modules: Iterable[str]) -> list[Path]:
    """The files of modules such as `shapes/subtraction`; all of them if none is named."""
    os.chdir("..")
    paths = list(walk_mutatable_files())
    os.chdir("mutants")
    return [path for path in paths if not modules or str(path).removesuffix(".py").endswith(tuple(modules))]


def main(arguments: list[str]) -> int:
    """Make the faults, and plant them."""
    parser = argparse.ArgumentParser(description="Plant faults, and see which ones the tests notice.")
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--tests", action="append", help="Other tests than those that mutmut is told to run.")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10.0, help="For how long each fault is looked for.")
    options = parser.parse_args(arguments)

    os.environ[PLANTED] = "mutant_generation"
    Path("mutants").mkdir(exist_ok=True)
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        copy_src_dir()
        copy_also_copy_files()
        setup_source_paths()
        mutmut.create_mutants(options.workers)

    settings = config()
    os.environ[PLANTED] = ""
    os.chdir("mutants")
    planting = Planting(tuple(options.modules), options.again, options.workers, options.seconds)
    wanted = ["-q", "-s", *settings.pytest_add_cli_args]
    chosen = options.tests or settings.pytest_add_cli_args_test_selection
    code = pytest.main([*wanted, *chosen], plugins=[planting])
    # In this process no test has run.
    return 0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
