import pickle

import pytest

from pytest_vapi_contract import errors
from pytest_vapi_contract.errors.base import ContractError, did_you_mean, named, one_of, shortened, unusable

ERRORS = [
    value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, ContractError)
]
FIELDS = {
    "kinds": ("asgi", "wsgi"),
    "known": ("alpha", "beta"),
    "limit": 20_000_000,
    "routes": ("/webhook",),
    "size": 30_000_000,
    "statuses": (404, 405),
}


def made(error):
    """An error of a class, each field of which holds its own name, or a value of the type that it has."""
    return error(*(FIELDS.get(name, f"<{name}>") for name in error._fields))


class Spilled(ContractError):
    """An error as one is written."""

    what: str
    where: tuple[str, ...]
    template = "{what!r} is at {where}."


def test_the_text_is_made_of_the_fields():
    """A template is filled with the fields, however they were given."""
    by_place, by_name = Spilled("tea", ("desk",)), Spilled(where=("desk",), what="tea")

    assert str(by_place) == str(by_name) == "'tea' is at ('desk',)."
    assert by_place.args == by_name.args == ("tea", ("desk",))
    assert (by_name.what, by_name.where) == ("tea", ("desk",))


def test_braces_in_a_value_are_text():
    """A value that looks like a template is not taken for one."""
    assert str(Spilled("{where}", ())) == "'{where}' is at ()."


@pytest.mark.parametrize(
    ("values", "named"),
    [(("tea",), {}), (("tea", (), 1), {}), (("tea",), {"what": "tea"}), (("tea",), {"who": "me"})],
)
def test_an_error_takes_its_fields_and_nothing_else(values, named):
    """A field that is missing, unknown or given twice is a mistake of ours, and a TypeError."""
    with pytest.raises(TypeError, match="Spilled has the fields"):
        Spilled(*values, **named)


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_survives_a_pickle(error):
    """pytest-xdist sends errors from one process to another."""
    given = made(error)

    copy = pickle.loads(pickle.dumps(given))

    assert type(copy) is error
    assert (vars(copy), str(copy)) == (vars(given), str(given))


@pytest.mark.parametrize("error", [error for error in ERRORS if error._fields])
def test_every_error_says_something_of_what_it_was_given(error):
    """The text of an error holds a value of its own, and no braces are left in it."""
    text = str(made(error))

    assert any(str(value) in text for value in made(error).args) or error is errors.OutputInTheWay
    assert not {"{", "}"} & set(text)


@pytest.mark.parametrize("error", ERRORS)
def test_errors_are_called_by_the_name_that_users_import(error):
    """A traceback names the package, and not the file in it."""
    assert error.__module__ == "pytest_vapi_contract.errors"


def test_a_close_name_is_asked_about():
    """A name that resembles a known one leads to a question, any other name to the other sentence."""
    assert did_you_mean("alpa", ("alpha", "beta"), "They are few.") == "Did you mean 'alpha'?"
    assert did_you_mean("gamma-ray", ("alpha", "beta"), "They are few.") == "They are few."


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("wsgy", "Did you mean 'wsgi'? It must be 'asgi', 'wsgi' or 'url'."),
        ("qqq", "It must be 'asgi', 'wsgi' or 'url'."),
        (7, "It must be 'asgi', 'wsgi' or 'url'."),
    ],
)
def test_choices_are_listed(value, advice):
    """Advice about a choice lists all values, and asks about a close one."""
    assert one_of(value, ("asgi", "wsgi", "url")) == advice


def test_a_value_that_must_not_be_repeated_is_left_out():
    """A secret is given as `...`, and shown as dots."""
    assert unusable("secret", ..., "It is a text.") == "secret=… cannot be used. It is a text."
    assert unusable("runs", -1, "At least 1.") == "runs=-1 cannot be used. At least 1."


def test_an_object_is_called_by_its_name_or_type():
    """A function has a name; another object is called after its type."""
    assert named(made) == "'made'"
    assert named(object()) == "an object of type 'object'"


@pytest.mark.parametrize(("length", "shown"), [(80, 80), (81, 80), (500, 80)])
def test_a_long_value_is_cut(length, shown):
    """A text has at most the characters that it may have, the dots included."""
    text = shortened("x" * length)

    assert len(text) == shown
    assert text.endswith("...") == (length > 80)
