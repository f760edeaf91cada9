"""The options of a run, as one value."""

import inspect
from dataclasses import fields, replace

import pytest

from pytest_vapi_contract import as_handler, assert_handler_conforms, check_handler
from pytest_vapi_contract.conformance import RunKeywords, RunOptions
from pytest_vapi_contract.contract import newest, shipped
from pytest_vapi_contract.delivery import HandlerKeywords, HandlerOptions
from pytest_vapi_contract.errors import BadHandlerOption, BadOption, UnknownOption

OLDER = "2026-04-22"


@pytest.mark.parametrize(
    ("keywords", "options"), [(HandlerKeywords, HandlerOptions), (RunKeywords, RunOptions)]
)
def test_the_typed_keywords_are_the_fields(keywords, options):
    """A type checker knows the options that the value has, with the same types."""
    known = {name: str(type) for base in reversed(options.__mro__) for name, type in _annotations(base)}

    told = {name: type.__forward_arg__ for name, type in keywords.__annotations__.items()}

    assert told == known
    assert list(known) == [each.name for each in fields(options)]


def _annotations(base):
    return vars(base).get("__annotations__", {}).items()


@pytest.mark.parametrize(
    ("function", "options"),
    [
        (as_handler, HandlerOptions),
        (check_handler, RunOptions),
        (assert_handler_conforms, RunOptions),
    ],
)
def test_a_signature_shows_every_option(function, options):
    """`help()`, editors and the reference list them with their defaults."""
    parameters = inspect.signature(function).parameters

    shown = {name: each.default for name, each in parameters.items() if name in vars(options())}

    assert shown == vars(options())
    assert "options" not in parameters


def test_a_handler_that_is_named_may_have_headers_and_a_time_limit():
    """Whatever `as_handler` takes, `check_handler` takes."""
    seen = []

    def handler(body, headers):
        seen.append(headers)

    report = check_handler(
        handler, headers={"X-Tenant": "a"}, timeout=1.0, types=["hang"], checks=["accepts"]
    )

    assert report.ok
    assert {headers["X-Tenant"] for headers in seen} == {"a"}


@pytest.mark.parametrize(
    ("option", "error"),
    [({"seed": -1}, BadOption), ({"allow_incomplete": "yes"}, BadOption), ({"path": None}, BadHandlerOption)],
)
def test_a_value_that_cannot_be_used_is_refused(option, error):
    """Whoever makes the value meets the error, also by changing one."""
    with pytest.raises(error):
        RunOptions(**option)
    with pytest.raises(error):
        replace(RunOptions(), **option)


def test_options_are_updated_by_name():
    """As a test overrides what the session says; an option that there is not is an error of ours."""
    options = RunOptions(seed=3, path="/a").updated({"seed": 4})

    assert (options.seed, options.path) == (4, "/a")
    with pytest.raises(UnknownOption, match="Did you mean 'seed'"):
        options.updated({"sed": 4})


def test_the_contract_is_chosen_once():
    """One that is given goes before a revision, and the newest is the default."""
    older = shipped(OLDER)

    assert RunOptions(contract=older, revision="2026-08-18").chosen_contract is older
    assert RunOptions(revision=OLDER).chosen_contract.revision == OLDER
    assert RunOptions().chosen_contract is newest()


def test_the_text_of_the_options_has_no_secret():
    """Neither the secret nor the headers stand in it."""
    shown = repr(RunOptions(secret="hunter2", headers={"Authorization": "hunter2"}))

    assert "max_examples=100" in shown
    assert "hunter2" not in shown
