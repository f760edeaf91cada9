"""One name for one thing: no two classes share one, and no module has its former one."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import pytest_vapi_contract

PACKAGE = Path(pytest_vapi_contract.__file__).parent
ROOTS = (PACKAGE, Path(__file__).parent)
#: Former names, and what a stranger looks for instead.
FORMER = {
    "aims": "targets",
    "attempt": "recorder",
    "cause": "fingerprint",
    "circumstance": "condition",
    "courier": "sender",
    "framing": "layout, or http_framing",
    "freeform": "arbitrary_json",
    "grounds": "seeds",
    "growing": "generator",
    "impostors": "bad_credentials",
    "likelihood": "frequencies",
    "mark": "fingerprint",
    "pace": "budget",
    "parts": "builders",
    "pending": "deferred",
    "plausible": "realism",
    "pools": "people",
    "scene": "scenario",
    "sites": "assertions",
    "slots": "presence",
    "sound": "valid",
    "spot": "occurrence",
    "starting": "budget",
    "supply": "case_source",
    "telling": "diagnosis",
    "tomorrow": "forward_compatibility",
    "trails": "schema_paths",
    "witness": "exception_hooks",
}
#: Former names that identifiers keep, each in another sense than the one that was replaced.
KEPT = {
    "attempt": "of a delivery",
    "cause": "of failures, as baselines and JUnit files call it",
    "framing": "of an HTTP body",
    "mark": "of pytest; of a failure that a check tells apart",
    "parts": "of a value",
    "pending": "a tool call, as Vapi calls it",
    "sound": "a property of Vapi's",
}


def modules(root):
    """All modules below a folder, without those that are examples of webhooks."""
    return [path for path in root.rglob("*.py") if "zoo" not in path.parts]


@cache
def parsed(path):
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def test_no_class_name_occurs_twice():
    """A class is found by its name alone, a private one too."""
    places = defaultdict(list)
    for path in modules(PACKAGE):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path.relative_to(PACKAGE)}:{node.lineno}")

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("former", FORMER)
def test_no_module_or_folder_has_a_former_name(former):
    """Nor has the file that tests a module."""
    words = {former, f"test_{former}"}
    named = {
        path
        for root in ROOTS
        for module in modules(root)
        for path in (module.relative_to(root), *module.relative_to(root).parents)
        if path.stem in words
    }

    assert named == set(), f"say {FORMER[former]}"


def test_nothing_in_a_module_has_a_former_name():
    """No class, function, parameter or variable is called so, unless it means something else."""
    forbidden = FORMER.keys() - KEPT.keys()

    found = [
        f"{path.name}:{line}: say {FORMER[name]}, not {name}"
        for root in ROOTS
        for path in modules(root)
        for name, line in identifiers(path)
        if name in forbidden
    ]

    assert found == []


def identifiers(path):
    """What a module gives names to: each name without its underscores and capitals, and its line."""
    for node in ast.walk(parsed(path)):
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.arg(arg=name)
                | ast.Name(id=name, ctx=ast.Store())
                | ast.Attribute(attr=name, ctx=ast.Store())
            ) if not name.startswith("__"):
                yield name.strip("_").lower(), node.lineno
            case _:
                pass
