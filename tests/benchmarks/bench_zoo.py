"""
What is found in the zoo (tests/zoo), by us and by Schemathesis: faults, false alarms, and seconds.

Run it: python -m tests.benchmarks.bench_zoo [handlers] [seconds]
Seconds are processor time, for each tool and handler.

Schemathesis checks a web app against an OpenAPI document. So only handlers that are ASGI or WSGI apps
take part, and none that wants a signature, which would need a hook. It is given a document of the
webhook for the message types that the handler is about: once with the whole schema of the message, once
with one that describes the properties of a message and leaves open what they hold. Of its checks those
are on that a correct handler passes: no server error, valid data accepted, credentials not ignored. With
the others (invalid data refused, and so on) it complains of each handler that answers 200 to what it
does not understand, as sound ones do. Of ours, those are on that the zoo has for a fault, and all for a
correct handler.

A fault counts as found by Schemathesis if it reports anything, and by us only if the report says what
the zoo expects, and nothing else. A false alarm is a correct handler of which anything is reported. What
a tool has said before its time is over counts.
"""

from __future__ import annotations

import json
import logging
import resource
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any

from pytest_vapi_contract.contract import Contract
from tests.zoo.exhibit import Exhibit, checked, is_as_expected, names, opened

from .peers import webhook_document

HANDLERS, SECONDS = 10, 20
PATIENCE = 15  # times as long as the processor time may a process take, on a busy machine
MEMORY = 4 << 30  # bytes; what takes more has failed
HALLS = ("faulty", "correct")
CHECKS = ("not_a_server_error", "positive_data_acceptance", "ignored_auth")

