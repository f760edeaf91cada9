"""
What a type checker says of options; it is checked, and never run. An `ignore` that is not needed is an error.
"""

from pytest_vapi_contract import MessageType, as_handler, assert_survives, check_handler, samples

MINE: MessageType = "a-type-of-mine"


def known(app: object) -> None:
    """Options that there are."""
    check_handler(app, types=["hang", MINE], on_invalid="reject", path="/", timeout=1.0)
    assert_survives(app, samples.sample("hang"), path="/", rejects=[KeyError])


def unknown(app: object) -> None:
    """Options that there are not, and values that cannot be used."""
    check_handler(app, tpyes=["hang"])  # type: ignore[call-arg]
    check_handler(app, seed="x")  # type: ignore[arg-type]
    check_handler(app, on_invalid="rejct")  # type: ignore[arg-type]
    as_handler(app, timeout="x")  # type: ignore[arg-type]
    assert_survives(app, {}, pth="/")  # type: ignore[call-arg]
