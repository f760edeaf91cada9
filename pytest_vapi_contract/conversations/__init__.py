"""Turns and calls as values, and the reference model: what a correct handler has of them."""

from .call import Call, Event, Turn
from .plan import CallScenario
from .turn_texts import TurnTexts

__all__ = ["Call", "CallScenario", "Event", "Turn", "TurnTexts"]
