"""
What Vapi demands of the reply to each message type that it reads one of: a table.

The facts are from Vapi's documentation (server events, tools, handoff, custom knowledge bases, custom voices)
and from the published schemas. Where these disagree, see `reply_disputes`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from json import dumps
from typing import Any

from ..cases.condition import value_at
from ..json_paths import Object, is_list, is_object, tokens

#: Texts by which a handler only says that it has received the message.
RECEIVED = frozenset({"", "accepted", "ack", "ignored", "ok", "okay", "received", "success"})
#: Properties that are also in replies that only say "received", there with a text.
SAYING = frozenset({"data", "error", "message", "result"})
#: Near misses that are also in such replies with true or false.
ECHOES = frozenset({"message", "output", "response", "result"})


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyFault:
    """One way in which Vapi cannot use a reply, or may not be able to."""

    mark: tuple[str, ...]  #: What replies with the same fault have in common.
    noted: str  #: What is wrong, in words.
    consequence: str = ""  #: What Vapi does with such a reply.
    is_note: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyContract:
    """What Vapi demands of the reply to one message type, and what it does with another one."""

    answers: tuple[str, ...]  #: Any of these properties is an answer.
    lost: str  #: What becomes of a reply without an answer.
    right: Object  #: A small reply that Vapi can use.
    near_misses: frozenset[str]  #: Vapi reads none of these, but they show that an answer is meant.
    only_200: bool = False  #: Whether the documentation says that a body with another status is not read.
    overruling: str = ""  #: The answer beside which Vapi ignores the others.
    #: What the schema requires and the documentation does without.
    presumed: Mapping[str, Any] = field(default_factory=dict[str, Any])


UNHEARD = 'Vapi finds no result: the assistant hears "no result returned"'
OVERRULED = "Vapi ignores the other answers if there is a `destination`"
#: Where the OpenAPI document, and nothing else, has the reply; and what to do about it.
WRAPPER = "messageResponse"
UNWRAPPED = f"Vapi's documentation shows replies without `{WRAPPER}` around them: return what is in it"
#: What is said of a reply that is unlike Vapi's schema in some other way.
UNLIKE_SCHEMA = "Vapi's schema does not allow this, so Vapi may reject the reply or ignore it"
#: By which of these a handoff names its assistant.
NAMING = ("assistantId", "assistantName", "assistant")
NUMBER: Object = {"type": "number", "number": "+14155550123"}

#: By message type. The reply to a `voice-request` is no JSON: see `reply_audio`.
CONTRACTS: Mapping[str, ReplyContract] = {
    "tool-calls": ReplyContract(
        answers=("results", "error"),
        lost=UNHEARD,
        right={"results": []},
        near_misses=frozenset({"result", "toolCallId", "tool_call_id", "response", "output", "message"}),
        only_200=True,
    ),
    "assistant-request": ReplyContract(
        answers=(
            "assistantId",
            "assistant",
            "squadId",
            "squad",
            "workflowId",
            "workflow",
            "destination",
            "error",
        ),
        lost="Vapi does not know which assistant takes the call, and ends it",
        right={"assistantId": "…"},
        near_misses=frozenset({"assistant_id", "squad_id", "workflow_id"}),
        overruling="destination",
    ),
    "transfer-destination-request": ReplyContract(
        answers=("destination", "error"),
        lost="Vapi gets no destination for the transfer",
        right={"destination": NUMBER},
        near_misses=frozenset({"number", "phoneNumber", "sipUri", "assistantName"}),
    ),
    "handoff-destination-request": ReplyContract(
        answers=("destination", "error"),
        lost="Vapi gets no assistant to hand the call off to",
        right={"destination": {"type": "assistant", "assistantId": "…"}},
        near_misses=frozenset({"assistantId", "assistantName", "assistant", "squadId", "squad"}),
        presumed={"destination": {}},
    ),
    "knowledge-base-request": ReplyContract(
        answers=("documents", "message"),
        lost="Vapi gets no documents for the assistant's answer",
        right={"documents": [{"content": "…", "similarity": 0.9}]},
        near_misses=frozenset({"results", "document", "chunks", "content"}),
    ),
    "voice-request": ReplyContract(
        answers=(),
        lost="Vapi plays the body of the reply to the caller as audio",
        right={},
        near_misses=frozenset({"audio", "audioContent"}),
        only_200=True,
    ),
    "call.endpointing.request": ReplyContract(
        answers=("timeoutSeconds",),
        lost="Vapi is not told how long to wait before the user's speech is over",
        right={"timeoutSeconds": 0.5},
        near_misses=frozenset({"timeout", "timeout_seconds", "timeoutMs"}),
    ),
    "campaign.predial": ReplyContract(
        answers=("eligible",),
        lost="Vapi is not told whether the contact may be called",
        right={"eligible": True},
        near_misses=frozenset({"isEligible", "is_eligible"}),
    ),
}


def is_meant(type: str, value: Any, read: frozenset[str]) -> bool:
    """Whether a value has something that Vapi reads in the reply to messages of a type, or a near miss."""
    if is_list(value):
        return bool(value)
    if not is_object(value) or value.get("results") == []:
        return False
    if is_wrapped(type, value):
        return True
    near = value.keys() & CONTRACTS[type].near_misses if type in CONTRACTS else frozenset[str]()
    return any(_says(name, value[name]) for name in value.keys() & read) or any(
        not _only_received(name, value[name]) for name in near
    )


def is_wrapped(type: str, value: Any) -> bool:
    """Whether the answer to messages of a type is in what only the OpenAPI document has around it."""
    inner = value.get(WRAPPER) if is_object(value) else None
    return is_object(inner) and type in CONTRACTS and any(name in inner for name in CONTRACTS[type].answers)


def has_answer(type: str, value: Any) -> bool:
    """Whether a reply has an answer to messages of a type, and not only what may also acknowledge one."""
    names = CONTRACTS[type].answers if type in CONTRACTS else ()
    return is_object(value) and any(value.get(name) is not None for name in names if name not in SAYING)


def _says(name: str, value: Any) -> bool:
    return value is not None and (name not in SAYING or not isinstance(value, str))


def _only_received(name: str, value: Any) -> bool:
    if isinstance(value, str):
        return name == "message" or value.strip().strip(".!").lower() in RECEIVED
    return value is None or (isinstance(value, bool) and name in ECHOES)


def faults_of_answer(type: str, value: Any) -> list[ReplyFault]:
    """What is wrong with a reply that has none of the answers to a type, or one beside what overrules it."""
    contract = CONTRACTS[type]
    given = [name for name in contract.answers if is_object(value) and value.get(name) is not None]
    if not given:
        return [ReplyFault(mark=("nothing",), noted=_lacking(contract, value), consequence=contract.lost)]
    if contract.overruling in given and len(given) > 1:
        others = ", ".join(name for name in given if name != contract.overruling)
        noted = f"the reply has {others} beside {contract.overruling}"
        return [ReplyFault(mark=("overruled",), noted=noted, consequence=OVERRULED, is_note=True)]
    return []


def faults_of_handoff(value: Any) -> list[ReplyFault]:
    """A destination that is an assistant, but does not say which. An empty one refuses the handoff."""
    destination = value.get("destination") if is_object(value) else None
    if not is_object(destination) or destination.get("type") != "assistant":
        return []
    if any(destination.get(name) for name in NAMING):
        return []
    noted = f"/destination has none of {', '.join(NAMING)}"
    lost = CONTRACTS["handoff-destination-request"].lost
    return [ReplyFault(mark=("unnamed", "nothing"), noted=noted, consequence=lost)]


def _lacking(contract: ReplyContract, value: Any) -> str:
    if not is_object(value):
        return f"the reply is not an object with {' or '.join(contract.answers)}"
    nulls = [name for name in contract.answers if name in value]
    if nulls:
        return f"{' and '.join(nulls)} {'is' if len(nulls) == 1 else 'are'} null"
    few = len(contract.answers) <= 2
    lacking = "neither " + " nor ".join(contract.answers) if few else "none of " + ", ".join(contract.answers)
    return f"the reply has {'no ' + contract.answers[0] if len(contract.answers) == 1 else lacking}"


def has_null(value: Any, at: str) -> bool:
    """Whether an object in a reply has a property that is null; `at` is a JSON pointer to it."""
    owner = value_at(value, tokens(at))
    return is_object(owner) and any(each is None for each in owner.values())


def without_nulls(value: Any) -> Any:
    """A reply without the properties that are null: to Vapi they are as good as left out."""
    if is_object(value):
        return {name: without_nulls(each) for name, each in value.items() if each is not None}
    return [without_nulls(each) for each in value] if is_list(value) else value


def shown(value: Any) -> str:
    """A value as the JSON that a right reply has."""
    return dumps(value, ensure_ascii=False)
