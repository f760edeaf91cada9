"""The findings of a run, whatever interrupts it: explained, or as they were found."""

from dataclasses import dataclass, replace

from ..clock import now
from ..findings import Finding, Skip
from ..findings.codes import TELLING_STATUS
from ..findings.crash_hints import hint_of
from ..findings.deduplication import RANKS
from ..findings.hints import NO_ROUTE, hint_beside_accepted
from ..findings.titles import with_sources_once
from .diagnosis import Diagnosis, Groups, told
from .guard import guarded
from .interruption import Interruption
from .judging import Judging
from .tool_diagnosis import ToolDiagnosis


@dataclass(frozen=True, kw_only=True, slots=True)
class RunFindings:
    """Makes the findings of a report from what failed."""

    judging: Judging
    interruption: Interruption
    types: tuple[str, ...]  #: The message types of the report.

    def explained(self, skipped: list[Skip]) -> list[Finding]:
        """
        All that failed as findings, each explained.

        If that is interrupted, or fails, they are told as they were found.
        """
        groups = self._seen_again(self.judging.failing, skipped)
        found: list[Finding] = []
        with (
            self.interruption.noted(skipped),
            guarded("the search for smaller messages", groups, essential=False) as failures,
        ):
            found = self._diagnosis(hasty=self.interruption.happened).explained(groups)
        if groups and not found:
            found = self._diagnosis(hasty=True).explained(groups)
        with guarded("the search for findings that say the same", found, essential=False) as more:
            found = with_sources_once(self._located(finding) for finding in told(found))
        skipped += [*failures, *more]
        return found

    def _seen_again(self, groups: Groups, skipped: list[Skip]) -> Groups:
        """The failures without effects that came late, and belong to other messages."""
        if self.interruption.happened or not groups:
            return groups
        from .effects.late import without_late_effects  # noqa: PLC0415 - where nothing failed, nothing is late

        kept = dict(groups)
        with guarded("the search for effects that come late", groups, essential=False) as failures:
            for group, failing in groups.items():
                kept[group] = without_late_effects(self.judging.sender, failing)
        skipped += failures
        return {group: failing for group, failing in kept.items() if failing}

    def _located(self, finding: Finding) -> Finding:
        """The finding with the exception that was answered with a 4xx, if that can be seen, and a hint."""
        exchange = finding.exchange
        if finding.mark[:1] == ("unexplained",):
            return finding
        alone = finding.check in RANKS and not finding.case.before
        if alone and not exchange.caught and not self.interruption.happened:
            finding = replace(finding, exchange=self.judging.sender.explained(exchange, finding.type))
        if self._has_route(finding):
            told = hint_of(replace(finding, hint="")) or hint_beside_accepted(exchange)
            return replace(finding, hint=told, is_selective=True)
        return replace(finding, hint=finding.hint or hint_of(finding))

    def _has_route(self, finding: Finding) -> bool:
        """Whether a status says that there is no route, although some of what Vapi sends is accepted."""
        status = finding.exchange.reply.status if finding.exchange.reply else None
        return bool(self.judging.replies) and finding.check in TELLING_STATUS and status in NO_ROUTE

    def _diagnosis(self, *, hasty: bool) -> Diagnosis:
        sender, tools = self.judging.sender, self.judging.case_source.tools
        return Diagnosis(
            deliver=sender.deliver_broken,
            observe=sender.observe,
            contract=self.judging.case_source.contract,
            checks={check.id: check for check in self.judging.checks},
            models=self.judging.models,
            shown=self.judging.shown,
            types=self.types,
            of_tools=None if tools is None else ToolDiagnosis(tools=tools, models=self.judging.models),
            source_files=sender.handler.source_files,
            hasty=hasty,
            is_over=lambda: now() > sender.deadline,
        )
