"""`tool-calls` messages that handlers answer wrong: several calls at once, and calls that nobody expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from json import loads

from ..contract import Contract, newest
from ..json_paths import Object
from ..realism import words
from ..realism.scenario import Entry
from .observed.conversation import Conversation
from .observed.tool_conversation import Asked, AskedConversation
from .observed.tools import tool_calls
from .sampling import observed_by

#: A name that a model may make up, and no tool has.
UNKNOWN = "get_customer_loyalty_tier"
#: What the user says who interrupts, and when after the bot began, in milliseconds.
INTERJECTION, BEGUN, SPOKEN = "Wait, one more thing.", 900, 1_100


class InterruptedConversation(AskedConversation):
    """A conversation whose user interrupts the bot's last sentence, before tools are called."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Tell the dialogue so far, with half of that sentence."""
        told = list(super().entries)
        at = max((at for at, each in enumerate(told) if each.kind == "bot"), default=0)
        time = told[at].time + BEGUN
        said = told[at].text.split()
        told[at] = told[at]._replace(text=" ".join(said[: len(said) // 2 or 1]), end=time)
        told.insert(at + 1, Entry("user", INTERJECTION, time, time + SPOKEN, self._seconds(time)))
        return tuple(told)


def _asked(*offsets: int) -> Callable[[Conversation], list[Asked]]:
    """Calls of prepared tools, which are found by how far they are from the first."""

    def asked(scenario: Conversation) -> list[Asked]:
        names = [words.FUNCTIONS[(scenario.base + at) % len(words.FUNCTIONS)] for at in offsets]
        return [Asked(name, loads(scenario.tool_of(name, 0).arguments)) for name in names]

    return asked


def _unknown(scenario: Conversation) -> list[Asked]:
    return [Asked(UNKNOWN, {"number": scenario.caller_number})]


Conversing = Callable[[int, Sequence[Asked]], AskedConversation]
#: What is asked, by name: the calls, and the conversation in which they come.
ASKING: Mapping[str, tuple[Callable[[Conversation], list[Asked]], Conversing]] = {
    "one": (_asked(0), AskedConversation),
    "two": (_asked(0, 1), AskedConversation),
    "five": (_asked(0, 1, 2, 3, 4), AskedConversation),
    "same-twice": (_asked(0, 0), AskedConversation),
    "unknown": (_unknown, AskedConversation),
    "interrupted": (_asked(0, 1), InterruptedConversation),
}


def several_tool_calls(*, seed: int = 0, contract: Contract | None = None) -> Iterator[tuple[str, Object]]:
    """
    Make one message for each way of asking, with its name, each as production sends it.

    They have one, two and five calls, the same tool twice, a tool that nobody knows, and two calls after an
    interruption.
    """
    contract = contract or newest()
    if "tool-calls" not in contract.message_types:
        return
    for at, (name, (calls, conversing)) in enumerate(ASKING.items()):
        asked = calls(Conversation(seed + at, "tool-calls", "minimal"))
        scenario = conversing(seed + at, asked)
        yield name, {**observed_by(scenario, contract, "minimal"), **tool_calls(scenario)}
