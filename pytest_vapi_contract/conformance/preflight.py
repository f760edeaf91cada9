"""The first exchange: whether there is a webhook at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..case_sources.requests import request_to
from ..case_sources.type_order import ACTED_ON
from ..cases.case import Case
from ..checks import Effect
from ..delivery import Exchange
from ..errors import CredentialMissing, HandlerUnreachable, RouteNotFound
from .budget import PROBED_TYPES
from .case_source import CaseSource
from .sender import Sender

#: What says that nothing is there, and what says that a credential is wanted.
ABSENT, CLOSED = frozenset({404, 405}), frozenset({401, 403})

Seen = tuple[Exchange, Effect | None]


@dataclass(kw_only=True, slots=True)
class Preflight:
    """
    Sends the smallest message of one type, and of further types only while nothing seems to be there.

    What comes of a message is kept for the step that would send it again: no handler gets it twice.
    """

    sender: Sender
    case_source: CaseSource
    seen: dict[tuple[str, str], Seen] = field(default_factory=dict[tuple[str, str], "Seen"])

    def look(self, types: Sequence[str]) -> None:
        """See whether anything answers. Raises `HandlerUnreachable`, `RouteNotFound`, `CredentialMissing`."""
        statuses: list[int] = []
        for case in self._tried(types):
            exchange, effect = self.sender.watch(request_to(self.sender.handler, case), case.type)
            if exchange is None:
                return  # there is no time, which is told elsewhere
            self.seen[case.type, case.id] = exchange, effect
            if exchange.unreachable:
                raise HandlerUnreachable(exchange.fault or "")
            status = _refusal(exchange)
            if status is None:
                return
            statuses.append(status)
        self._decide(statuses)

    def taken(self, case: Case) -> Seen | None:
        """What has already come of a case; None if it was not sent."""
        return self.seen.pop((case.type, case.id), None) if case.category == "conforming" else None

    def _tried(self, types: Sequence[str]) -> Iterator[Case]:
        known = self.case_source.contract.message_types
        for type in dict.fromkeys((*types[:PROBED_TYPES], *(each for each in ACTED_ON if each in known))):
            case = self.case_source.first(type)
            if case is not None:
                yield case

    def _decide(self, statuses: Sequence[int]) -> None:
        handler, told = self.sender.handler, tuple(dict.fromkeys(statuses))
        if told and ABSENT.issuperset(told):
            raise RouteNotFound(handler.name, handler.path, told, handler.post_routes)
        if told and CLOSED.issuperset(told):
            raise CredentialMissing(handler.name, told)


def _refusal(exchange: Exchange) -> int | None:
    """The status by which everything may be refused; None if there is a webhook."""
    status = exchange.reply.status if exchange.reply else None
    wants_credential = status in CLOSED and not exchange.request.masks
    return status if status in ABSENT or wants_credential else None
