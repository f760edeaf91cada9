"""Options that are misspelt, or have a value that cannot be used, in every front end."""

import inspect
import math
from dataclasses import fields

import pytest

from pytest_vapi_contract import (
    as_handler,
    assert_accepts,
    assert_handler_conforms,
    assert_rejects,
    assert_survives,
    check_handler,
)
from pytest_vapi_contract.delivery import HandlerOptions
from pytest_vapi_contract.errors import BadHandlerOption, BadOption, ContractError, UnknownOption

KNOWN = [each.name for each in fields(HandlerOptions)]
HANG = {"type": "hang"}


def app(body):
    """A handler that takes everything."""


#: Each function with options, as it is called with some.
FRONT_ENDS = {
    "as_handler": lambda **options: as_handler(app, **options),
    "a handler": lambda **options: as_handler(as_handler(app), **options),
    "assert_accepts": lambda **options: assert_accepts(app, HANG, **options),
    "assert_accepts, with a handler": lambda **options: assert_accepts(as_handler(app), HANG, **options),
    "assert_survives": lambda **options: assert_survives(app, HANG, **options),
    "assert_rejects": lambda **options: assert_rejects(app, HANG, **options),
    "check_handler": lambda **options: check_handler(app, **options),
    "assert_handler_conforms": lambda **options: assert_handler_conforms(app, **options),
}
EITHER = "It must be 'survive' or 'reject'."
RUNS = ("check_handler", "assert_handler_conforms")


@pytest.mark.parametrize("call", FRONT_ENDS.values(), ids=FRONT_ENDS)
def test_a_misspelt_option_is_told(call):
    """The error is one of ours, and asks whether another option is meant; it is a `TypeError`, too."""
    with pytest.raises(UnknownOption) as raised:
        call(pth="/webhook")

    assert str(raised.value) == "Unknown option 'pth'. Did you mean 'path'?"
    assert isinstance(raised.value, ContractError)
    assert isinstance(raised.value, TypeError)


def test_an_option_like_no_other_is_told_with_all():
    """Where no option is alike, those that there are."""
    with pytest.raises(UnknownOption) as raised:
        as_handler(app, xyzzy=1)

    assert str(raised.value) == f"Unknown option 'xyzzy'. The options are {', '.join(KNOWN)}."
    assert "timeout" in KNOWN


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("on_invalid", "rejct", f"on_invalid='rejct' cannot be used. Did you mean 'reject'? {EITHER}"),
        ("on_invalid", None, f"on_invalid=None cannot be used. {EITHER}"),
        ("max_examples", 0, "max_examples=0 cannot be used. It must be a whole number, at least 1."),
        ("max_examples", "5", "max_examples='5' cannot be used. It must be a whole number, at least 1."),
        ("max_examples", True, "max_examples=True cannot be used. It must be a whole number, at least 1."),
        ("seed", -1, "seed=-1 cannot be used. It must be a whole number, at least 0."),
        ("seed", "x", "seed='x' cannot be used. It must be a whole number, at least 0."),
        ("time_budget", 0, "time_budget=0 cannot be used. It must be a positive number of seconds."),
        ("time_budget", -1.5, "time_budget=-1.5 cannot be used. It must be a positive number of seconds."),
        ("time_budget", math.nan, "time_budget=nan cannot be used. It must be a positive number of seconds."),
        ("time_budget", math.inf, "time_budget=inf cannot be used. It must be a positive number of seconds."),
        ("time_budget", "30", "time_budget='30' cannot be used. It must be a positive number of seconds."),
        ("types", "hang", "types='hang' cannot be used. It must be a list of names."),
        ("types", [5], "types=[5] cannot be used. It must be a list of names."),
        ("checks", "accepts", "checks='accepts' cannot be used. It must be a list of names."),
        ("checks", 5, "checks=5 cannot be used. It must be a list of names."),
        ("revision", 2026, "revision=2026 cannot be used. It must be a string."),
        (
            "contract",
            "x",
            "contract='x' cannot be used. It must be a Contract, as `Contract.load` returns it.",
        ),
        ("state", "app:state", "state='app:state' cannot be used. It must be a function."),
        ("reset", 5, "reset=5 cannot be used. It must be a function."),
        ("progress", 5, "progress=5 cannot be used. It must be a function."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("front_end", RUNS)
def test_an_option_of_a_run_that_cannot_be_used_is_told(front_end, option, value, text):
    """The error names option and value, and says what it has to be."""
    with pytest.raises(BadOption) as raised:
        FRONT_ENDS[front_end](**{option: value})

    assert str(raised.value) == text
    assert (raised.value.option, str(raised.value.value)) == (option, str(value))


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("path", 5, "path=5 cannot be used. It must be a string."),
        ("path", None, "path=None cannot be used. It must be a string."),
        ("secret", b"hunter2", "secret=… cannot be used. It must be a string."),
        ("credentials", "hunter2", "credentials=… cannot be used. It must have a method `sign`."),
        ("allow_remote", "yes", "allow_remote='yes' cannot be used. It must be True or False."),
    ],
)
@pytest.mark.parametrize("call", FRONT_ENDS.values(), ids=FRONT_ENDS)
def test_an_option_of_a_handler_that_cannot_be_used_is_told(call, option, value, text):
    """The same from every front end, and no secret is repeated."""
    with pytest.raises(BadHandlerOption) as raised:
        call(**{option: value})

    assert str(raised.value) == text


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("timeout", 0, "timeout=0 cannot be used. It must be a positive number of seconds."),
        ("timeout", math.nan, "timeout=nan cannot be used. It must be a positive number of seconds."),
        ("timeout", "20", "timeout='20' cannot be used. It must be a positive number of seconds."),
        (
            "headers",
            ["X-Tenant: hunter2"],
            "headers=… cannot be used. It must be a mapping of names to values.",
        ),
        ("envelope", None, "envelope=None cannot be used. It must be True or False."),
        ("kind", "wsgy", "kind='wsgy' cannot be used. Did you mean 'wsgi'? It must be 'asgi', 'wsgi',"),
    ],
)
def test_an_option_that_only_as_handler_has(option, value, text):
    """Time limit, headers, envelope and kind."""
    with pytest.raises(BadHandlerOption) as raised:
        as_handler(app, **{option: value})

    assert str(raised.value).startswith(text)


@pytest.mark.parametrize("rejects", [ValueError, [ValueError, 5], None])
@pytest.mark.parametrize("assertion", [assert_survives, assert_rejects])
def test_what_a_function_may_raise_is_a_list_of_exceptions(assertion, rejects):
    """One class alone, and what cannot be raised, are told."""
    with pytest.raises(
        BadOption, match=r"rejects=.* cannot be used\. It must be a list of exception classes"
    ):
        assertion(app, HANG, rejects=rejects)


@pytest.mark.parametrize("function", [as_handler, check_handler])
def test_the_signature_is_as_it_was_written(function):
    """Editors and type checkers see each option with its default."""
    parameters = inspect.signature(function).parameters

    assert parameters["path"].default == "/"
    assert parameters["path"].kind is inspect.Parameter.KEYWORD_ONLY


def test_the_fixture_tells_of_a_misspelt_option(pytester):
    """So does `vapi_check`, whose options are those of `check_handler`."""
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture
        def vapi_handler():
            return lambda body: "ok"

        def test_it(vapi_check):
            vapi_check(chekcs=["accepts"])
        """
    )

    result = pytester.runpytest_inprocess()

    result.stdout.fnmatch_lines(["*UnknownOption: Unknown option 'chekcs'. Did you mean 'checks'?"])
