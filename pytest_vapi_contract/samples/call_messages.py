"""The messages of one call, whose records, dialogue and clock agree."""

from __future__ import annotations

from typing import Any

from ..contract import Contract
from ..conversations.call_events import Happening
from ..conversations.plan import CallPlan
from ..json_paths import Object
from ..shapes import GenerationReading
from .observed.call_record import least_call
from .observed.chat import written
from .observed.message import dressing
from .observed.played_call import PlayedConversation
from .sampling import sample


class CallMessages:
    """Makes the messages of one call, which share the records that are the same in them."""

    def __init__(self, plan: CallPlan, contract: Contract, reading: GenerationReading) -> None:
        self._plan, self._contract, self._reading = plan, contract, reading
        self.types = contract.observed_types if reading == "observed" else contract.message_types
        self._made: dict[Any, Object] = {}
        self._records: dict[Any, Any] = {}

    def message(self, happening: Happening) -> Object:
        """Make the message of what happens; what is the same as in an earlier one is taken from there."""
        facts = happening.facts
        key = (happening.type, len(happening.dialogue), facts.get("role"), facts.get("status"))
        scenario = PlayedConversation(self._plan, happening, self._records)
        if key not in self._made:
            make = self._observed if self._reading == "observed" else self._published
            made = make(scenario, happening)
            self._made[key] = {name: value for name, value in made.items() if name not in facts}
        own = facts if self._reading == "observed" else _published_facts(facts)
        return {**self._made[key], **own, "timestamp": scenario.now}

    def _observed(self, scenario: PlayedConversation, happening: Happening) -> Object:
        drawn = {"type": happening.type, **happening.facts}
        if self._plan.scenario == "chat":
            return {**drawn, **written(scenario, happening)}
        return dressing(self._contract, happening.type)(scenario, drawn)

    def _published(self, scenario: PlayedConversation, happening: Happening) -> Object:
        """Make the least of a message that the schema requires, and its call."""
        message = sample(
            happening.type, seed=self._plan.seed, contract=self._contract, reading="every", detail="minimal"
        )
        if self._plan.scenario == "chat":
            return {**message, **_least(written(scenario, happening))}
        return {**message, "call": least_call(scenario)}


REQUIRED = ("id", "orgId", "createdAt", "updatedAt")


def _least(records: Object) -> Object:
    return {name: {each: record[each] for each in REQUIRED} for name, record in records.items()}


def _published_facts(facts: Object) -> Object:
    """Tell what happens in the published shape: an `output` is an object."""
    output = facts.get("output")
    if output is None:
        return facts
    return {**facts, "output": {"content": output} if isinstance(output, str) else output[0]}