Tool = Callable[[ModuleType, int], Iterator[str]]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a tool said of a handler."""

    told: tuple[str, ...]
    seconds: float
    ended: bool  #: Whether it was done before its time was over.


def ours(module: ModuleType, seconds: int) -> Iterator[str]:
    """The titles of our findings, if they are what the zoo expects; or that they are not."""
    exhibit: Exhibit = module.EXHIBIT
    report = checked(module, types=exhibit.types, checks=exhibit.checks if exhibit.expected else None)
    if exhibit.expected and not is_as_expected(report, exhibit):
        return
    yield from (finding.title for finding in report.findings)


def schemathesis(document: Callable[[Contract, Sequence[str]], dict[str, Any]]) -> Tool:
    """What Schemathesis says, given a document."""

    def tool(module: ModuleType, seconds: int) -> Iterator[str]:
        library = import_module("schemathesis")
        engine, config = import_module("schemathesis.engine"), import_module("schemathesis.config")
        exhibit: Exhibit = module.EXHIBIT
        settings = {
            "seed": 0,
            "headers": {"X-Vapi-Secret": exhibit.secret} if exhibit.secret else {},
            "checks": {"enabled": False, **{name: {"enabled": True} for name in CHECKS}},
        }
        described = secured(document(Contract.load(), exhibit.types), exhibit)
        schema = library.openapi.from_dict(described, config=config.SchemathesisConfig.from_dict(settings))
        schema.app = getattr(module, exhibit.handler)
        schema.config.base_url = "http://127.0.0.1:8000"
        for event in engine.from_schema(schema).execute():
            yield from failures_in(event)

    return tool


def secured(document: dict[str, Any], exhibit: Exhibit) -> dict[str, Any]:
    """The document with the credential that the handler wants."""
    if exhibit.secret is None:
        return document
    scheme = {"type": "apiKey", "in": "header", "name": "X-Vapi-Secret"}
    components = {**document["components"], "securitySchemes": {"secret": scheme}}
    return {**document, "components": components, "security": [{"secret": []}]}


def failures_in(event: Any) -> Iterator[str]:
    """The failed checks that an event of Schemathesis tells of, and the exceptions that left the app."""
    recorder = getattr(event, "recorder", None)
    for checks in recorder.checks.values() if recorder else ():
        yield from (check.name for check in checks if check.failure_info is not None)
    if type(event).__name__ in ("NonFatalError", "FatalError"):
        yield type(getattr(event, "value", None) or event.exception).__name__


def whole(contract: Contract, types: Sequence[str]) -> dict[str, Any]:
    """The webhook with all that the contract says of its messages."""
    return webhook_document(contract, types)


def shallow(contract: Contract, types: Sequence[str]) -> dict[str, Any]:
    """The webhook with the properties of its messages; what they hold is left open."""
    return webhook_document(contract, types, shallow=True)


TOOLS: Mapping[str, Tool] = {
    "ours": ours,
    "schemathesis, whole schema": schemathesis(whole),
    "schemathesis, shallow schema": schemathesis(shallow),
}


def can_take_part(hall: str, name: str) -> bool:
    """Whether a handler is one that Schemathesis can check."""
    module = opened(hall, name)
    exhibit: Exhibit = module.EXHIBIT
    app = getattr(module, exhibit.handler, None)
    is_app = exhibit.handler == "app" and exhibit.kind is None and app is not None
    return is_app and exhibit.credentials is None


def sample(hall: str, count: int) -> list[str]:
    """So many handlers that can take part, spread over all."""
    able = [name for name in names(hall) if can_take_part(hall, name)]
    step = max(1, len(able) // count)
    return able[::step][:count]


def asked(tool: str, hall: str, name: str, seconds: int) -> Outcome:
    """What a tool says of a handler, from a process of its own: none can stop or crash the others."""
    command = [sys.executable, "-W", "ignore", "-m", __spec__.name, tool, hall, name, str(seconds)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        process = subprocess.run(
            command, text=True, capture_output=True, timeout=seconds * PATIENCE, check=False
        )
        output, ended = process.stdout, process.returncode == 0
    except subprocess.TimeoutExpired as late:
        output, ended = (late.stdout or b"").decode(), False
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = [json.loads(line) for line in output.splitlines() if line.startswith('"')]
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Outcome(told=tuple(dict.fromkeys(told)), seconds=spent, ended=ended)


def alone(tool: str, hall: str, name: str, seconds: str) -> None:
    """
    Ask a tool in this process, and print what it says as it comes; the system ends it when its time is over.
    """
    warnings.simplefilter("ignore")
    logging.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
    for said in TOOLS[tool](opened(hall, name), int(seconds)):
        print(json.dumps(said), flush=True)


def compare(count: int, seconds: int) -> None:
    """Print what each tool says of each handler, and a row for each tool."""
    handlers = [
        (hall, name) for hall in HALLS for name in sample(hall, count if hall == "faulty" else count // 2)
    ]
    outcomes: dict[str, list[tuple[str, Outcome]]] = {tool: [] for tool in TOOLS}
    for hall, name in handlers:
        print(f"{hall} {name}")
        for tool in TOOLS:
            outcome = asked(tool, hall, name, seconds)
            outcomes[tool].append((hall, outcome))
            said = ", ".join(outcome.told)[:90] or ("nothing" if outcome.ended else "nothing yet")
            print(f"  {tool:<30} {outcome.seconds:>6.1f} s  {said}", flush=True)
    print(f"\n{'tool':<30} {'faults found':>13} {'false alarms':>13} {'not done':>9} {'seconds':>8}")
    for tool, results in outcomes.items():
        print(row(tool, results))


def row(tool: str, results: Sequence[tuple[str, Outcome]]) -> str:
    """One row of the table."""
    faulty = [outcome for hall, outcome in results if hall == "faulty"]
    correct = [outcome for hall, outcome in results if hall == "correct"]
    found, alarms = (sum(bool(each.told) for each in some) for some in (faulty, correct))
    late = sum(not outcome.ended for _, outcome in results)
    seconds = sum(outcome.seconds for _, outcome in results)
    return (
        f"{tool:<30} {f'{found} of {len(faulty)}':>13} {f'{alarms} of {len(correct)}':>13}"
        f" {late:>9} {seconds:>8.0f}"
    )


def main(arguments: list[str]) -> None:
    """Print the table."""
    if len(arguments) > 2:
        alone(*arguments)
        return
    try:
        version("schemathesis")
    except PackageNotFoundError:
        print("schemathesis is not installed")
        return
    count, seconds = (*map(int, arguments), *(HANDLERS, SECONDS)[len(arguments) :])
    compare(count, seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
