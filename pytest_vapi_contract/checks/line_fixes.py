"""
A line of the handler as it should read: Python is changed as a tree, so what comes out is Python, too.

Each function gives an empty text if the line is not what it knows how to fix.
"""

import ast
from collections.abc import Callable, Sequence

from ..cases.condition import MESSAGE

Change = Callable[[ast.expr], ast.expr | None]
#: Operators that allow for None.
EQUALITY = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)


def fix_missing(line: str, name: str) -> str:
    """
    `x["call"]["id"]` becomes `(x.get("call") or {}).get("id")`.

    What is left after a look-up is an object only if that is known of the message itself.
    """

    def change(node: ast.expr) -> ast.expr | None:
        got = _got(node, name)
        if got is None or name != MESSAGE or not _is_key(got.args[0], name):
            return got
        return ast.BoolOp(ast.Or(), [got, ast.Dict([], [])])

    return "" if name != MESSAGE and _is_worked_with(line, name) else _fixed(line, change)


def fix_get_on_null(line: str) -> str:
    """`x.get("call", {}).get("id")` becomes `(x.get("call") or {}).get("id")`."""
    return _fixed(line, _or_empty)


def fix_envelope(line: str, name: str) -> str:
    """`body["type"]` becomes `body["message"]["type"]`."""

    def change(node: ast.expr) -> ast.expr | None:
        if not isinstance(node, ast.Subscript) or not _is_key(node.slice, name):
            return None
        if isinstance(node.value, ast.Subscript):
            return None
        inner = ast.Subscript(node.value, ast.Constant("message"), ast.Load())
        return ast.Subscript(inner, node.slice, node.ctx)

    return _fixed(line, change)


def fix_compared_text(line: str) -> str:
    """`compare_digest(a, b)` becomes `compare_digest(a.encode(), b.encode())`."""

    def change(node: ast.expr) -> ast.expr | None:
        if not isinstance(node, ast.Call) or not _is_named(node.func, "compare_digest"):
            return None
        return ast.Call(node.func, [_call(each, "encode") for each in node.args], [])

    return _fixed(line, change)


def fix_loads(line: str) -> str:
    """`json.loads(x)` becomes `x if isinstance(x, dict) else json.loads(x)`."""

    def change(node: ast.expr) -> ast.expr | None:
        if not isinstance(node, ast.Call) or not _is_named(node.func, "loads") or len(node.args) != 1:
            return None
        test = ast.Call(ast.Name("isinstance"), [node.args[0], ast.Name("dict")], [])
        return ast.IfExp(test, node.args[0], node)

    return _fixed(line, change)


def fix_number(line: str) -> str:
    """`float(x)` becomes `float(x or 0)`."""

    def change(node: ast.expr) -> ast.expr | None:
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or len(node.args) != 1:
            return None
        if node.func.id not in ("float", "int") or isinstance(node.args[0], ast.BoolOp):
            return None
        return ast.Call(node.func, [ast.BoolOp(ast.Or(), [node.args[0], ast.Constant(0)])], [])

    return _fixed(line, change)


def fix_unhashable(line: str) -> str:
    """`x in KNOWN` becomes `isinstance(x, str) and x in KNOWN`."""

    def change(node: ast.expr) -> ast.expr | None:
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.In):
            return None
        return ast.BoolOp(
            ast.And(), [ast.Call(ast.Name("isinstance"), [node.left, ast.Name("str")], []), node]
        )

    return _fixed(line, change)


def fix_lookup(line: str) -> str:
    """`run = TABLE[x]` becomes `run = TABLE.get(x)`; nothing that goes on with what it finds is changed."""

    def change(node: ast.expr) -> ast.expr | None:
        if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
            return None
        return (
            None if isinstance(node.slice, ast.Constant | ast.Slice) else _call(node.value, "get", node.slice)
        )

    return _fixed(line, change) if line.endswith("]") and not line.startswith("for ") else ""


def fix_iteration(line: str, name: str) -> str:
    """`for x in message["messages"]:` becomes `for x in message["messages"] or []:`."""

    def change(node: ast.expr) -> ast.expr | None:
        return ast.BoolOp(ast.Or(), [node, ast.List([], ast.Load())]) if _key_of(node) == name else None

    return _fixed(line, change) if line.startswith("for ") else ""


