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
#: Lines of a file, and of a function without its docstring.
LONGEST_FILE, LONGEST_FUNCTION = 400, 45


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


def test_no_file_and_no_function_is_long():
    """What no longer fits is two things."""
    files = {
        path: path.read_text(encoding="utf-8") for root in (PACKAGE, TESTS) for path in root.rglob("*.py")
    }
    long_functions = {
        f"{path}: {function.name}"
        for path, text in files.items()
        if path.is_relative_to(PACKAGE)
        for function in _functions(ast.parse(text))
        if _length(function) > LONGEST_FUNCTION
    }

    assert {path for path, text in files.items() if text.count("\n") > LONGEST_FILE} == set()
    assert long_functions == set()


def test_a_docstring_does_not_make_a_function_long():
    """It is counted apart."""
    [function] = _functions(ast.parse('def f():\n    """\n    What it does.\n    """\n    return 1'))

    assert _length(function) == 2


def _functions(module: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [each for each in ast.walk(module) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    is_text = ast.get_docstring(function, clean=False) is not None
    return _lines(function) - (_lines(first) if is_text else 0)


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


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
