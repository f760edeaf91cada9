"""
Reads the words of a handler's source, without running it.

A property is what is subscripted, what `.get` is asked for, and any name or text that is one of the contract.
What is known of a variable is which property it was made from, wherever in its file.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from .source_words import MESSAGE, Constants, SourceWords

#: How many constants are kept, and the longest text among them.
MOST_CONSTANTS, LONGEST_CONSTANT = 400, 120
#: Methods whose first argument is the name of a property.
LOOKUPS = frozenset({"get", "pop", "setdefault"})
#: What makes a value of literals that is more than these.
MAKERS = frozenset({"frozenset", "set", "dict", "tuple", "list", "compile", "float", "Decimal"})
#: What handlers call the message.
MESSAGES = frozenset({"message", "msg", "event", "payload", "data", "body", "update"})
#: Numbers beyond are no words: what lies between two of them is no number.
MOST_NUMBER = 1e300
Found = dict[str, dict[Any, None]]


def words_in(files: Iterable[str], properties: Collection[str]) -> SourceWords:
    """The words of some files; one that cannot be read, or not by this version of Python, has few or none."""
    reader = _SourceReader(properties)
    for file in files:
        with suppress(OSError, ValueError, SyntaxError, RecursionError):  # a deep expression
            reader.read(ast.parse(Path(file).read_text(encoding="utf-8")))
    return reader.words()


class _SourceReader:
    """Collects words, file by file."""

    def __init__(self, properties: Collection[str]) -> None:
        self._properties = properties
        self._read: dict[str, None] = {}
        self._compared: Found = {}
        self._below: Found = {}
        self._constants: dict[tuple[type, Any], Any] = {}
        self._variables: Found = {}
        self._literals: dict[str, Constants] = {}

    def words(self) -> SourceWords:
        """All words."""
        kept = list(self._constants.values())[:MOST_CONSTANTS]
        return SourceWords(
            read=frozenset(self._read),
            compared={name: tuple(values) for name, values in self._compared.items()},
            below={name: tuple(names) for name, names in self._below.items()},
            constants=tuple(kept),
        )

    def read(self, tree: ast.Module) -> None:
        """Read a file: first what variables are made from, then what is done with them."""
        self._variables, self._literals = {}, {}
        nodes = list(_nodes(tree))
        for node in nodes:
            self._note_variable(node)
        for node in nodes:
            self._note_names(node)
            self._note_use(node)

    def _note_variable(self, node: ast.AST) -> None:
        for name, value in _assigned(node):
            constants = tuple(_constants(value))
            if constants:
                self._literals[name] = constants
            for property in self._names_of(value):
                self._variables.setdefault(name, {})[property] = None

    def _note_names(self, node: ast.AST) -> None:
        """Note what is the name of a property, and each constant."""
        for text in _texts(node):
            if text in self._properties:
                self._read[text] = None
        if isinstance(node, ast.Constant) and _is_word(node.value):
            self._constants[type(node.value), node.value] = node.value
        name, above = self._looked_up(node)
        if name is not None and above is not None:
            self._read[name] = None
            for each in self._names_of(above):
                self._below.setdefault(each, {})[name] = None

    def _note_use(self, node: ast.AST) -> None:
        match node:
            case ast.Compare(left=left, comparators=others):
                for one, other in pairwise([left, *others]):
                    self._note_compared(one, other)
                    self._note_compared(other, one)
            case ast.Call(func=ast.Attribute(value=value), args=arguments) if (
                self._looked_up(node)[0] is None
            ):
                for argument in arguments:
                    self._note_compared(value, argument)
            case ast.Match(subject=subject):
                for pattern in ast.walk(node):
                    if isinstance(pattern, ast.MatchValue):
                        self._note_compared(subject, pattern.value)
            case _:
                pass

    def _note_compared(self, value: ast.AST, with_what: ast.AST) -> None:
        constants = list(self._constants_of(with_what))
        for name in self._names_of(value) if constants else ():
            self._compared.setdefault(name, {}).update(dict.fromkeys(constants))

    def _constants_of(self, node: ast.AST) -> Iterator[Any]:
        """The constants that an expression is, or that a variable with such a value is."""
        yield from _constants(node)
        if isinstance(node, ast.Name):
            yield from self._literals.get(node.id, ())

    def _names_of(self, node: ast.AST | None) -> Iterator[str]:
        """The properties that the value of an expression may be made from."""
        name = None if node is None else self._looked_up(node)[0]
        if name is not None:
            yield name
            return
        match node:
            case ast.Name(id=id):
                yield from [MESSAGE] if id in MESSAGES else self._variables.get(id, {})
            case ast.Attribute(attr=attr) if attr in self._properties:
                yield attr
            case ast.Call(func=function, args=arguments):
                of = [function.value] if isinstance(function, ast.Attribute) else []
                yield from (name for value in (*of, *arguments) for name in self._names_of(value))
            case ast.BoolOp(values=values):
                yield from (name for value in values for name in self._names_of(value))
            case ast.BinOp(left=left, right=right):
                yield from (name for value in (left, right) for name in self._names_of(value))
            case ast.IfExp(body=body, orelse=orelse):
                yield from (name for value in (body, orelse) for name in self._names_of(value))
            case ast.Await(value=value) | ast.NamedExpr(value=value) | ast.Subscript(value=value):
                yield from self._names_of(value)
            case _:
                pass

    def _looked_up(self, node: ast.AST) -> tuple[str | None, ast.expr | None]:
        """The name of a property that is looked up, and in what."""
        match node:
            case ast.Subscript(value=value, slice=ast.Constant(value=str(name))):
                return name, value
            case ast.Call(
                func=ast.Attribute(attr=method, value=value), args=[ast.Constant(value=str(name)), *_]
            ) if method in LOOKUPS:
                return name, value
            case ast.Compare(left=ast.Constant(value=str(name)), ops=[ast.In() | ast.NotIn()]):
                return name, node.comparators[0]
            case ast.Call(args=[value, ast.Constant(value=str(name)), *_]) if name in self._properties:
                return name, value  # a function of the user's that looks it up
            case _:
                return None, None


def _nodes(tree: ast.Module) -> Iterator[ast.AST]:
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
        case ast.Tuple() | ast.List() | ast.Set() | ast.Dict() | ast.UnaryOp() | ast.Starred() | ast.BinOp():
            parts = [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr)]
            return all(map(_is_literal, parts))
        case _:
            return False


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
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


def _bound(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    match target, value:
        case ast.Name(id=name), _:
            yield name, value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            for one, other in zip(targets, values, strict=True):
                yield from _bound(one, other)
        case _:
            pass


def _texts(node: ast.AST) -> Iterator[str]:
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


def _constants(node: ast.AST) -> Iterator[Any]:
    """The constants of a literal, those in a list, a set, a table and the like as well."""
    if isinstance(node, ast.Constant):
        yield from [node.value] if _is_word(node.value) else []
    elif _is_literal(node):
        for part in ast.iter_child_nodes(node):
            yield from _constants(part)


def _is_word(value: Any) -> bool:
    if isinstance(value, str):
        return 0 < len(value) <= LONGEST_CONSTANT and "\n" not in value
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST_NUMBER
