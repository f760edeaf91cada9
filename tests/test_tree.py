"""The tree: a module with logic has a test file of its own name, and no modules import each other."""

import ast
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "pytest_vapi_contract"
BRANCHES = (
    ast.BoolOp, ast.For, ast.If, ast.IfExp, ast.Try, ast.While, ast.comprehension, ast.match_case
)  # fmt: skip

#: So many functions, and so many branches, make a module one with logic.
FUNCTIONS = BRANCHINGS = 3


def test_a_module_with_logic_has_tests_of_its_name():
    """
    `shapes/limits` is tested in `tests/shapes/test_limits.py`.
    """
    paths = filter(_has_logic, PACKAGE.rglob("*.py"))
    modules = {path.relative_to(PACKAGE).with_suffix("") for path in paths}

    without = {str(module) for module in modules if not _tests_of(module).exists()}

    assert without == set()


def test_logic_is_told_from_tables():
    """A module of data has no logic, and the one that reads schema files has."""
    assert not _has_logic(PACKAGE / "realism" / "fields.py")
    assert _has_logic(PACKAGE / "bundle" / "read.py")


def _tests_of(module: Path) -> Path:
    return TESTS / module.parent / f"test_{module.name}.py"


def _has_logic(path: Path) -> bool:
    if path.name.startswith("__"):
        return False
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    functions = sum(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in nodes)
    return functions >= FUNCTIONS and sum(isinstance(node, BRANCHES) for node in nodes) >= BRANCHINGS


def test_no_modules_import_each_other():
    """There is no circle of imports, those for type checkers and inside functions included."""
    modules = {_dotted(path): path for path in PACKAGE.rglob("*.py")}
    graph = {name: set(_imported(name, path, modules)) for name, path in modules.items()}

    TopologicalSorter(graph).prepare()  # raises `CycleError`

    assert f"{PACKAGE.name}.shapes.nodes" in graph[f"{PACKAGE.name}.shapes.compiler"]


def test_a_circle_of_imports_is_seen(tmp_path):
    """One module that imports another for type checkers, and is imported by it, make one."""
    sources = {"a": "if TYPE_CHECKING:\n    from .b import B", "b": "def f():\n    from . import a"}
    modules = {f"x.{name}": tmp_path / f"{name}.py" for name in sources}
    for name, source in sources.items():
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    graph = {name: set(_imported(name, path, modules)) for name, path in modules.items()}

    with pytest.raises(CycleError):
        TopologicalSorter(graph).prepare()


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(name: str, path: Path, modules: Collection[str]) -> Iterator[str]:
    """The modules that one imports from this package, which all do by relative imports."""
    package = name.split(".") if path.stem == "__init__" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = package[: len(package) - node.level + 1]
            source = ".".join([*above, *(node.module or "").split(".")]).rstrip(".")
            for each in node.names:
                yield f"{source}.{each.name}" if f"{source}.{each.name}" in modules else source
