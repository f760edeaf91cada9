"""One cause, one finding, whichever checks see it."""

from collections.abc import Sequence
from dataclasses import replace

from ..cases.condition import NEW_PROPERTY, Condition, Kind, Path, value_at
from ..json_paths import is_object
from ..report_formats.severity_order import rank_of
from .finding import Finding
from .fingerprint import parsed
from .missing_names import agrees, json_of

#: Checks that may see the same cause, the most telling one first.
RANKS = {
    name: rank
    for rank, name in enumerate(
        ("accepts", "observed", "tools", "tolerates", "arguments", "survives", "malformed")
    )
}
#: Checks that send what is broken otherwise: what a valid message lacks, it lacks as well.
BROKEN = frozenset({"survives", "malformed"})
#: Checks about calls of the user's own tools.
OF_TOOLS = frozenset({"tools", "arguments"})
#: What stands before the cause of a finding of which it is not known what decides.
UNEXPLAINED = frozenset({"together", "unexplained"})


def once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those whose cause another check tells better; when else it happens is kept."""
    told: list[Finding] = []
    lacking = {finding.cause for finding in findings if _lacks_what_is_always_sent(finding)}
    caused = (each for each in findings if each.check not in BROKEN or each.cause not in lacking)
    for finding in sorted(caused, key=_rank):
        known = next((at for at, other in enumerate(told) if _is_told_by(finding, other)), None)
        if known is None:
            told.append(finding)
        else:
            told[known] = _with_conditions_of(*_widest(told[known], finding))
    return told


def _rank(finding: Finding) -> tuple[bool, int, bool, bool, int]:
    """
    What costs most first, then what says most.

    Which argument of a tool decides comes before anything about all its messages, and then what names the
    property that is missing.
    """
    tells_argument = finding.check in OF_TOOLS and bool(finding.condition)
    contradicts = not agrees(finding)
    rank = RANKS.get(finding.check, len(RANKS))
    return finding.is_note, rank_of(finding.severity), not tells_argument, contradicts, rank


def place_of(finding: Finding) -> str | Condition | None:
    """
    What distinguishes replies with the same status: the place that decides, whatever its value is.

    A handler that refuses a property that the schema does not list refuses it everywhere.
    """
    at = finding.case.at
    return NEW_PROPERTY if at.endswith(f"/{NEW_PROPERTY}") else at or finding.condition


def _is_told_by(finding: Finding, other: Finding) -> bool:
    if not {finding.check, other.check} <= RANKS.keys():
        return False
    if {finding.check, other.check} <= OF_TOOLS:
        return finding.cause == other.cause and (finding.cause[0] == "crash" or not finding.condition)
    if other.check in OF_TOOLS and set(finding.types) - set(other.types):
        return False  # it is about more than calls of tools
    if finding.is_note != other.is_note:  # what fails a run tells what is only in the documentation, too
        return finding.case.category == "documented" and finding.cause == other.cause
    if any(tells(finding, other) for tells in (_is_explained_by, _on_one_way, _is_among_others)):
        return True
    if finding.check == other.check or finding.cause != other.cause:
        return False
    if _is_crash(finding) or (finding.check, other.check) == ("malformed", "survives"):
        return True
    same = place_of(finding) == place_of(other) if finding.check == "observed" else not finding.condition
    return same and other.check in {"accepts", *OF_TOOLS}


def _is_crash(finding: Finding) -> bool:
    """Whether an exception is told, of a message alone or after others."""
    return finding.cause[0] == "crash" or finding.cause[:2] == ("sequence", "crash")


def _lacks_what_is_always_sent(finding: Finding) -> bool:
    """Whether it is the note about a line that breaks as a valid message lacks what Vapi is known to send."""
    is_missing = finding.condition is not None and finding.condition.kind == Kind.MISSING
    return finding.is_note and finding.check == "accepts" and finding.cause[0] == "crash" and is_missing


def _is_explained_by(finding: Finding, other: Finding) -> bool:
    """Whether another finding says what it takes for the same exception."""
    mark, *cause = finding.cause
    return mark in UNEXPLAINED and tuple(cause) == other.cause and other.cause[0] == "crash"


def _on_one_way(finding: Finding, other: Finding) -> bool:
    """Whether a line breaks on the way to one place: `body["message"]["call"]` may lack both."""
    if finding.cause[:-1] != other.cause[:-1]:
        return False
    shorter, longer = sorted((_way(finding), _way(other)), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter


def _widest(finding: Finding, other: Finding) -> tuple[Finding, Finding]:
    """
    Two findings with one cause, the one first whose condition holds whenever that of the other does.

    Where `call.endedAt` may be missing, that `call` may be missing is the lesser part.
    """
    wider = finding.check == other.check and set(finding.types) <= set(other.types)
    wider = wider and len(_way(other)) > len(_way(finding)) > 0 and _on_one_way(finding, other)
    return (other, finding) if wider else (finding, other)


def _is_among_others(finding: Finding, other: Finding) -> bool:
    """Whether a line breaks for want of a property, of which another finding says when else it breaks."""
    if not _is_key_error(finding) or finding.condition or finding.cause[:-1] != other.cause[:-1]:
        return False
    return any(each.where[-1:] == finding.cause[-1:] for each in other.also)


def _way(finding: Finding) -> Path:
    """The path to the key that a KeyError is about, if that is what decides."""
    if not _is_key_error(finding):
        return ()
    name = finding.cause[-1]
    if finding.case.category == "text":
        return (name,) if _is_object_without(finding.exchange.request.body, name) else ()
    if not finding.where or finding.where[-1] == name:
        return finding.where
    return (*finding.where, name) if isinstance(value_at(finding.case.body, finding.where), dict) else ()


def _is_object_without(body: bytes, name: str) -> bool:
    """Whether a text is an object without an envelope, and lacks a property."""
    value = parsed(body)
    return is_object(value) and name not in value and not is_object(value.get("message"))


def _is_key_error(finding: Finding) -> bool:
    return finding.cause[:2] == ("crash", "KeyError") and bool(finding.cause[-1])


def _with_conditions_of(finding: Finding, other: Finding) -> Finding:
    if not finding.condition:
        return finding  # it happens always
    if finding.check in OF_TOOLS and other.check not in OF_TOOLS:
        return finding  # it says which argument decides, and not where in the message that is
    if finding.condition.is_met_by(json_of(other)):
        return finding  # that is enough, whatever else is special about the other one
    if _is_key_error(other) and not _way(other):
        return finding  # the key was missing before anything was broken elsewhere
    told = dict.fromkeys(each for each in (*finding.also, other.condition, *other.also) if each)
    told.pop(finding.condition, None)
    return replace(finding, also=tuple(told))
