"""Cases as JSON, and back: what is read is equal to what was written, in all that is sent."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ...cases.case import Case
from ...cases.family import BY_CODE
from ...cases.http_change import HttpChange
from ...cases.http_framing import Framing
from ...json_paths import Json, Object, dumps, in_tuples

#: Fields of a case that are written as they are, where they are not the default.
PLAIN: Object = {"at": "", "keyword": "", "drawn": False, "facts": {}}
#: Messages that cases were made from: many cases share one, so it is written once.
ORIGINS = ("around", "unbroken")


def cases_to_json(cases: Sequence[Case]) -> Object:
    """Cases as a JSON object. Raises `TypeError` or `ValueError` for what is not JSON."""
    numbers: dict[str, int] = {}
    origins: list[Json] = []

    def number_of(message: Json) -> int:
        text = dumps(message)
        if text not in numbers:
            numbers[text] = len(origins)
            origins.append(message)
        return numbers[text]

    written = [
        _to_json(case)
        | {name: number_of(getattr(case, name)) for name in ORIGINS if getattr(case, name) is not None}
        for case in cases
    ]
    return {"origins": origins, "cases": written}


def cases_from_json(value: Object) -> list[Case]:
    """
    The cases that such an object stands for.

    Raises `AttributeError`, `LookupError`, `TypeError` or `ValueError` for any other.
    """
    origins = value["origins"]
    return [_from_json(each, origins) for each in value["cases"]]


def _to_json(case: Case) -> Object:
    raw = isinstance(case.body, bytes)
    written: Object = {"id": case.id, "type": case.type, "category": case.category}
    written |= {"raw": case.body.decode("latin-1")} if raw else {"body": case.body}
    written |= {name: getattr(case, name) for name, usual in PLAIN.items() if getattr(case, name) != usual}
    written |= {"family": case.family.code} if case.family is not None else {}
    return written | ({"alter": asdict(case.alter)} if case.alter is not None else {})


def _from_json(written: Object, origins: list[Json]) -> Case:
    given: dict[str, Any] = dict(written)
    if "raw" in given:
        given["body"] = given.pop("raw").encode("latin-1")
    if "family" in given:
        given["family"] = BY_CODE[given["family"]]
    if "alter" in given:
        given["alter"] = _change(given["alter"])
    for name in ORIGINS:
        if name in given:
            given[name] = origins[given[name]]
    return Case(**given)


def _change(written: Object) -> HttpChange:
    framing = written["framing"]
    given = {name: in_tuples(value) for name, value in written.items() if name != "framing"}
    return HttpChange(**given, framing=None if framing is None else Framing(**framing))
