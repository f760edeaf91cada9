"""What all tests share: Hypothesis profiles, and pytest's own tester for the plugin."""

import gc
import os
import signal
import sys
from importlib import import_module
from pkgutil import walk_packages

import httpx2
import pytest
from hypothesis import Phase, settings

import pytest_vapi_contract
from tests.depth import DEEP

pytest_plugins = ["pytester"]

# What is printed shall be the same on a developer's machine and in a workflow of GitHub.
os.environ.pop("GITHUB_ACTIONS", None)
# Compiled modules are kept, whatever the surroundings say: tests start many processes.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# What is imported while pytester runs is taken away after it, and a second import of it has other classes: so
# all that is imported late is imported here. `load` is for Locust alone, which changes sockets and threads.
for module in walk_packages(pytest_vapi_contract.__path__, "pytest_vapi_contract."):
    if module.name.rpartition(".")[2] not in {"__main__", "load"}:
        import_module(module.name)
httpx2.Client().close()
# Each test prepares what it sends: what an earlier one has kept would hide a fault in that.
os.environ["VAPI_CONTRACT_CACHE"] = "off"

# The same examples in every run, so that a red run is the fault of the change and of nothing else.
settings.register_profile("stable", derandomize=True, deadline=None, max_examples=100)
# Other examples with every `--hypothesis-seed`.
settings.register_profile("deep", deadline=None, max_examples=2_000, print_blob=True, database=None)
# Whether a planted fault is noticed is all that `make mutants` asks: shrinking would take most of the time.
settings.register_profile(
    "mutants", settings.get_profile("stable"), phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
settings.load_profile("mutants" if "MUTANT_UNDER_TEST" in os.environ else "deep" if DEEP else "stable")

# A worker holds millions of objects that stay, above all what contracts keep: to search them for cycles as
# often as Python does by default takes a quarter of the time.
gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def kept_cases(tmp_path_factory, monkeypatch):
    """
    Keep the cases of runs for the other tests of this session, as the runs of a user are kept.

    It is for tests of what is found, whatever is sent: they make the same cases again and again.
    """
    kept = tmp_path_factory.getbasetemp() / "kept-cases"
    monkeypatch.setenv("VAPI_CONTRACT_CACHE", str(kept))


@pytest.fixture
def no_late_work(monkeypatch):
    """Wait for hardly any work after a reply: for tests of handlers that do none then."""
    for module in ("effects", "turns"):
        monkeypatch.setattr(f"pytest_vapi_contract.conformance.{module}.play.LATE_WORK_PAUSES", (0.01,))


@pytest.fixture
def interruptible():
    """A process that is interrupted by SIGINT, which one that was started in the background ignores."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """Leave out of every later search for cycles what was imported and collected: it stays."""
    gc.freeze()
