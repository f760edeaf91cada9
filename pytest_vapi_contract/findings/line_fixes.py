"""
A line of the handler as it should read: Python is changed as a tree, so what comes out is Python, too.

Each function gives an empty text if the line is not what it knows how to fix.
"""

import ast
from collections.abc import Callable, Sequence
from typing import TypeGuard

from ..cases.condition import MESSAGE

Change = Callable[[ast.expr], ast.expr | None]
#: Operators that allow for None.
EQUALITY = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)
#: Functions and methods that take None as well as anything else.
TAKES_ANYTHING = frozenset(
    {"print", "str", "repr", "bool", "append", "get", "debug", "info", "warning", "error", "exception"}
)


def fix_missing(line: str, name: str) -> str:
    """
    `x["call"]["id"]` becomes `(x.get("call") or {}).get("id")`.

    What is left after a look-up is an object only if that is known of the message itself. Where something is
    done with what is found, such as an index that is taken of it, None will not do either.
    """

    def change(node: ast.expr) -> ast.expr | None:
        got = _got(node, name)
        if got is None or name != MESSAGE or not _is_key(got.args[0], name):
            return got
        return ast.BoolOp(ast.Or(), [got, ast.Dict([], [])])

    return "" if _is_worked_with(line, name) else _fixed(line, change)


def fix_get_on_null(line: str) -> str:
    """`x.get("call", {}).get("id")` becomes `(x.get("call") or {}).get("id")`, at each step of the way."""
    fixed = _fixed(line, _or_empty)
    return (fix_get_on_null(fixed) or fixed) if fixed else ""


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
        return _call(node.value, "get", node.slice) if _is_from_table(node) else None

    if not line.endswith("]") or line.startswith("for ") or any(map(_is_from_table, _all_used(line))):
        return ""
    return _fixed(line, change)


def _is_from_table(node: ast.expr) -> TypeGuard[ast.Subscript]:
    """Whether something is looked up by a value, and not by a name or a number."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return False
    return not isinstance(node.slice, ast.Constant | ast.Slice | ast.UnaryOp | ast.Tuple)


def fix_missing_list(line: str, name: str) -> str:
    """`for x in message["messages"]:` becomes `for x in message.get("messages") or []:`."""

    def change(node: ast.expr) -> ast.expr | None:
        got = _got(node, name) if _key_of(node) == name else None
        return got and ast.BoolOp(ast.Or(), [got, ast.List([], ast.Load())])

    tree = _parsed(line)
    loop = tree.body[0] if tree and line.startswith("for ") else None
    return _fixed(line, change) if isinstance(loop, ast.For) and _key_of(loop.iter) == name else ""


def fix_iteration(line: str, name: str) -> str:
    """`for x in message["messages"]:` becomes `for x in message["messages"] or []:`."""

    def change(node: ast.expr) -> ast.expr | None:
        return ast.BoolOp(ast.Or(), [node, ast.List([], ast.Load())]) if _key_of(node) == name else None

    return _fixed(line, change) if line.startswith("for ") else ""


def taken_for(line: str, where: Sequence[str | int] | None) -> str:
    """
    The expression of the line that has the value at a place of the body; empty if that is not certain.

    It is the one that looks up the last name of the place, if the line takes something of it. Where there is
    none, it is the one name in which all look-ups are, unless these lead further than to the place. With no
    place, none may lead further.
    """
    tree = _parsed(line)
    if tree is None:
        return ""
    looked_up = [node for node in ast.walk(tree) if isinstance(node, ast.expr) and _is_looked_up(node)]
    if where and (named := {ast.unparse(node) for node in looked_up if _key_of(node) == where[-1]}):
        return (
            _quoted_as(line, name) if len(named) == 1 and _is_looked_into(tree, name := named.pop()) else ""
        )
    if any(_leads_on(node, where) for node in looked_up):
        return ""
    bases = {ast.unparse(base) for node in looked_up if isinstance(base := _base_of(node), ast.Name)}
    return bases.pop() if len(bases) == 1 else ""


def _is_looked_into(tree: ast.AST, expression: str) -> bool:
    """Whether something is taken of what an expression gives, and not of its items alone."""
    taken = (node.value for node in ast.walk(tree) if isinstance(node, ast.Subscript | ast.Attribute))
    return any(ast.unparse(each) == expression for node in taken for each in ast.walk(node))


def takes_items(line: str) -> bool:
    """Whether a line looks up anything that is not a name, such as the first item of a list."""
    tree = _parsed(line)
    nodes = ast.walk(tree) if tree else ()
    return any(isinstance(node, ast.Subscript) and _key_of(node) is None for node in nodes)


def _leads_on(node: ast.expr, where: Sequence[str | int] | None) -> bool:
    """Whether a look-up is in another look-up, or goes to a part of a place that is not its end."""
    return (
        _key_of(node) in where if where else where is None and not isinstance(_looked_up_in(node), ast.Name)
    )


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


def _is_looked_up(node: ast.expr) -> bool:
    """Whether a name is looked up, and not set."""
    return _key_of(node) is not None and isinstance(getattr(node, "ctx", None), ast.Load | None)


def _base_of(node: ast.expr) -> ast.expr:
    """What a chain of look-ups begins with."""
    while (inner := _looked_up_in(node)) is not None:
        node = inner
    return node


def _looked_up_in(node: ast.expr) -> ast.expr | None:
    """What a name is looked up in; None if no name is looked up."""
    inner = node.func if isinstance(node, ast.Call) else node
    if _key_of(node) is None or not isinstance(inner, ast.Attribute | ast.Subscript):
        return None
    return inner.value


def _got(node: ast.expr, name: str) -> ast.Call | None:
    """A look-up that does not fail, and those of names that follow it."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load) or _key_of(node) is None:
        return None
    if _is_key(node.slice, name):
        return _call(node.value, "get", node.slice)
    inner = _got(node.value, name)
    return inner and _call(ast.BoolOp(ast.Or(), [inner, ast.Dict([], [])]), "get", node.slice)


