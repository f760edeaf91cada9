import ast

import pytest

from pytest_vapi_contract.handler_source.nodes import (
    assigned,
    constants_in,
    is_word,
    made_from,
    nodes_of,
    parameters_of,
    returned_by,
    texts_of,
)


def expression(source):
    """An expression as a node."""
    return ast.parse(source, mode="eval").body


def statement(source):
    """A statement as a node."""
    return ast.parse(source).body[0]


def written(nodes):
    """Nodes as source."""
    return [ast.unparse(node) for node in nodes]


def test_what_is_run_for_a_message_is_looked_at():
    """At the top of a module that is what is defined, and values of literals."""
    tree = ast.parse(
        '"""Doc."""\nA = {"x": 1}\napp = FastAPI(title="t")\ndef f():\n    "Doc."\n    return "y"'
    )

    assert [node.value for node in nodes_of(tree) if isinstance(node, ast.Constant)] == ["x", 1, "y"]


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a.strip(b)", ["a", "b"]),
        ("int(a)", ["a"]),
        ("a or b", ["a", "b"]),
        ("a + b", ["a", "b"]),
        ("a if b else c", ["a", "c"]),
        ("a[0]", ["a"]),
        ("a", []),
    ],
)
def test_a_value_is_made_from_the_parts_of_its_expression(source, parts):
    """What only decides is not one of them."""
    assert written(made_from(expression(source))) == parts


@pytest.mark.parametrize(
    ("source", "pairs"),
    [
        ("a = x", [("a", "x")]),
        ("a: int = x", [("a", "x")]),
        ("a, b = x, y", [("a", "x"), ("b", "y")]),
        ("for a in x: pass", [("a", "x")]),
        ("for a, b in x: pass", [("a", "x"), ("b", "x")]),
        ("a.b = x", []),
    ],
)
def test_variables_get_values(source, pairs):
    """Those of a tuple one by one, and the parts of what is in a table all of it."""
    assert [(name, ast.unparse(value)) for name, value in assigned(statement(source))] == pairs


def test_a_function_has_parameters_and_returns_values():
    """Those that may be given by position; nothing is no value."""
    function = statement("def f(a, /, b, *, c):\n    if a:\n        return\n    return b.c")

    assert parameters_of(function) == ["a", "b"]
    assert written(returned_by(function)) == ["b.c"]


def test_texts_that_may_be_names_of_properties():
    """Constants, attributes and arguments."""
    assert [*texts_of(expression("'a'")), *texts_of(expression("x.b"))] == ["a", "b"]
    assert list(texts_of(expression("x"))) == []


def test_constants_are_those_of_a_literal():
    """Also in a list, a set or a table."""
    assert list(constants_in(expression("{'a': (1, 2.5), **x}"))) == ["a", 1, 2.5]
    assert list(constants_in(expression("f('a')"))) == []


def test_a_table_of_functions_has_constants_too():
    """Its keys are those that a message is looked up by."""
    table = 'TOOLS = {"book": lambda call: call["when"], "cancel": shop.cancel}'

    assert list(constants_in(statement(table).value)) == ["book", "cancel"]
    found = [node.value for node in nodes_of(ast.parse(table)) if isinstance(node, ast.Constant)]
    assert found == ["book", "cancel", "when"]


@pytest.mark.parametrize("value", ["", "a\nb", "x" * 200, True, None, 1e301])
def test_not_every_constant_may_be_in_a_message(value):
    """Texts for people and truth values say nothing."""
    assert not is_word(value)
