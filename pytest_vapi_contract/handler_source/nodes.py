"""The parts of a source that say something of messages: variables, constants, and what is made of what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

Function = ast.FunctionDef | ast.AsyncFunctionDef
#: The longest text that is a word.
LONGEST_CONSTANT = 120
#: What makes a value of literals that is more than these.
MAKERS = frozenset({"frozenset", "set", "dict", "tuple", "list", "compile", "float", "Decimal"})
#: Larger numbers are left out: what lies between two of them may be infinite.
MOST_NUMBER = 1e300


def nodes_of(tree: ast.Module) -> Iterator[ast.AST]:
    """All that is run for a message, and at the top what is a value of literals: the rest is wiring."""
    for statement in tree.body:
        is_literal = isinstance(statement, ast.Assign | ast.AnnAssign) and _is_literal(statement.value)
        if is_literal or not isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr):
            yield from _without_texts_alone(statement)


def _without_texts_alone(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, but for docstrings."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _without_texts_alone(child)


def _is_literal(node: ast.AST | None) -> bool:
    match node:
        case ast.Constant() | ast.Name():
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in MAKERS and all(map(_is_literal, node.args))
        case ast.Dict(keys=keys):  # what is in a table may be a function, or be made by one
            return all(key is None or _is_literal(key) for key in keys)
        case ast.Tuple() | ast.List() | ast.Set() | ast.UnaryOp() | ast.Starred() | ast.BinOp():
            parts = [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr)]
            return all(map(_is_literal, parts))
        case _:
            return False


def made_from(node: ast.AST | None) -> list[ast.expr]:
    """The parts of an expression that its value is made from."""
    match node:
        case ast.Call(func=ast.Attribute(value=value), args=arguments):
            return [value, *arguments]
        case ast.Call(args=arguments):
            return arguments
        case ast.BoolOp(values=values):
            return values
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.Await(value=value) | ast.NamedExpr(value=value) | ast.Subscript(value=value):
            return [value]
        case _:
            return []


def assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The variables that get a value, each with that value; those of a tuple one by one."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _bound(target, value)
        case (
            ast.AnnAssign(target=target, value=ast.expr() as value)
            | ast.NamedExpr(target=target, value=value)
        ):
            yield from _bound(target, value)
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield from _bound(target, value)
        case _:
            pass


def parameters_of(function: Function) -> list[str]:
    """The names of the parameters that may be given by position."""
    return [each.arg for each in (*function.args.posonlyargs, *function.args.args)]


def returned_by(function: Function) -> list[ast.expr]:
    """The expressions whose value a function returns."""
    returns = (node for node in ast.walk(function) if isinstance(node, ast.Return))
    return [each.value for each in returns if each.value is not None]


def _bound(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    match target, value:
        case ast.Name(id=name), _:
            yield name, value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            for one, other in zip(targets, values, strict=True):
                yield from _bound(one, other)
        case ast.Tuple(elts=targets), ast.Name():  # the parts of what is in a table
            for one in targets:
                yield from _bound(one, value)
        case _:
            pass


def texts_of(node: ast.AST) -> Iterator[str]:
    """The texts and names of a node that may be the name of a property."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Attribute(attr=text) | ast.keyword(arg=str(text)) | ast.arg(arg=text):
            yield text
        case ast.AnnAssign(target=ast.Name(id=text)):
            yield text
        case ast.MatchMapping(keys=keys):
            yield from (
                key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
            )
        case _:
            pass


def constants_in(node: ast.AST) -> Iterator[Any]:
    """The constants of a literal, those in a list, a set, a table and the like as well."""
    if isinstance(node, ast.Constant):
        yield from [node.value] if is_word(node.value) else []
    elif _is_literal(node):
        for part in ast.iter_child_nodes(node):
            yield from constants_in(part)


def is_word(value: Any) -> bool:
    """Whether a constant is a text or a number that may be in a message."""
    if isinstance(value, str):
        return 0 < len(value) <= LONGEST_CONSTANT and "\n" not in value
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST_NUMBER
