"""Turns and calls as values, the model of what a correct handler has of them, and when they are delivered."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .call import Call, Event, Turn
from .plan import CallScenario
from .schedules import BackoffPlan, Delivery, deliveries, interleaved, interleaved_turns, swapped
from .turn_texts import TurnTexts

if TYPE_CHECKING:
    from ..strategies.call_machine import CallMachine

__all__ = [
    "BackoffPlan",
    "Call",
    "CallMachine",
    "CallScenario",
    "Delivery",
    "Event",
    "Turn",
    "TurnTexts",
    "deliveries",
    "interleaved",
    "interleaved_turns",
    "swapped",
]


def __getattr__(name: str) -> Any:
    if name != "CallMachine":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # It brings Hypothesis, which calls and turns do without, and is built on what is built on them.
    value = globals()[name] = import_module("..strategies.call_machine", __name__).CallMachine
    return value