def _is_worked_with(line: str, name: str) -> bool:
    """Whether something is done with what a name leads to that may fail with None, such as a division."""
    return any(_leads_over(each, name) for each in _all_used(line))


def _all_used(line: str) -> list[ast.expr]:
    """The values that a line does something with, other than to pass them on or to compare them."""
    tree = _parsed(line)
    return [each for node in ast.walk(tree) for each in _used_by(node)] if tree else []


def _leads_over(node: ast.expr | None, name: str) -> bool:
    """Whether a chain of look-ups has one of a name, which fails if it is missing."""
    while node is not None:
        if isinstance(node, ast.Subscript) and _key_of(node) == name:
            return name != MESSAGE
        node = _looked_up_in(node)
    return False


def _used_by(node: ast.AST) -> Sequence[ast.expr]:
    """The values that a piece of code does something with itself."""
    match node:
        case ast.BinOp():
            return [node.left, node.right]
        case ast.Compare() if not all(isinstance(each, EQUALITY) for each in node.ops):
            return [node.left, *node.comparators]
        case ast.Call() if not _takes_anything(node.func):
            return [*node.args, *(each.value for each in node.keywords)]
        case ast.AugAssign() | ast.Attribute() | ast.Starred():
            return [node.value]
        case ast.Subscript() if _key_of(node) is None:
            return [node.value, node.slice]
        case (
            ast.UnaryOp(op=ast.USub() | ast.UAdd() | ast.Invert(), operand=used)
            | ast.keyword(arg="key", value=ast.Lambda(body=used))  # what is sorted by it is compared
        ):
            return [used]
        case ast.For() | ast.comprehension():
            return [node.iter]
        case _:
            return []


def _takes_anything(function: ast.expr) -> bool:
    """Whether a function or method takes None for what it is called with."""
    return getattr(function, "attr", getattr(function, "id", None)) in TAKES_ANYTHING


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
    """The line as changed; an argument on a line of its own, with its comma, would become a tuple."""
    tree, changer = _parsed(line), _Changer(change)
    if tree is None or line.endswith(","):
        return ""
    try:
        text = ast.unparse(ast.fix_missing_locations(changer.visit(tree)))
    except (ValueError, RecursionError):
        return ""
    text = text.removesuffix("\n    pass") if line.endswith(":") else text
    return _quoted_as(line, text) if changer.changed and "\n" not in text else ""


def _quoted_as(line: str, text: str) -> str:
    """The text with the quotes of the line, where that changes nothing else."""
    return text.replace("'", '"') if "'" not in line and '"' in line and '"' not in text else text


def _call(value: ast.expr, method: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(value, method, ast.Load()), list(arguments), [])


def _is_key(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == name


def _is_named(node: ast.expr, name: str) -> bool:
    return getattr(node, "attr", getattr(node, "id", None)) == name
