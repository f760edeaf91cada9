"""From an exception to the line of the user's code."""

from pathlib import Path
from sysconfig import get_path

import pytest

from pytest_vapi_contract.delivery.observation.crash import crash_of, crash_of_text, is_own


def raise_from_library() -> None:
    """An exception whose innermost frames are not the user's."""
    import json

    json.loads("{")


def test_the_place_is_the_innermost_line_of_the_users_code():
    """Frames of the standard library are passed over."""
    with pytest.raises(ValueError, match="Expecting") as caught:
        raise_from_library()

    crash = crash_of(caught.value)

    assert crash.function == "raise_from_library"
    assert crash.place is not None
    assert crash.place.startswith("tests/delivery/observation/test_crash.py:")
    assert str(crash).startswith("JSONDecodeError: Expecting property name")


def test_a_crash_without_the_users_code_has_a_place_all_the_same():
    """The innermost frame of all."""
    import json

    error: ValueError | None = None
    try:
        json.loads("{")
    except ValueError as caught:
        error = caught.with_traceback(caught.__traceback__ and caught.__traceback__.tb_next)
    assert error is not None

    assert str(crash_of(error).file).endswith("decoder.py")


def test_an_exception_that_cannot_be_shown_is_shown():
    """The user's `__str__` may fail, too."""

    class Odd(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert str(crash_of(Odd())) == "Odd: (its text cannot be made: RuntimeError)"


def test_a_printed_traceback_is_read():
    """The last one in the text counts."""
    text = (
        "noise\nTraceback (most recent call last):\n"
        '  File "/usr/lib/python3/site-packages/bottle.py", line 1, in _handle\n    return route.call()\n'
        '  File "/srv/app.py", line 7, in on_crash\n    raise my.Error("x")\n'
        "my.Error: x\n"
    )

    crash = crash_of_text(text)

    assert crash is not None
    assert (crash.type, crash.message) == ("Error", "x")
    assert (crash.file, crash.line, crash.function) == ("/srv/app.py", 7, "on_crash")
    assert crash_of_text("nothing here") is None


def test_the_cause_tells_the_place_where_the_exception_has_none():
    """A framework that wraps an exception in one of its own hides nothing."""
    wrapped: RuntimeError | None = None
    try:
        raise_from_library()
    except ValueError as error:
        wrapped = RuntimeError("wrapped")
        wrapped.__cause__ = error
    assert wrapped is not None

    crash = crash_of(wrapped)

    assert (crash.type, crash.function) == ("RuntimeError", "raise_from_library")


def test_a_group_of_one_is_that_one():
    """Task groups wrap what they raise, however deep."""
    error = KeyError("call")

    crash = crash_of(ExceptionGroup("tasks", [ExceptionGroup("inner", [error])]))

    assert (crash.type, crash.message, crash.exception_class) == ("KeyError", "'call'", KeyError)


def test_exceptions_that_lead_to_each_other_come_to_an_end():
    """A circle of causes is walked once."""
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one

    assert crash_of(one).message == "one"


@pytest.mark.parametrize(
    ("file", "own"),
    [
        ("/srv/app.py", True),
        ("/srv/.venv/lib/python3.11/site-packages/flask/app.py", False),
        ("/usr/lib/python3/dist-packages/django/core.py", False),
        (str(Path(get_path("scripts")) / "bottle.py"), False),
        ("<string>", False),
        (pytest.__file__, False),
        (__import__("json").__file__, False),
        (__import__("pytest_vapi_contract").__file__, False),
        (__import__("pytest_vapi_contract.findings").findings.__file__, False),
    ],
)
def test_own_files_are_neither_installed_nor_ours(file, own):
    """Only the user's own lines are shown as the place of a crash."""
    assert is_own(file) is own
