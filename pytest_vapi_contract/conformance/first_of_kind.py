"""Which exchanges are sent once more to see what was caught: the first of each kind, and a few more."""

import re
from dataclasses import dataclass, field

from ..cases.case import DEMANDED, VALID, Case
from ..delivery import Exchange, Reply
from ..findings.outcome import EXCERPT, accepted, excerpt
from .budget import OBSERVED, OBSERVED_GOOD, OBSERVED_HANDLED
from .message_kinds import distinctive_in

#: What differs in replies that say the same.
NUMBERS = re.compile(r"[0-9a-f-]*\d[0-9a-f-]*")
#: Where a reply names the error of a tool.
ERROR = b'"error"'


@dataclass(kw_only=True, slots=True)
class FirstOfKind:
    """Keeps what was looked into: replies, and accepted messages whatever the reply is."""

    #: The message types that the handler acts on: of these each accepted message counts.
    handled: frozenset[str] = frozenset()
    #: How many more of these do.
    left: int = OBSERVED_HANDLED
    #: Without their numbers.
    replies: set[str] = field(default_factory=set[str])
    #: Category and kind of each.
    messages: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])

    def is_new(self, case: Case, exchange: Exchange) -> bool:
        """
        Whether an exchange with a reply is the first of its kind, which is noted.

        Of what must be accepted and is, each kind of message counts, each message of a type that the handler
        acts on, and each error of a tool.
        """
        if case.category in VALID and accepted(exchange):
            return self._is_new_message(case)
        if exchange.reply is None or len(self.replies) >= OBSERVED:
            return False
        if case.category in DEMANDED and accepted(exchange) and ERROR not in exchange.reply.body:
            return False
        shape = f"{exchange.reply.status} {NUMBERS.sub('', _said(exchange.reply))}"
        is_new = shape not in self.replies
        self.replies.add(shape)
        return is_new

    def _is_new_message(self, case: Case) -> bool:
        if case.type in self.handled and self.left > 0:
            self.left -= 1
            return True
        kind = (case.category, case.type, *distinctive_in(case.message))
        if kind in self.messages or len(self.messages) >= OBSERVED_GOOD:
            return False
        self.messages.add(kind)
        return True


def _said(reply: Reply) -> str:
    if reply.status is not None:
        return excerpt(reply)
    return reply.not_json or reply.body[:EXCERPT].decode("utf-8", "replace")
