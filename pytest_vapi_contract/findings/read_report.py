"""A report as it was read from JSON: it has, tells and writes what the run did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps

from ..cases.case import Case
from ..cases.family import BY_CODE
from ..cases.skip import Skip
from ..json_paths import Object, in_tuples
from .baseline import BaselineEntry
from .conversation import ConversationRow
from .finding import Finding
from .finding_json import condition_of, exchange_of
from .latency import Latency, TypeLatency
from .report import Report
from .search_summary import SearchSummary
from .titles import with_sources_once


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedFinding(Finding):
    """A finding that was read from a report: what takes the whole exchange to tell is told as there."""

    record: Object  #: The finding in the report.

    @property
    def code(self) -> str:
        """The stable code of what happened."""
        return str(self.record["code"])

    @property
    def rule(self) -> str:
        """The keyword that the message breaks; the check, if it breaks none or if the reply matters."""
        return str(self.record["rule"])

    @property
    def got(self) -> str:
        """What came back, and where the handler broke, in one line."""
        return str(self.record["got"])

    @property
    def replay(self) -> str:
        """The replay id of the exchange."""
        return str(self.record["replay"])

    def to_json(self) -> Object:
        """The finding as JSON."""
        cut = {name: self.record[name] for name in ("body", "body_left_out")}
        return Finding.to_json(self) | cut


def report_of(record: Object) -> Report:
    """The report that JSON stands for. Raises `LookupError`, `TypeError` or `ValueError` for any other."""
    more = record["merge"]
    return Report(
        handler=record["handler"],
        revision=record["revision"],
        seed=record["seed"],
        checks=tuple(record["checks"]),
        types=tuple(record["types"]),
        findings=tuple(with_sources_once(_findings_of(record["findings"]))),
        exchanges=record["exchanges"],
        seconds=record["seconds"],
        skipped=tuple(Skip(**each) for each in record["skipped"]),
        interrupted=record["interrupted"],
        allow_incomplete=more["allow_incomplete"],
        fail_on=tuple(record["fail_on"]),
        needs=more["needs"],
        all_types=tuple(more["all_types"]),
        usual=more["usual"],
        accepted=tuple(map(_entry_of, more["accepted"])),
        ignored=tuple(map(_entry_of, more["ignored"])),
        outdated=tuple(map(_entry_of, more["outdated"])),
        remarks=tuple(record["remarks"]),
        search=record["search"] and SearchSummary.from_json(record["search"]),
        latency=Latency(types=tuple(TypeLatency(**each) for each in record["latency"])),
    )


def _findings_of(records: Sequence[Object]) -> tuple[Finding, ...]:
    return tuple(map(_finding_of, records))


def _finding_of(record: Object) -> RecordedFinding:
    more, body = record["merge"], record["body"]
    condition, *also = map(condition_of, more["conditions"])
    return RecordedFinding(
        record=record,
        check=record["check"],
        case=_case_of(record),
        exchange=exchange_of(more["exchange"], (body if isinstance(body, str) else dumps(body)).encode()),
        verdict=more["verdict"],
        sent=record["sent"],
        expected=record["expected"],
        condition=condition,
        also=tuple(each for each in also if each is not None),
        again=dict(zip(more["labels"], record["again"], strict=True)),
        hint=record["hint"],
        count=record["count"],
        types=tuple(record["types"]),
        mark=in_tuples(more["mark"]),
        subject=more["subject"],
        names_types=more["names_types"],
        severity=record["severity"],
        folded=_findings_of(more["folded"]),
        events=tuple(record["events"]),
        accepted=record["accepted"],
        conversation=tuple(ConversationRow(**row) for row in record["conversation"]),
    )


def _case_of(record: Object) -> Case:
    more = record["merge"]
    return Case(
        id=record["case"],
        type=record["type"],
        body=record["body"],
        category=more["category"],
        family=more["family"] and BY_CODE[more["family"]],
        at=record["at"],
        drawn=more["drawn"],
    )


def _entry_of(record: Object) -> BaselineEntry:
    expires = record["expires"] and date.fromisoformat(record["expires"])
    read: Object = {"conditions": tuple(record["conditions"]), "expires": expires}
    return BaselineEntry(**{**record, **read})
