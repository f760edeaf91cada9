"""What a signature says."""

import asyncio
from functools import partial

import pytest

from pytest_vapi_contract.delivery.kinds.call_signature import is_async, shape_of


def named(*parameters):
    """A function with these parameters."""
    return eval(f"lambda {', '.join(parameters)}: None")


async def coroutine(body):
    """An `async def`."""


class Called:
    """An object that is called."""

    async def __call__(self, body):
        """As an `async def`."""


@pytest.mark.parametrize(
    ("parameters", "headers"),
    [
        (["body"], None),
        (["body", "headers"], "positional"),
        (["body", "request_headers"], "positional"),
        (["body", "headers=None"], "positional"),
        (["body", "retries=3"], None),
        (["body", "*", "headers"], "keyword"),
        (["body", "context=None", "headers=None"], "keyword"),
    ],
)
def test_how_a_function_wants_the_headers(parameters, headers):
    """Two required parameters are the body and the headers; a default of another name is none of ours."""
    assert shape_of(named(*parameters)).headers == headers


def test_parameters_are_told_apart():
    """Required and optional ones, keyword-only ones, and `*args`."""

    def function(one, two=2, *rest, three, four=4): ...

    shape = shape_of(function)

    assert (shape.required, shape.optional, shape.variadic) == (("one",), ("two",), True)
    assert (shape.keywords, shape.demanded) == (("three", "four"), ("three",))


def test_a_callable_without_a_signature_is_unknown():
    """Python cannot say of some callables what they take."""
    assert not shape_of(dict).known


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (coroutine, True),
        (partial(coroutine, {}), True),
        (partial(partial(coroutine)), True),
        (Called(), True),
        (named("body"), False),
        (partial(named("body"), {}), False),
        (asyncio.sleep, True),
        (len, False),
    ],
)
def test_what_gives_a_coroutine_is_async(target, expected):
    """Through partials and objects that are called, too."""
    assert is_async(target) is expected
