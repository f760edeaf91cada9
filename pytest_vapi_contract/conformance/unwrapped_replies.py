"""
Whether replies depend on a message only where it comes without its envelope.

Then the handler reads it from the top level of the body, where Vapi sends nothing. Without the user's state
it is the replies that show it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ..cases.case import Case
from ..delivery import Exchange
from ..findings import Finding
from ..findings.outcome import accepted, excerpt
from ..wire_envelope import envelope, unwrapped
from .sender import Sender

#: The types that are answered by who serves them; the others are like any other message.
ANSWERED = ("tool-calls", "assistant-request")
#: The id of the case.
UNWRAPPED = "unwrapped"


@dataclass(frozen=True, kw_only=True, slots=True)
class UnwrappedReplies:
    """Sends the same messages with and without their envelope."""

    sender: Sender
    first: Callable[[str], Case | None]  #: A small message of a type.
    usual: bytes = b""  #: What all messages are answered in their envelopes.

    def found(self, types: Collection[str]) -> Finding | None:
        """The note that only messages without their envelope get their own replies, if that is so."""
        if not self.sender.handler.takes_envelope:
            return None
        for type in ANSWERED:
            other = next((each for each in types if each not in ANSWERED), None)
            found = self._note(type, other) if type in types and other else None
            if found is not None:
                return found
        return None

    def _note(self, type: str, other: str) -> Finding | None:
        one, two = self.first(type), self.first(other)
        if one is None or two is None:
            return None
        alone = self._sent(unwrapped(one.body), type)
        if alone is None or alone.reply is None or alone.reply.body == self.usual:
            return None
        usual = self._sent(two.body, other)
        if usual is None or not self._differs(self._sent(unwrapped(two.body), other), alone):
            return None
        case = Case(id=UNWRAPPED, type=type, body=unwrapped(one.body), category="text")
        return finding_of_unwrapped(case, alone, usual)

    def _sent(self, body: object, type: str) -> Exchange | None:
        exchange = self.sender.deliver(self.sender.handler.request(body), type)
        return exchange if exchange is not None and accepted(exchange) else None

    @staticmethod
    def _differs(one: Exchange | None, other: Exchange | None) -> bool:
        """Whether both messages are accepted, and the replies are not the same."""
        if one is None or other is None or one.reply is None or other.reply is None:
            return False
        return one.reply.body != other.reply.body


def finding_of_unwrapped(case: Case, exchange: Exchange, usual: Exchange | None) -> Finding:
    """Return the note about a message that is understood only without its envelope."""
    told = excerpt(usual.reply if usual else None, exchange.request.masks)
    return Finding(
        check="replies",
        case=case,
        exchange=exchange,
        verdict="gets a specific reply only without its `message` envelope",
        sent=f"a valid {case.type} message at the top level of the body, where Vapi does not send it",
        expected='the same reply when sent as {"message": {…}}',
        noted=f"in its envelope, it gets the same reply as any other message: {told}" if told else "",
        hint='the handler seems to read from the top level of the body; read `body["message"]`, and pass '
        "`state=` and `handles=` to see which messages are lost",
        types=(case.type,),
        mark=("reply", "top level"),
        severity="note",
    )


def is_of_unwrapped(case: Case) -> bool:
    """Whether a case is that of such a note."""
    return case.id == UNWRAPPED and case.category == "text" and case.body != envelope(case.body)
