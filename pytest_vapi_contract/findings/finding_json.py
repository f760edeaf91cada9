"""Parts of a finding as JSON, and back: what it takes to merge it with the findings of other reports."""

from dataclasses import asdict

from ..cases.condition import Condition, Kind
from ..cases.family import BY_CODE
from ..delivery import Crash, Exchange, Location, Reply, Request
from ..json_paths import Json, Object, in_tuples
from .fingerprint import Cause, fault_of


def condition_record(condition: Condition | None) -> Object | None:
    """A condition as JSON."""
    if condition is None:
        return None
    return asdict(condition) | {
        "kind": condition.kind.name,
        "family": condition.family and condition.family.code,
        "places": [[*place] for place in condition.places],
    }


def condition_of(record: Object | None) -> Condition | None:
    """The condition that JSON stands for."""
    if record is None:
        return None
    family = record["family"] and BY_CODE[record["family"]]
    read: Object = {"kind": Kind[record["kind"]], "family": family, "places": in_tuples(record["places"])}
    return Condition(**{**record, **read})


def mark_record(mark: Cause, caught: Crash | None) -> list[Json]:
    """A mark as JSON, with the file of the exception that was caught as it is shown."""
    return [caught.shown_file if caught and each == caught.file else each for each in mark]


def exchange_record(exchange: Exchange) -> Object:
    """What came of a request as JSON, without what was answered."""
    reply = exchange.reply
    return {
        "reply": reply and {"status": reply.status, "truncated": reply.truncated},
        "crash": _crash_record(exchange.crash, fault_of(exchange)),
        "caught": _crash_record(exchange.caught, None),
        "seconds": round(exchange.seconds, 6),
        "timed_out": exchange.timed_out,
        "fault": exchange.fault,
    }


def exchange_of(record: Object, body: bytes) -> Exchange:
    """The exchange that JSON stands for."""
    return Exchange(
        request=Request(body=body),
        reply=record["reply"] and Reply(**record["reply"]),
        crash=_crash_of(record["crash"]),
        caught=_crash_of(record["caught"]),
        seconds=record["seconds"],
        timed_out=record["timed_out"],
        fault=record["fault"],
    )


def _crash_record(crash: Crash | None, fault: str | None) -> Object | None:
    if crash is None:
        return None
    return {
        "type": crash.type,
        "message": crash.message,
        "file": crash.shown_file,
        "line": crash.line,
        "function": crash.function,
        "fault": fault,
        "lines": [[*line] for line in crash.location.source] if crash.location else [],
        "caught_at": _location_record(crash.caught_at),
        "is_hidden": crash.is_hidden,
    }


def _crash_of(record: Object | None) -> Crash | None:
    if record is None:
        return None
    caught_at = record["caught_at"] and Location(*record["caught_at"])
    read: Object = {"lines": in_tuples(record["lines"]), "caught_at": caught_at}
    return Crash(**{**record, **read})


def _location_record(location: Location | None) -> list[Json] | None:
    return None if location is None else [location.shown_file, location.line, location.function]
