"""Messages as production sends them: what is drawn of a message, in the dress of a call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ...contract import Contract
from ...detail_names import DetailName
from ...json_paths import Object
from ...shapes import Record, is_member
from .artifact import artifact
from .assistant import assistant, setup_of
from .call_record import call, customer, phone_number, stamps
from .conversation import Conversation
from .dialogue import messages, openai_messages
from .report import report
from .sizes import WRITTEN
from .tools import tool_calls

Facts = Callable[[Conversation, Object], Object]

#: Before a call has an assistant, and after it is over: there is the call alone.
BARE = frozenset({"assistant-request", "call.artifact.upload", "call.delete.failed", "call.deleted"})
#: What the schema declares for a type, and the messages of a call do not have.
NEVER: Mapping[str, frozenset[str]] = {
    "end-of-call-report": frozenset({"compliance", "destination"}),
    "status-update": frozenset(
        {
            "destination",
            "inboundPhoneCallDebuggingArtifacts",
            "messages",
            "messagesOpenAIFormatted",
            "summary",
            "transcript",
        }
    ),
    "transcript": frozenset(
        {"assistantId", "assistantName", "detectedThreats", "isFiltered", "originalTranscript"}
    ),
}
#: Properties that tell the same: if a contract does not allow one of them, they are all left as drawn.
TOGETHER = (frozenset({"toolCalls", "toolCallList", "toolWithToolCallList"}),)
SEARCHED = 100  # seeds that are looked through for a call of every kind


class Dressing:
    """What production adds to a message of one type, and takes away, as far as a contract allows it."""

    def __init__(self, contract: Contract, type: str) -> None:
        self._type = type
        self._catalogue = contract.catalogue("observed")
        self._record = self._catalogue.typed(type)
        self._is_spoken = "call" in self._record.properties and not type.startswith(WRITTEN)
        self.decided = self._fitting() if self._is_spoken else frozenset[str]()

    def undressed(self, completed: Collection[str]) -> Record:
        """Tell what is drawn of a message: what the call decides is left out, unless that is completed."""
        properties = self._record.properties
        required = {name for name, part in properties.items() if part.required}
        left_out = (self._left_out - required) | (self.decided - set(completed))
        kept = {name: part for name, part in properties.items() if name not in left_out}
        if self._type.startswith("chat.") and "chat" in kept:
            kept["chat"] = replace(kept["chat"], required=True)
        return replace(self._record, properties=kept)

    @property
    def _left_out(self) -> frozenset[str]:
        if not self._is_spoken:
            return frozenset({"call", "artifact"}) if self._type.startswith(WRITTEN) else frozenset()
        never = {"chat", "phoneNumber", "customer", *NEVER.get(self._type, ())}
        if self._type in BARE:
            never |= {"assistant", "artifact", "assistantVersion"}
        return frozenset(never)

    def __call__(self, scenario: Conversation, drawn: Object) -> Object:
        """Dress what was drawn of a message."""
        if not self._is_spoken:
            return _stored(scenario, drawn)
        facts = _facts(scenario, drawn)
        return {**drawn, **{name: value for name, value in facts.items() if name in self.decided}}

    def dress(self, seed: int, drawn: Object, *, detail: DetailName) -> Object:
        """Dress what was drawn as a message of the call of a seed."""
        return self(Conversation(seed, self._type, detail), drawn)

    def _fitting(self) -> frozenset[str]:
        """Tell which properties of a call the contract allows as they are in every kind of call."""
        misfits: set[str] = set()
        names: set[str] = set()
        for scenario in _specimens(self._type):
            for name, value in _facts(scenario, {}).items():
                names.add(name)
                if not self._fits(name, value):
                    misfits.add(name)
        for group in TOGETHER:
            misfits |= group if misfits & group else set[str]()
        return frozenset(names - misfits)

    def _fits(self, name: str, value: object) -> bool:
        record = self._record
        if name in record.properties:
            return is_member(self._catalogue, record.properties[name].shape, value)
        if record.closed or name in record.forbidden:
            return False
        return record.additional is None or is_member(self._catalogue, record.additional, value)


@lru_cache(maxsize=256)
def dressing(contract: Contract, type: str) -> Dressing:
    """Find out once what production adds to a type."""
    return Dressing(contract, type)


def _specimens(type: str) -> Iterator[Conversation]:
    """Make calls of every kind, carrier, status and setup of the assistant."""
    seen: set[object] = set()
    for seed in range(SEARCHED):
        scenario = Conversation(seed, type, "typical")
        traits = {
            scenario.kind,
            scenario.is_phoned and scenario.provider,
            scenario.status,
            setup_of(scenario),
        }
        if not traits <= seen:
            seen |= traits
            yield scenario


def _stored(scenario: Conversation, drawn: Object) -> Object:
    """Tell records as they are stored, where no call is made."""
    names = [name for name in ("assistant", "phoneNumber") if name in drawn]
    return {**drawn, **{name: {**drawn[name], **stamps(scenario, name)} for name in names}}


def _facts(scenario: Conversation, drawn: Object) -> Object:
    """Tell what the call decides of a message."""
    shared = scenario.shared
    facts: Object = {"timestamp": scenario.now, "call": shared("call", lambda: call(scenario))}
    if scenario.is_phoned:
        facts["phoneNumber"] = shared("phoneNumber", lambda: phone_number(scenario))
        facts["customer"] = shared("customer", lambda: customer(scenario))
    if scenario.type in BARE:
        return facts
    facts["artifact"] = shared("artifact", lambda: artifact(scenario))
    facts["assistant"] = shared("assistant", lambda: assistant(scenario, drawn.get("assistant", {})))
    own = OWN.get(scenario.type)
    return {**facts, **own(scenario, {**drawn, **facts})} if own else facts


def _status(scenario: Conversation, _told: Object) -> Object:
    return {"status": scenario.status, **({"endedReason": scenario.reason} if scenario.ended else {})}


def _twice(scenario: Conversation, _told: Object) -> Object:
    return {"messages": messages(scenario), "messagesOpenAIFormatted": openai_messages(scenario)}


def _conversation(scenario: Conversation, told: Object) -> Object:
    return {"conversation": openai_messages(scenario), **_twice(scenario, told)}


def _transcript(scenario: Conversation, told: Object) -> Object:
    if told.get("role") == "user":
        return {"transcript": scenario.said_by("user")}
    named = {"assistantId": scenario.id("assistant"), "assistantName": scenario.assistant_name}
    return {"transcript": scenario.said_by("bot"), **named}


def _started(_scenario: Conversation, told: Object) -> Object:
    return {"newAssistant": dict(told["assistant"])}


OWN: Mapping[str, Facts] = {
    "assistant.started": _started,
    "call.endpointing.request": _twice,
    "conversation-update": _conversation,
    "end-of-call-report": report,
    "knowledge-base-request": _twice,
    "status-update": _status,
    "tool-calls": lambda scenario, _told: tool_calls(scenario),
    "transcript": _transcript,
}
