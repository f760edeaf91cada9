"""Turns and calls as values, the model of what a correct handler has of them, and when they are delivered."""

from typing import TYPE_CHECKING

from ..lazy_imports import lazy_names
from .call import Call, Event, Turn
from .plan import CallScenario
from .reference_model import TurnTexts
from .schedules import BackoffPlan, Delivery, deliveries, interleaved, interleaved_turns, swapped

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


# It brings Hypothesis, which calls and turns do without, and is built on what is built on them.
__getattr__ = lazy_names(__name__, {"CallMachine": ".strategies.call_machine"})
