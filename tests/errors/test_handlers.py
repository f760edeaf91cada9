import pytest

from pytest_vapi_contract.errors import (
    AmbiguousHandler,
    BadHandlerOption,
    CredentialMissing,
    HandlerAttributeNotFound,
    NotAHandler,
    RouteNotFound,
)


@pytest.mark.parametrize(
    ("attribute", "missing", "ending"),
    [
        ("ap", "ap", "no attribute 'ap'. Did you mean 'app'?"),
        ("app.handel", "handel", "no attribute 'handel' (of 'app.handel')."),
    ],
)
def test_an_attribute_is_told_with_the_closest_one(attribute, missing, ending):
    """A close name becomes a question; an attribute further down is told with the whole way to it."""
    error = HandlerAttributeNotFound("shop", attribute, missing, ("app", "settings"))

    assert str(error).endswith(ending)


def test_an_object_is_told_by_its_type_and_a_function_by_its_name():
    """A text about a handler never holds the address of an object."""
    assert "type 'object'" in str(NotAHandler(object(), "it cannot be called"))
    assert "'test_known_routes_are_listed'" in str(NotAHandler(test_known_routes_are_listed, "it is a test"))


def test_each_possible_kind_is_offered():
    """Whoever has to choose a kind sees the options as they are written."""
    assert "kind='asgi' or kind='wsgi'" in str(AmbiguousHandler(object(), "both fit", ("asgi", "wsgi")))


def test_a_secret_is_not_repeated():
    """The value of an option is shown unless it is given as dots."""
    assert str(BadHandlerOption("secret", ..., "It is a text.")).startswith("secret=… ")
    assert str(BadHandlerOption("path", 5, "It is a text.")).startswith("path=5 ")


def test_known_routes_are_listed():
    """Where the routes of an application are known, the text lists them; else it asks for the path."""
    known = str(RouteNotFound("app", "/", (404,), ("/hook", "/other")))
    unknown = str(RouteNotFound("app", "/", (404, 405), ()))

    assert "/hook, /other" in known
    assert "404 or 405" in unknown
    assert "--path" in unknown


def test_every_way_to_give_a_credential_is_told():
    """The text names the options of both front ends."""
    text = str(CredentialMissing("app", (401, 403)))

    assert "401 or 403" in text
    assert all(option in text for option in ("--secret", "--bearer", "--hmac", "--vapi-secret"))
