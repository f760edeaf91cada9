"""What a user's code says while it is loaded or started may have the secret in it."""

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance import check_handler
from pytest_vapi_contract.errors import HandlerImportFailed, HandlerNotStarted, ProbeFailed
from pytest_vapi_contract.masking.masked_errors import masked_errors

SECRET = "s3cr3t-t0ken"
MASKS = ((SECRET, "$VAPI_SECRET"),)


async def does_not_start(scope, receive, send):
    """An application whose lifespan fails, and says why."""
    await receive()
    await send({"type": "lifespan.startup.failed", "message": f"no connection with {SECRET}"})


def test_an_error_of_ours_stays_of_its_class():
    """Its fields are masked."""
    with pytest.raises(ProbeFailed) as caught, masked_errors(MASKS):
        raise ProbeFailed("state", f"KeyError: {SECRET}")

    assert caught.value.why == "KeyError: $VAPI_SECRET"
    assert caught.value.__cause__ is None


def test_any_other_error_is_told_with_its_traceback():
    """Without the secret in it; the exception itself would be printed with it."""
    told = r"(?s)test_masked_errors.*ZeroDivisionError: \$VAPI_SECRET"

    with pytest.raises(RuntimeError, match=told), masked_errors(MASKS):
        raise ZeroDivisionError(SECRET)


def test_an_error_without_a_secret_is_let_through():
    """It is the same one, with its cause."""
    error = ValueError("odd")

    with pytest.raises(ValueError, match="odd") as caught, masked_errors(MASKS):
        raise error from KeyError("call")

    assert caught.value is error


def test_a_module_that_fails_to_load(tmp_path, monkeypatch):
    """The import is part of what is masked."""
    (tmp_path / "app_that_fails_to_load.py").write_text(f"raise ValueError({SECRET!r})", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(HandlerImportFailed) as caught:
        as_handler("app_that_fails_to_load:app", secret=SECRET)

    assert SECRET not in str(caught.value)
    assert "$VAPI_SECRET" in str(caught.value)


def test_a_lifespan_that_fails():
    """So is the start of an application."""
    with pytest.raises(HandlerNotStarted) as caught:
        as_handler(does_not_start, secret=SECRET).send({})

    assert "no connection with $VAPI_SECRET" in str(caught.value)


@pytest.mark.parametrize("option", ["state", "reset"])
def test_a_probe_that_fails(option):
    """And what tells the state, or brings it back."""

    def broken():
        raise KeyError(SECRET)

    with pytest.raises(ProbeFailed) as caught:
        check_handler(
            lambda body: {},
            secret=SECRET,
            types=["hang"],
            checks=["side-effects"],
            **{"state": int, option: broken},
        )

    assert SECRET not in str(caught.value)
