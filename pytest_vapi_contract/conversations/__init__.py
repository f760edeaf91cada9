"""Turns and calls as values, and the reference model: what a correct handler has of them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .call import Call, Event, Turn
from .plan import CallScenario
from .turn_texts import TurnTexts

if TYPE_CHECKING:
    from ..strategies.call_machine import CallMachine

__all__ = ["Call", "CallMachine", "CallScenario", "Event", "Turn", "TurnTexts"]


def __getattr__(name: str) -> Any:
    if name != "CallMachine":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # It brings Hypothesis, which calls and turns do without, and is built on what is built on them.
    value = globals()[name] = import_module("..strategies.call_machine", __name__).CallMachine
    return value
