import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.delivery.kinds.detect import is_factory
from pytest_vapi_contract.errors import HandlerNotStarted, NotAHandler
from tests.delivery.apps import asgi_apps, functions, wsgi_apps


def test_each_start_makes_another_handler():
    """A handler that is closed is made anew when it is used again, and only then."""
    made = []

    def make():
        made.append(len(made))
        return lambda body: made[-1]

    with as_handler(make, kind="factory") as handler:
        first = [handler.send({}).reply.value for _ in range(2)]
        handler.close()
        then = handler.send({}).reply.value

    assert (first, then) == ([0, 0], 1)


def test_what_is_made_says_what_kind_it_is():
    """A factory of apps speaks HTTP, a factory of functions does not."""
    app, function = (
        as_handler(make, kind="factory") for make in (asgi_apps.fastapi, lambda: functions.of_payload)
    )

    assert (app.speaks_http, app.in_process) == (True, True)
    assert not function.speaks_http


def test_what_cannot_be_made_is_an_error():
    """A factory that raises, or makes what is no handler, says so before anything is sent."""
    with pytest.raises(HandlerNotStarted, match="ZeroDivisionError"):
        as_handler(lambda: 1 / 0, kind="factory")
    with pytest.raises(NotAHandler):
        as_handler(lambda: 7, kind="factory")


@pytest.mark.parametrize(
    ("target", "factory"),
    [
        (asgi_apps.fastapi, True),
        (lambda: None, True),
        (functions.of_payload, False),
        (lambda *payload: None, False),
        (lambda body=None: None, False),
        (wsgi_apps.flask(), False),
        (asgi_apps.fastapi(), False),
        (dict, False),
        ("app:app", False),
        (7, False),
    ],
    ids=["factory", "lambda", "function", "variadic", "optional", "wsgi", "asgi", "class", "name", "number"],
)
def test_only_a_function_without_parameters_is_a_factory(target, factory):
    """Apps, classes, and functions that could take a payload are none."""
    assert is_factory(target) is factory
