"""
Reads the words of a handler's source, without running it.

A property is what is subscripted, what `.get` is asked for, and any name or text that is one of the contract.
What is known of a variable is which property it was made from, wherever in its file.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from .nodes import assigned, constants_in, is_word, made_from, nodes_of, parameters_of, returned_by, texts_of
from .words import MESSAGE, Constants, SourceWords

#: How many constants are kept.
MOST_CONSTANTS = 400
#: Methods whose first argument is the name of a property.
LOOKUPS = frozenset({"get", "pop", "setdefault"})
#: What handlers call the message.
MESSAGES = frozenset({"message", "msg", "event", "payload", "data", "body", "update"})
#: How often variables are gone through: what is known of one may be made from another one behind it.
PASSES = 3
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
        self._uses: Found = {}
        self._constants: dict[tuple[type, Any], Any] = {}
        self._variables: Found = {}
        self._literals: dict[str, Constants] = {}
        self._parameters: dict[str, list[str]] = {}
        self._returned: dict[str, list[ast.expr]] = {}
        self._followed: set[str] = set()  # the functions whose values are looked into

    def words(self) -> SourceWords:
        """All words."""
        kept = list(self._constants.values())[:MOST_CONSTANTS]
        return SourceWords(
            read=frozenset(self._read),
            compared={name: tuple(values) for name, values in self._compared.items()},
            below={name: tuple(names) for name, names in self._below.items()},
            uses={name: tuple(functions) for name, functions in self._uses.items()},
            constants=tuple(kept),
        )

    def read(self, tree: ast.Module) -> None:
        """Read a file: first what variables are made from, then what is done with them."""
        self._variables, self._literals = {}, {}
        nodes = list(nodes_of(tree))
        functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        self._parameters = {each.name: parameters_of(each) for each in functions}
        self._returned = {each.name: returned_by(each) for each in functions}
        for _ in range(PASSES):
            for node in nodes:
                self._note_variable(node)
        for node in nodes:
            self._note_names(node)
            self._note_use(node)

    def _note_variable(self, node: ast.AST) -> None:
        for name, value in (*assigned(node), *self._given(node)):
            constants = dict.fromkeys((*self._literals.get(name, ()), *self._constants_of(value)))
            if constants:
                self._literals[name] = tuple(constants)
            for property in self._names_of(value):
                self._variables.setdefault(name, {})[property] = None

    def _given(self, node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
        """The parameters of a function of the file that get a value, each with that value."""
        match node:
            case ast.Call(func=ast.Name(id=name), args=arguments) if name in self._parameters:
                yield from zip(self._parameters[name], arguments, strict=False)
                yield from ((each.arg, each.value) for each in node.keywords if each.arg)
            case _:
                pass

    def _note_names(self, node: ast.AST) -> None:
        """Note what is the name of a property, and each constant."""
        for text in texts_of(node):
            if text in self._properties:
                self._read[text] = None
        if isinstance(node, ast.Constant) and is_word(node.value):
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
                    self._note_compared(argument, value)  # it may be looked up in a table
                self._note_function(node)
            case ast.Call():
                self._note_function(node)
            case ast.Subscript(value=table, slice=key):
                self._note_compared(key, table)
                if isinstance(key, ast.Slice):
                    self._note_used("len", table)
            case ast.Match(subject=subject, cases=cases):
                for each in cases:
                    self._note_pattern(tuple(self._names_of(subject)), each.pattern)
            case _:
                pass

    def _note_function(self, node: ast.Call) -> None:
        """Note that values are given to a function, or have a method called."""
        match node.func:
            case ast.Name(id=name):
                of = node.args
            case ast.Attribute(attr=name, value=value):
                of = [value, *node.args]
            case _:
                return
        for each in of:
            self._note_used(name, each)

    def _note_used(self, function: str, value: ast.AST) -> None:
        for name in self._names_of(value):
            self._uses.setdefault(name, {})[function] = None

    def _note_pattern(self, names: Sequence[str], pattern: ast.pattern) -> None:
        """Note what a pattern compares with the value of a property, and with those below it."""
        match pattern:
            case ast.MatchValue(value=value):
                for name in names:
                    self._compared.setdefault(name, {}).update(dict.fromkeys(constants_in(value)))
            case ast.MatchMapping(keys=keys, patterns=patterns):
                for key, part in zip(keys, patterns, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        for name in names:
                            self._below.setdefault(name, {})[key.value] = None
                        self._note_pattern((key.value,), part)
            case ast.MatchOr(patterns=patterns) | ast.MatchSequence(patterns=patterns):
                for part in patterns:
                    self._note_pattern(names, part)
            case ast.MatchAs(pattern=ast.pattern() as part):
                self._note_pattern(names, part)
            case _:
                pass

    def _note_compared(self, value: ast.AST, with_what: ast.AST) -> None:
        constants = list(self._constants_of(with_what))
        for name in self._names_of(value) if constants else ():
            self._compared.setdefault(name, {}).update(dict.fromkeys(constants))

    def _constants_of(self, node: ast.AST) -> Iterator[Any]:
        """The constants that an expression is, or that a variable with such a value is."""
        yield from constants_in(node)
        if isinstance(node, ast.Name):
            yield from self._literals.get(node.id, ())

    def _names_of(self, node: ast.AST | None) -> Iterator[str]:
        """The properties that the value of an expression may be made from."""
        looked_up = [] if node is None else self._names_looked_up(node)
        if looked_up:
            yield from looked_up
            return
        match node:
            case ast.Name(id=id):
                yield from [MESSAGE] if id in MESSAGES else self._variables.get(id, {})
            case ast.Attribute(attr=attr) if attr in self._properties:
                yield attr
            case ast.Call(func=ast.Name(id=id)) if id in self._returned and id not in self._followed:
                self._followed.add(id)
                names = dict.fromkeys(name for value in self._returned[id] for name in self._names_of(value))
                self._followed.remove(id)
                yield from names
            case _:
                for part in made_from(node):
                    yield from self._names_of(part)

    def _names_looked_up(self, node: ast.AST) -> list[str]:
        """The names of the properties one of which is looked up: several where a variable has the name."""
        name, _ = self._looked_up(node)
        if name is not None:
            return [name]
        match node:
            case (
                ast.Subscript(slice=ast.Name(id=id))
                | ast.Call(func=ast.Attribute(attr="get"), args=[ast.Name(id=id), *_])
            ):
                return [each for each in self._literals.get(id, ()) if each in self._properties]
            case _:
                return []

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
