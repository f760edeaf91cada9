"""What a message that fails takes to fail: changes, earlier messages, or what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import repeat

from ..cases.case import Case
from ..checks import Effect
from ..conformance.budget import CONFIRMED
from ..delivery import Exchange
from ..findings import Finding
from ..json_paths import pointer
from . import Edit, Example
from .example_store import ExampleStore
from .labels import blamed, located
from .sent_examples import SentExamples
from .sequence_failure import (
    Causes,
    FuzzSequence,
    ids_written,
    lines_of,
    place_of,
    with_marked_ids,
    with_other_ids,
    with_undone,
)

#: What the title says of a failure where it is not known what it takes.
OTHER_IDS = "but not with other ids"
NOT_AGAIN = "but not when sent again"
SOMETIMES = "but not each time it is sent"
TOGETHER = "but only with several changes together"
UNTRIED = "and no time was left to send it again"
#: What is known of such a failure.
MAYBE = "it may depend on earlier messages, on time or on chance"
#: A message, and what came of it.
Outcome = tuple[Case, Exchange, Effect | None]


@dataclass(kw_only=True, slots=True)
class FuzzFailure:
    """Judges a message that fails."""

    sequence: FuzzSequence
    causes: Causes
    sent: SentExamples
    store: ExampleStore | None = None

    def judge(self, example: Example, outcome: Outcome) -> None:
        """Have a message judged alone if it fails alone, or else after others, or as it was seen."""
        alone = replace(example, before=())
        if self._alone(alone) is not None:
            self._judge_reduced(alone, outcome)
        elif not any(map(self._is_judged_after, self._with_others(example))):
            self._judge_unexplained(alone, outcome)

    def _with_others(self, example: Example) -> Iterator[Example]:
        """The message after those that it may depend on, the likeliest first."""
        yield example if example.before else self.sent.before(example)
        yield self.sent.last(replace(example, before=()))

    def _is_judged_after(self, example: Example) -> bool:
        """Have a message judged with the fewest before it that it takes; no if it does not fail again."""
        fewest = self.sequence.fewest(example, self.causes) if example.before else None
        if fewest is None or not fewest.before:
            return False
        finding = self.sequence.finding(fewest)
        if finding is None:
            return False
        self.sequence.stages.judging.keep(finding)
        self._save(fewest)
        return True

    def _alone(self, example: Example) -> Outcome | None:
        """What comes of a message that fails although the handler has heard of none of its ids."""
        random, ids = self.sequence.random, ids_written(example)
        others = [with_other_ids(example, random)]
        # Of an empty id, which has no other like it, a handler may well have heard.
        others += [with_marked_ids(example, random)] if ids and all(ids) else []
        return next(filter(None, map(self._failing, others)), None)

    @property
    def _is_about_what_is_caught(self) -> bool:
        return any(cause[:1] in (("leak",), ("hidden",)) for cause in self.causes)

    def _failing(self, example: Example) -> Outcome | None:
        outcome = self.sequence.sent_alone(example, look=self._is_about_what_is_caught)
        return outcome if outcome is not None and self._is_it(outcome) else None

    def _is_it(self, outcome: Outcome) -> bool:
        failure = self.sequence.stages.judging.failure(*outcome)
        return failure is not None and place_of(failure[1]) in self.causes

    def _judge_reduced(self, example: Example, seen: Outcome) -> None:
        """Have it judged without the changes that it fails without, too."""
        example = self._fewest_changes(example)
        outcome = self._failing(example) or self._alone(example)
        self._save(example)
        if outcome is None:
            self._keep_unexplained(example, seen, SOMETIMES)
            return
        case, exchange, effect = outcome
        contract = self.sequence.stages.case_source.contract
        edit = blamed(case, example.edits, contract)
        doubt = "" if edit is None else self._doubt_of(edit, example, exchange)
        if doubt:
            self._keep_unexplained(example, outcome, doubt)
        else:
            self.sequence.stages.judging.judge(located(case, example.edits, contract), exchange, effect)

    def _fewest_changes(self, example: Example) -> Example:
        for edit in example.edits:
            fewer = with_undone(example, edit)
            if self._alone(fewer) is not None:
                return self._fewest_changes(fewer)
        return example

    def _doubt_of(self, edit: Edit, example: Example, exchange: Exchange) -> str:
        """Why a change is not to blame; empty if it makes the message fail, alone, and no other one does."""
        if exchange.timed_out and len(example.edits) == 1:
            return ""  # each hang costs its time, and the same was seen once
        passes = all(self._alone(each) is None for each in repeat(with_undone(example, edit), CONFIRMED))
        if passes and self._fails_each_time(example.with_edits([edit])):
            return ""
        return TOGETHER if passes and self._fails_each_time(example) else SOMETIMES

    def _fails_each_time(self, example: Example) -> bool:
        return all(self._alone(each) is not None for each in repeat(example, CONFIRMED))

    def _judge_unexplained(self, example: Example, outcome: Outcome) -> None:
        """Have it told as it was seen, with no condition: it is not known what it takes."""
        again = self.sequence.sent_alone(example, look=self._is_about_what_is_caught)
        seen = UNTRIED if again is None else OTHER_IDS if self._is_it(again) else NOT_AGAIN
        self._keep_unexplained(example, outcome, seen)
        self._save(example)

    def _keep_unexplained(self, example: Example, outcome: Outcome, seen: str) -> None:
        finding = self.sequence.stages.judging.finding(*outcome)
        if finding is not None:
            self.sequence.stages.judging.keep(unexplained(finding, example, seen))

    def _save(self, example: Example) -> None:
        if self.store is not None:
            self.store.save("failing", example)


def unexplained(finding: Finding, example: Example, seen: str) -> Finding:
    """The finding about a message of which no more is known than what came of it."""
    places = ", ".join(pointer(*edit.path) for edit in example.edits)
    return replace(
        finding,
        verdict=f"{finding.verdict}, {seen}",
        mark=("together" if seen == TOGETHER else "unexplained", *finding.cause),
        condition=None,
        hint=f"changed at {places}" if seen == TOGETHER else MAYBE,
        events=tuple(lines_of([example], finding)),
    )
