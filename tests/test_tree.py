"""Where tests are: a module with logic has a test file of its own name, in the folder of the same name."""

import ast
from pathlib import Path

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
