"""What a check reports, and the one way in which it is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from json import dumps
from textwrap import shorten
from typing import Any

from ..case_sources.replay_ids import replay_id
from ..cases.case import Case
from ..cases.condition import Condition, Path
from ..delivery import Exchange, Location
from ..delivery.observation.crash import is_own
from ..json_paths import Object
from ..masking.mask import hidden_json, hide_distinct
from ..report_formats.severity_order import Severity
from .codes import code_of
from .conversation import ConversationRow, table
from .finding_json import condition_record, exchange_record, mark_record
from .fingerprint import Cause, Symptom, cause_of, failure_of, fault_of, symptom_of
from .outcome import outcome_in_words, told_outcome
from .title_subject import subject_of

#: The layout of a finding: width of the column of labels, and the column of the check.
LABEL, CHECK = 10, 90
#: How many other conditions and other types are named.
NAMED = 3
#: A line that gives a name its value.
ASSIGNED = re.compile(r"\s*(?P<name>\w+)\s*(?::[^=]*)?=(?!=)")
#: How many bytes of a body a report contains; the replay id has them all.
REPORTED = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One way in which a handler breaks the contract, represented by the smallest message that shows it."""

    check: str
    case: Case
    exchange: Exchange
    verdict: str  #: What became of the message: "is rejected", "breaks the handler".
    sent: str  #: What was sent, and why.
    expected: str
    condition: Condition | None = None  #: When it happens, if not always: "`call` is missing".
    also: tuple[Condition, ...] = ()  #: Other conditions with the same cause.
    #: Commands that reproduce it: "replay", "curl" or "call".
    again: Mapping[str, str] = field(default_factory=dict[str, str])
    hint: str = ""
    count: int = 1  #: How many messages showed it.
    types: tuple[str, ...] = ()  #: The types of these messages.
    mark: Cause = ()  #: The cause, where the outcome of the exchange does not say it.
    noted: str = ""  #: What was seen, beside status and exception.
    subject: str = ""  #: What the title is about; by default the message types that showed it.
    names_types: bool = False  #: Whether the subject are these types.
    told_apart: str = ""  #: What tells the title from that of another finding in the report.
    severity: Severity = "lost"  #: What it costs the user.
    name: str = ""  #: The id by which every run sends the same, if there is one.
    folded: tuple["Finding", ...] = ()  #: Findings on the same line of the handler, which it stands for.
    events: tuple[str, ...] = ()  #: The conversation that shows it, as a table, line by line.
    source_is_known: bool = False  #: Whether a finding before it in a report shows the line that raised.
    accepted: str = ""  #: Until when and why it was accepted, if that is over.
    is_selective: bool = False  #: Whether the handler accepts other messages.
    conversation: tuple[ConversationRow, ...] = ()  #: What was sent, if it took more than one message.

    @property
    def where(self) -> Path:
        """The path in the body to the value that decides, if there is just one."""
        return self.condition.where if self.condition else ()

    @property
    def is_note(self) -> bool:
        """Whether it is worth knowing, but not a failure."""
        return self.severity == "note"

    @property
    def code(self) -> str:
        """The stable code of what happened, such as VC102; `vapi-contract explain` describes it."""
        return code_of(
            self.check,
            self.case.category,
            self.exchange,
            self.mark,
            is_note=self.is_note,
            is_selective=self.is_selective,
        )

    @property
    def location(self) -> Location | None:
        """The line of your code that raised the exception, if it is known: file, line and function."""
        crash = self.exchange.crash or self.exchange.caught
        where = crash and crash.location
        return where if where and is_own(where.file) else None

    @property
    def type(self) -> str:
        """The message type of the smallest message that shows it."""
        return self.case.type

    @property
    def cause(self) -> Cause:
        """What tells it from other findings of the same check."""
        return self.mark or cause_of(self.exchange)

    @property
    def symptom(self) -> Symptom:
        """The cause, and the text of the exception."""
        return (self.mark, "") if self.mark else symptom_of(self.exchange)

    @property
    def failure(self) -> Symptom:
        """What stays the same while the message is made smaller: the cause, and the text without values."""
        return (self.mark, "") if self.mark else failure_of(self.exchange)

    @property
    def is_about_a_reply(self) -> bool:
        """Whether a reply is wrong: a message that is refused has none, so it shows nothing."""
        return self.mark[:1] == ("reply",)

    @property
    def is_about_what_is_caught(self) -> bool:
        """Whether it takes an exception that the handler has caught to see what is wrong."""
        return self.mark[:1] == ("leak",) and self.exchange.caught is not None

    @property
    def rule(self) -> str:
        """The keyword that the message breaks; the check, if it breaks none or if the reply matters."""
        return self.check if self.mark else self.case.keyword or self.check

    @property
    def title(self) -> str:
        """The finding in one line."""
        when = f" when {self.condition}" if self.condition else ""
        return self._hidden(f"{self.subject or subject_of(self.case, self.types)} {self._happened}{when}")

    @property
    def brief(self) -> str:
        """The title with what decides first, for a line that may be cut at its end."""
        subject = self.subject or subject_of(self.case, self.types)
        if self.condition:
            return self._hidden(f"{self.condition}: {subject} {self._happened}")
        outcome = "" if self.mark else outcome_in_words(self.exchange)
        happened = self._happened if outcome in self._happened else f"{self._happened} {outcome}"
        return self._hidden(f"{happened}: {subject}")

    @property
    def _happened(self) -> str:
        """What became of the message, as the title says it."""
        return f"{self.verdict} {self.told_apart}".rstrip()

    @property
    def got(self) -> str:
        """What came back, and where the handler broke, in one line."""
        told = told_outcome(self.exchange)
        return self._hidden(" ".join((f"{told}; {self.noted}" if self.noted else told).splitlines()))

    @property
    def replay(self) -> str:
        """The replay id of the exchange: `accepts/model-output/…`."""
        return replay_id(self.check, self.case, self.name)

    def with_count(self, count: int, types: tuple[str, ...]) -> "Finding":
        """The same finding, seen more than once."""
        return replace(self, count=count, types=types)

    def abridged(self) -> "Finding":
        """The same finding without what is long in the reply: many are kept in a run."""
        exchange = self.exchange.abridged()
        return self if exchange is self.exchange else replace(self, exchange=exchange)

    def rows(self) -> list[tuple[str, str]]:
        """Label and text of each line below the title."""
        like_it = "like it" if self.mark[:1] == ("hidden",) else "failed the same way"
        seen = f" ({self.count} {like_it})" if self.count > 1 else ""
        rows = [("sent", self.sent + seen), ("expected", self.expected), ("got", self.got)]
        rows += [("", line) for line in (*self._source(brief=True), *self._table(), *self.events)]
        also = [f"when {listed(tuple(map(str, self.also)))}"] if self.also else []
        also += [other.in_a_row() for other in self.folded]
        rows += [("also", "; ".join(also))] if also else []
        rows += [("hint", self.hint)] if self.hint else []
        rows += [("accepted", self.accepted)] if self.accepted else []
        rows += self.again.items()
        return [(label, self._hidden(text)) for label, text in rows]

    def _source(self, *, brief: bool = False) -> list[str]:
        """The line that raised, with an arrow, below the one before it; in brief only if that says more."""
        location = self.location
        if location is None or (brief and self.source_is_known):
            return []
        lines = [each for each in location.source if each[0] <= location.line]
        if brief and len(lines) > 1 and not explains(lines[-2][1], lines[-1][1]):
            del lines[-2]
        width = len(str(lines[-1][0])) if lines else 0
        arrows = {location.line: "►"}
        return [f"  {arrows.get(number, ' ')} {number:>{width}} │ {text}".rstrip() for number, text in lines]

    def _table(self) -> list[str]:
        """The conversation."""
        return [f"  {line}" for line in table(self.conversation)] if self.conversation else []

    @property
    def below(self) -> str:
        """The lines below the title."""
        return "\n".join(f"  {label:<{LABEL}}{text}" for label, text in self.rows())

    def __str__(self) -> str:
        return f"{self._head()}\n{self.below}"

    def in_a_row(self) -> str:
        """What happens and when, where another finding stands for it: "TypeError when the body is null"."""
        crash = self.exchange.crash
        conditions = [str(each) for each in (self.condition, *self.also) if each]
        return f"{crash.type if crash else self._happened} when {listed(tuple(conditions))}"

    def _head(self) -> str:
        return headline(self.severity, self.title, self.check, self.code)

    def to_json(self) -> Object:
        """The finding as JSON."""
        crash = self.exchange.crash or self.exchange.caught
        body, left_out = _cut(self._all_hidden(self._body()))
        fields = {
            "check": self.check,
            "code": self.code,
            "severity": self.severity,
            "type": self.type,
            "title": self.title,
            "rule": self.rule,
            "at": self.case.at,
            "case": self.case.id,
            "condition": str(self.condition or ""),
            "also": [str(each) for each in self._other_conditions()],
            "sent": self.sent,
            "expected": self.expected,
            "got": self.got,
            "exception": crash.type if crash else None,
            "fault": fault_of(self.exchange),
            "place": crash.place if crash else None,
            "file": crash.shown_file if crash else None,
            "line": crash.line if crash else None,
            "function": crash.function if crash else None,
            "source": self._source(),
            "events": list(self.events),
            "caught_at": str(crash.caught_at) if crash and crash.caught_at else None,
            "status": self.exchange.reply.status if self.exchange.reply else None,
            "body": body,
            "body_left_out": left_out,
            "conversation": [row.to_json() for row in self.conversation],
            "replay": self.replay,
            "again": list(self.again.values()),
            "hint": self.hint,
            "accepted": self.accepted,
            "count": self.count,
            "types": list(self.types),
            "merge": self._record(),
        }
        return {name: self._all_hidden(value) for name, value in fields.items()}

    def _record(self) -> Object:
        """What it takes besides to merge it with findings of other reports."""
        return {
            "category": self.case.category,
            "family": self.case.family.code if self.case.family else None,
            "drawn": self.case.drawn,
            "verdict": self.verdict,
            "subject": self.subject,
            "names_types": self.names_types,
            "mark": mark_record(self.mark, self.exchange.caught),
            "conditions": [condition_record(each) for each in (self.condition, *self.also)],
            "labels": list(self.again),
            "folded": [each.to_json() for each in self.folded],
            "exchange": exchange_record(self.exchange),
        }

    def _other_conditions(self) -> tuple[Condition, ...]:
        """When it happens besides, and when what it stands for does."""
        folded = (each for other in self.folded for each in (other.condition, *other.also) if each)
        return tuple(dict.fromkeys((*self.also, *folded)))

    def _body(self) -> Any:
        """The smallest body; as text if it is not JSON."""
        return (
            self.case.body
            if not isinstance(self.case.body, bytes)
            else self.exchange.request.shown_body(self.case.body.decode("utf-8", "replace"))
        )

    def _all_hidden(self, value: Any) -> Any:
        return hidden_json(value, self.exchange.request.masks)

    def _hidden(self, text: str) -> str:
        # What comes from outside is masked where it comes in. This is for what cannot be mistaken only.
        return hide_distinct(text, self.exchange.request.masks)


def _cut(body: Any) -> tuple[Any, int]:
    """A body as a report contains it, and how many bytes are left out; a long one is cut, as text."""
    text = body if isinstance(body, str) else dumps(body, ensure_ascii=False)
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) <= REPORTED:
        return body, 0
    return raw[:REPORTED].decode("utf-8", "replace"), len(raw) - REPORTED


def explains(before: str, line: str) -> bool:
    """Whether a line says more of the one below it: it gives a name its value, or a reason to come there."""
    assigned = ASSIGNED.match(before)
    if assigned:
        return re.search(rf"\b{assigned['name']}\b", line) is not None
    deeper = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
    return deeper and before.strip() != "try:"


def headline(severity: str, title: str, check: str, code: str) -> str:
    """The first line of a finding: its severity, its title, the check that found it, and its code."""
    head = f"{severity.upper()}  {title}"
    return f"{head:<{CHECK - 2}}  {check} {code}"


def listed(names: tuple[str, ...]) -> str:
    """The first few names, and how many more there are."""
    shown = [shorten(name, 120, placeholder="…") for name in names[:NAMED]]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return ", ".join([*shown, *more])
