"""Where a run has its cases from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count, cycle, islice
from typing import TYPE_CHECKING, Any

from ..case_sources.mutation_order import shared_out
from ..case_sources.requests import request_to
from ..case_sources.type_order import CALLING
from ..cases.case import MADE_FOR_TOOLS, Case, Category
from ..cases.family import Family
from ..cases.http_change import HttpChange
from ..checks import ODD
from ..checks.side_effects import UNTRUSTED
from ..contract import Contract
from ..findings import Skip
from ..findings.fingerprint import Symptom, symptom_of
from ..findings.outcome import accepted
from ..findings.shrinking import smallest
from ..json_paths import dumps
from ..wire_envelope import envelope
from .budget import TRIED_FOR_ACCEPTED, TRIED_TO_SHRINK, TRIED_TO_SHRINK_SLOWLY, TRIED_TO_TELL_APART
from .plan import ACCEPTABLE
from .redelivery import can_be_known
from .sender import Sender

if TYPE_CHECKING:  # a run without tools makes no cases for them
    from ..case_sources.tool_calls import ToolCases

Cases = Callable[[Category, str, Contract, int], Iterable[Case]]

NOT_EVEN = "no message was accepted with the right credential"
#: Seeds so far from the run's own that no message comes again.
FAR = 1_000_000
#: Small messages and like them. They are all about a session without a name, or about one of another.
ALIKE = frozenset({Family.BARE, Family.LISTED, Family.ALONE, Family.EXTRA, Family.LARGE})


@dataclass(kw_only=True, slots=True)
class CaseSource:
    """Cases for a handler: what is prepared, and what is made from messages that it accepts."""

    sender: Sender
    contract: Contract
    cases: Cases
    seed: int = 0
    tools: "ToolCases | None" = None  #: Calls of the user's own tools, if these are known.
    baselines: dict[bytes, Symptom | None] = field(default_factory=dict[bytes, "Symptom | None"])
    #: A small accepted message of each type, if one was found.
    accepted: dict[str, Case] = field(default_factory=dict[str, "Case"])
    #: The first message that the handler has accepted, of whatever type.
    first_accepted: Case | None = None

    def cases_of(self, category: Category, type: str) -> Iterable[Case]:
        """The cases of a category; those that are not about messages are made from an accepted one."""
        if self.tools is not None and type in CALLING and category in MADE_FOR_TOOLS:
            return self.tools.cases_of(category)
        if category not in ODD:
            return self.cases(category, type, self.contract, self.seed)
        base = self._trusted_case(type) if category in UNTRUSTED else self._base_case(type)
        return ODD[category](self.sender.handler, base.type, base.body) if base else ()

    def like_production(self, type: str) -> Iterable[Case]:
        """Messages of a type as production sends them."""
        return self.cases("observed", type, self.contract, self.seed)

    def unproven(self, category: Category, type: str) -> Iterator[Skip]:
        """What is said of bad credentials that were not tried: no message was accepted with the right one."""
        if category in UNTRUSTED and self._trusted_case(type) is None:
            yield Skip(
                what=f"bad credentials with {type}", why=self.sender.stopped or NOT_EVEN, essential=True
            )

    def shared_out(self, type: str, limit: int) -> Iterable[Case]:
        """What one type takes of its first mutations, if other types take the rest."""
        cases = islice(self.cases_of("mutation", type), limit)
        return shared_out(cases, type, self.contract, self.seed)

    def fresh(self) -> Callable[[str], Case]:
        """A function that gives another conforming message of a type each time."""
        sources: dict[str, Iterator[Case]] = {}

        def fresh(type: str) -> Case:
            if type not in sources:
                cases = self.cases("conforming", type, self.contract, self.seed + FAR)
                sources[type] = cycle(case for case in cases if case.family not in ALIKE)
            return next(sources[type])

        return fresh

    def distinct(self, type: str) -> list[Case]:
        """Messages that a handler can tell from each other, the smallest first."""
        seed = self.seed + FAR
        sources = (self.cases(category, type, self.contract, seed) for category in ("conforming", "observed"))
        cases = (case for source in sources for case in islice(source, TRIED_TO_TELL_APART))
        return sorted(filter(can_be_known, cases), key=lambda case: len(dumps(case.body)))

    def _base_case(self, type: str) -> Case | None:
        """A small message that is accepted, a conforming one if there is one; the smallest if none is."""
        if type in self.accepted:
            return self.accepted[type]
        for case in self._likely(type):
            exchange = self.sender.deliver(request_to(self.sender.handler, case), type)
            if exchange is None or exchange.timed_out:
                break
            if accepted(exchange):
                self.accepted[type] = self._smaller(case)
                return self.accepted[type]
        return self.first(type)

    def _trusted_case(self, type: str) -> Case | None:
        """A small message that is accepted, of another type if the handler accepts none of this one."""
        self._base_case(type)
        first = self.first_accepted
        if type in self.accepted or first is None:
            return self.accepted.get(type)
        return self.accepted.setdefault(first.type, first)

    def _smaller(self, case: Case) -> Case:
        """The smallest case like one that is accepted. Of the bare message nothing can be left out."""
        if case.family is Family.BARE:
            return case
        tries = TRIED_TO_SHRINK_SLOWLY if self.sender.slow else TRIED_TO_SHRINK
        return replace(case, body=smallest(case.body, self._accepts_within(tries, case)))

    def _likely(self, type: str) -> Iterator[Case]:
        """The first few messages of a type, conforming ones and then those like production's."""
        for category in ACCEPTABLE:
            yield from islice(self.cases(category, type, self.contract, self.seed), TRIED_FOR_ACCEPTED)

    def _accepts_within(self, tries: int, case: Case) -> Callable[[Any], bool]:
        """Says whether a body is accepted and like a case; no, once it was asked too often."""
        left, standings = count(tries, -1), ACCEPTABLE[case.category]

        def accepts(body: Any) -> bool:
            message = body["message"]
            if message.get("type") != case.type or self.contract.standing(message) not in standings:
                return False
            if next(left) <= 0:
                return False
            exchange = self.sender.deliver(self.sender.handler.request(body))
            return exchange is not None and accepted(exchange)

        return accepts

    def first(self, type: str) -> Case | None:
        """The smallest conforming message; of a type that is not published, one as production sends it."""
        category: Category = "conforming" if type in self.contract.message_types else "observed"
        return next(iter(self.cases(category, type, self.contract, self.seed)), None)

    def baseline(self, case: Case) -> Symptom | None:
        """
        How the message fails that a case was made from, before it was broken; None if it does not.

        Where the case does not tell that message, it is the smallest of the type, but for what is made from
        one that is accepted.
        """
        if case.category in ODD and case.type in self.accepted:
            return None
        if case.unbroken is None:
            first = self.first(case.type)
            return self._symptom(first.body, case.type) if first else None
        change = case.alter if case.category in MADE_FOR_TOOLS else None
        return self._symptom(envelope(case.unbroken), case.type, change)

    def _symptom(self, body: Any, type: str, change: HttpChange | None = None) -> Symptom | None:
        """How a body fails, which is sent once; None if it does not."""
        name = sha256(dumps(body).encode("utf-8", "surrogatepass")).digest()
        if name not in self.baselines:
            request = self.sender.handler.request(body)
            exchange = self.sender.deliver(request.altered(change) if change else request, type)
            failed = exchange is not None and not accepted(exchange)
            self.baselines[name] = (
                symptom_of(self.sender.broken(exchange, type)) if exchange and failed else None
            )
        return self.baselines[name]
