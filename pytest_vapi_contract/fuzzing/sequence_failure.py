"""Messages that belong together, sent one after the other, and the fewest of them that show a failure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from ..case_sources.requests import request_to
from ..cases.case import Case
from ..cases.fresh_ids import ids_in, with_fresh_ends, with_fresh_ids
from ..checks import Effect
from ..conformance.budget import MOST_SMALLER
from ..conformance.judging import Failure
from ..conformance.sequence_play import explained
from ..conformance.stage_sender import StageSender
from ..delivery import Exchange
from ..findings import Finding
from ..findings.finding import listed
from ..findings.fingerprint import Cause, cause_of
from ..json_paths import dumps, without
from ..masking.mask import hide
from ..wire_envelope import envelope
from . import Edit, Example
from .labels import case_of
from .sequences import joined

#: What the check of production's messages says after what became of one.
AS_SENT = "in its production form"
#: How many characters of a message are shown in the list of a finding.
SHOWN = 100
#: What a failure may be known by.
Causes = frozenset[Cause]
#: A message of a sequence, and what came of it.
Sent = tuple[Example, Case, Exchange]


@dataclass(kw_only=True, slots=True)
class FuzzSequence:
    """Sends sequences to a handler that keeps its state meanwhile, and tells of those that fail."""

    stages: StageSender
    random: Random
    number: int = 0  #: The number of what is tried.

    def sent_alone(
        self, example: Example, *, look: bool = False
    ) -> tuple[Case, Exchange, Effect | None] | None:
        """
        What comes of one message; None if no time is left, or if it cannot be sent.

        Where that takes a look at what the handler catches, it is sent once more, whatever was seen before.
        """
        sender = self.stages.sender
        case = case_of(example, self.stages.case_source.contract, self.number)
        exchange, effect = sender.watch(request_to(sender.handler, case), case.type)
        if exchange is None or exchange.unsent:
            return None
        seen = sender.explained(exchange, case.type) if look else sender.looked_into(case, exchange)
        return case, seen, effect

    def sent(self, example: Example) -> Iterator[Sent]:
        """Send a message with those before it; nothing more once one cannot be sent."""
        sender = self.stages.sender
        if sender.left <= 0:
            return
        sender.renew()
        for number, each in enumerate((*example.before, example)):
            case = case_of(each, self.stages.case_source.contract, number)
            exchange = sender.put(request_to(sender.handler, case), case.type)
            if exchange is None or exchange.unsent:
                return
            yield each, case, exchange

    def fewest(self, example: Example, causes: Causes) -> Example | None:
        """The same failure with as few messages, and as little in them, as it takes; None if it is gone."""
        if not self.fails(example, causes):
            return None
        step, tried = len(example.before), set[int]()
        while step:
            for at in reversed(range(0, len(example.before), step)):
                fewer = replace(example, before=(*example.before[:at], *example.before[at + step :]))
                key = hash("".join(dumps(each.message) for each in fewer.before))
                if key not in tried:  # of equal messages, it does not matter which one is left out
                    tried.add(key)
                    example = fewer if self.fails(fewer, causes) else example
            step //= 2
        example = self._less_changed(example, causes)
        return self._smaller(example, causes) if len(example.before) < MOST_SMALLER else example

    def _less_changed(self, example: Example, causes: Causes) -> Example:
        """The same messages without the changes that it fails without: valid ones, where that can be had."""
        parts = [*example.before, replace(example, before=())]
        edits = [edit for part in parts for edit in part.edits]
        for at, edit in enumerate(edits):
            if edit not in edits[:at]:
                fewer = [with_undone(part, edit) for part in parts]
                parts = fewer if self.fails(joined(fewer), causes) else parts
        return joined(parts)

    def _smaller(self, example: Example, causes: Causes) -> Example:
        """The same messages without the properties that it fails without."""
        parts = [*example.before, replace(example, before=())]
        for at, part in enumerate(parts):
            for name in [name for name in part.base if name != "type"]:
                less = _without(parts[at], name)
                smaller = joined([*parts[:at], less, *parts[at + 1 :]])
                if self._is_alike(less, parts[at]) and self.fails(smaller, causes):
                    parts[at] = less
        return joined(parts)

    def _is_alike(self, less: Example, more: Example) -> bool:
        contract = self.stages.case_source.contract
        return contract.standing(less.message) == contract.standing(more.message)

    def fails(self, example: Example, causes: Causes) -> bool:
        """Whether only the last message fails, and in this way, when the handler has heard of none before."""
        sent = list(self.sent(with_other_ids(example, self.random)))
        if len(sent) <= len(example.before):
            return False
        *others, last = (self.stages.judging.failure(case, exchange, None) for _, case, exchange in sent)
        return not any(others) and last is not None and place_of(last[1]) in causes

    def finding(self, example: Example) -> Finding | None:
        """The finding about the last message, with those before it; None if it is not seen this time."""
        sent = list(self.sent(with_other_ids(example, self.random)))
        if len(sent) <= len(example.before):
            return None
        _, case, exchange = sent[-1]
        case = replace(case, before=tuple(envelope(each.message) for each, _, _ in sent[:-1]), family=None)
        sender = self.stages.sender
        exchange = explained(sender, case.before, case.body, exchange, self.random.getrandbits(32))
        finding = self.stages.judging.finding(case, exchange, None)
        return None if finding is None else _told(finding, [each for each, _, _ in sent], exchange)


def causes_of(failure: Failure, exchange: Exchange) -> Causes:
    """The causes that the same failure may have: the exception behind a 5xx is not always seen."""
    status = exchange.reply.status if exchange.reply else None
    return frozenset({place_of(failure[1]), ("status", status)})


def place_of(cause: Cause) -> Cause:
    """The cause without the text of an exception, which may quote an id."""
    return cause[:-1] if cause[0] == "crash" else cause


def with_other_ids(example: Example, random: Random) -> Example:
    """A message and those before it with fresh ids, in what is changed, too."""
    parts = (*example.before, example)
    fresh = with_fresh_ids([[each.base, *_written(each)] for each in parts], random)
    return joined([_with_values(each, *values) for each, values in zip(parts, fresh, strict=True)])


def with_marked_ids(example: Example, random: Random) -> Example:
    """A message with fresh ids; those that its changes wrote remain as they are, with a fresh end."""
    [base] = with_fresh_ids([example.base], random)
    return _with_values(example, base, *with_fresh_ends(_written(example), random))


def ids_written(example: Example) -> list[str]:
    """The ids that changes wrote."""
    return list(ids_in(_written(example)))


def _written(example: Example) -> list[Any]:
    """What changes write, each below its name."""
    return [{str(edit.path[-1]): edit.value} for edit in example.edits]


def _with_values(example: Example, base: Any, *written: Any) -> Example:
    edits = (Edit(edit.path, *value.values()) for edit, value in zip(example.edits, written, strict=True))
    return replace(example, base=base, edits=tuple(edits), before=())


def with_undone(example: Example, edit: Edit) -> Example:
    """A message without a change, if it has it."""
    return example.with_edits([each for each in example.edits if each != edit])


def _without(example: Example, name: str) -> Example:
    """A message that never had a property."""
    edits = (edit for edit in example.edits if edit.path[0] != name)
    return replace(example, base=without(example.base, (name,)), edits=tuple(edits))


def _told(finding: Finding, examples: Sequence[Example], exchange: Exchange) -> Finding:
    *before, last = examples
    types = Counter(each.type for each in before)
    after = [f"{count} {type} messages" if count > 1 else type for type, count in types.items()]
    return replace(
        finding,
        exchange=exchange,
        verdict=finding.verdict.removesuffix(f" {AS_SENT}"),
        subject=f"{last.type} after {listed(tuple(after))}",
        sent=f"the last of {len(examples)} messages that belong together",
        mark=("sequence", *(finding.mark or cause_of(exchange))),
        condition=None,
        events=tuple(lines_of(examples, finding)),
    )


def lines_of(examples: Sequence[Example], finding: Finding) -> Iterator[str]:
    """The messages of a finding, a line for each."""
    masks = finding.exchange.request.masks
    for number, example in enumerate(examples, start=1):
        text = hide(dumps(example.message), masks)
        yield f"  {number:>2}  {text if len(text) <= SHOWN else f'{text[:SHOWN]}…'}"
