"""The ways in which a user checks a handler, each called in a process of its own."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.errors import ContractError

#: Where each front end writes what it has found.
REPORT, JUNIT = "report.json", "junit.xml"


def warm_up() -> None:
    """
    Import and make once what every run takes: each process that is forked from this one has it.

    What explains a message is imported with the first one, here as users have it: without the grammar of IRIs
    that is installed for tests, which takes seconds and much memory.
    """
    sys.modules["rfc3987_syntax"] = cast(Any, None)
    import pytest  # noqa: F401

    import pytest_vapi_contract.cli.check
    import pytest_vapi_contract.plugin
    import pytest_vapi_contract.reporting.terminal  # noqa: F401

    check_handler(lambda body: None, types=["hang"], checks=["accepts"], max_examples=3)
    check_handler(lambda body: {"results": 7}, types=["tool-calls"], checks=["replies"], max_examples=3)


def by_python(args: Sequence[str]) -> int:
    """`check_handler`, with its options as JSON; what the handler prints is left out."""
    target, text, file = args
    options = {name: _read(name, value) for name, value in json.loads(text).items()}
    with _silence() as say:
        try:
            report = check_handler(target, **options)
        except ContractError as error:
            say(str(error))
            return 2
        Path(file).write_text(json.dumps(report.to_json()), encoding="utf-8")
        say(str(report))
    return 0 if report.ok else 1


@contextmanager
def _silence() -> Iterator[Callable[[str], object]]:
    """Drop what is printed, but for what is said with the function that is given, and an exception."""
    outputs = [os.dup(1), os.dup(2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)
    try:
        yield lambda text: os.write(outputs[0], f"{text}\n".encode("utf-8", "backslashreplace"))
    except BaseException:
        for number, output in enumerate(outputs, start=1):
            os.dup2(output, number)
        raise


def _read(name: str, value: Any) -> Any:
    """The value of an option: a function where that is meant."""
    if name not in ("state", "reset"):
        return value
    module, _, function = value.partition(":")
    return getattr(import_module(module), function)


def by_command(args: Sequence[str]) -> int:
    """`vapi-contract`, as a console script calls it."""
    from pytest_vapi_contract.cli import main

    sys.argv = ["vapi-contract", *args]
    main()
    raise AssertionError("the command exits")


def by_pytest(args: Sequence[str]) -> int:
    """`python -m pytest`."""
    import pytest

    return pytest.main([*args])


FRONT_ENDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "python": by_python,
    "command": by_command,
    "pytest": by_pytest,
}