def taken_for(line: str, where: Sequence[str | int]) -> str:
    """
    The expression of the line that has the value at a place of the body; empty if that is not certain.

    It is the one that looks up the last name of the place; where there is none, all look-ups are in one name.
    """
    tree = _parsed(line)
    if tree is None:
        return ""
    looked_up = [node for node in ast.walk(tree) if isinstance(node, ast.expr) and _key_of(node) is not None]
    if where and (named := {ast.unparse(node) for node in looked_up if _key_of(node) == where[-1]}):
        return _quoted_as(line, named.pop()) if len(named) == 1 else ""
    bases = {ast.unparse(base) for node in looked_up if isinstance(base := _base_of(node), ast.Name)}
    return bases.pop() if len(bases) == 1 else ""


def _parsed(line: str) -> ast.Module | None:
    """A line of the handler as a tree; None if it is not one that can be read by itself."""
    try:
        return ast.parse(f"{line} pass" if line.endswith(":") else line)
    except (SyntaxError, ValueError, RecursionError):
        return None


def _key_of(node: ast.expr) -> str | None:
    """The name that is looked up by `x["name"]` or `x.get("name")`; None for anything else."""
    key: ast.expr | None = None
    if isinstance(node, ast.Subscript):
        key = node.slice
    elif isinstance(node, ast.Call) and _is_named(node.func, "get") and node.args:
        key = node.args[0]
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None


def _base_of(node: ast.expr) -> ast.expr:
    """What a chain of look-ups begins with."""
    while _key_of(node) is not None:
        inner = node.func if isinstance(node, ast.Call) else node
        if not isinstance(inner, ast.Attribute | ast.Subscript):
            return node
        node = inner.value
    return node


def _got(node: ast.expr, name: str) -> ast.Call | None:
    """A look-up that does not fail, and those that follow it."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return None
    if _is_key(node.slice, name):
        return _call(node.value, "get", node.slice)
    inner = _got(node.value, name)
    return inner and _call(ast.BoolOp(ast.Or(), [inner, ast.Dict([], [])]), "get", node.slice)


def _is_worked_with(line: str, name: str) -> bool:
    """Whether something is done with the value of a name that may fail with None, such as a division."""
    tree = _parsed(line)
    used = [each for node in ast.walk(tree) for each in _used_by(node)] if tree else []
    return any(isinstance(each, ast.Subscript) and _key_of(each) == name for each in used)


def _used_by(node: ast.AST) -> Sequence[ast.expr]:
    """The values that a piece of code does something with, other than to pass them on or to compare them."""
    match node:
        case ast.BinOp():
            return [node.left, node.right]
        case ast.Compare() if not all(isinstance(each, EQUALITY) for each in node.ops):
            return [node.left, *node.comparators]
        case ast.Call():
            return [*node.args, *(each.value for each in node.keywords)]
        case ast.AugAssign() | ast.Attribute() | ast.Starred():
            return [node.value]
        case ast.UnaryOp() if not isinstance(node.op, ast.Not):
            return [node.operand]
        case ast.For() | ast.comprehension():
            return [node.iter]
        case _:
            return []


def _or_empty(node: ast.expr) -> ast.expr | None:
    if not isinstance(node, ast.Call) or not _is_named(node.func, "get") or len(node.args) != 2:
        return None
    if not isinstance(node.args[1], ast.Dict) or node.args[1].keys:
        return None
    return ast.BoolOp(ast.Or(), [ast.Call(node.func, node.args[:1], []), node.args[1]])


class _Changer(ast.NodeTransformer):
    """Changes each expression that a change is for, the outermost first."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self.changed = False

    def visit(self, node: ast.AST) -> ast.AST:
        """The node, or what it becomes."""
        other = self._change(node) if isinstance(node, ast.expr) else None
        if other is None:
            return self.generic_visit(node)
        self.changed = True
        return other


def _fixed(line: str, change: Change) -> str:
    tree, changer = _parsed(line), _Changer(change)
    if tree is None:
        return ""
    try:
        text = ast.unparse(ast.fix_missing_locations(changer.visit(tree)))
    except (ValueError, RecursionError):
        return ""
    if not changer.changed:
        return ""
    text = text.removesuffix("\n    pass") if line.endswith(":") else text
    return text if "\n" in text else _quoted_as(line, text)


def _quoted_as(line: str, text: str) -> str:
    """The text with the quotes of the line, where that changes nothing else."""
    return text.replace("'", '"') if "'" not in line and '"' in line and '"' not in text else text


def _call(value: ast.expr, method: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(value, method, ast.Load()), list(arguments), [])


def _is_key(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == name


def _is_named(node: ast.expr, name: str) -> bool:
    return getattr(node, "attr", getattr(node, "id", None)) == name
