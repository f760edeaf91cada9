"""
How to fix the commonest causes: a sentence, and where possible the line of the handler as it should read.

What is known of an exception decides: its type, what the interpreter says, the line, and what was sent.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from ..cases.condition import MISSING, value_at
from ..delivery import Crash, Exchange
from ..json_paths import is_list, is_object
from .finding import Finding
from .line_fixes import fix_compared_text, fix_envelope, fix_get_on_null, fix_loads, fix_missing, fix_number

#: What pydantic says of a value that a model does not take, and what to do about it.
BY_PYDANTIC = {
    "extra_forbidden": (
        'the model forbids unknown properties, and Vapi adds some; use `ConfigDict(extra="ignore")`'
    ),
    "missing": (
        "`{name}` is required by the model, but Vapi may leave it out; declare `{name}: … | None = None`"
    ),
    "enum": "the model allows only the values it knows for `{name}`, and Vapi adds some; declare it as `str`",
    "literal_error": (
        "the model allows only the values it knows for `{name}`, and Vapi adds some; declare it as `str`"
    ),
}
#: How the text of a pydantic error names its kind.
KIND = re.compile(r"\[type=(?P<kind>\w+),")
NULL = "a property that is null is not missing, so the default of `.get` does not apply"
NO_OBJECT = "check the type first, and answer 400: `if not isinstance(body, dict): …`"

Hint = Callable[[Finding, Crash], str]


def hint_of(finding: Finding) -> str:
    """How to fix what a finding is about; empty where that is not known."""
    crash = finding.exchange.crash or finding.exchange.caught
    if crash is None:
        return next(_of_validation(finding.exchange), "")
    return next((hint for hint in (look(finding, crash) for look in HINTS) if hint), "")


def _of_validation(exchange: Exchange) -> Iterator[str]:
    """What FastAPI answers if a model does not take the body: errors, each with its kind and place."""
    try:
        value: Any = json.loads(exchange.reply.body) if exchange.reply else None
    except (ValueError, RecursionError):
        return
    errors = value.get("detail") if is_object(value) else None
    for error in errors if is_list(errors) else ():
        if is_object(error) and error.get("type") in BY_PYDANTIC and is_list(error.get("loc")):
            yield BY_PYDANTIC[error["type"]].format(name=error["loc"][-1])


def _pydantic(finding: Finding, crash: Crash) -> str:
    found = KIND.search(crash.message) if crash.type == "ValidationError" else None
    where = finding.where[-1] if finding.where else "it"
    return BY_PYDANTIC.get(found["kind"], "").format(name=where) if found else ""


def _get_on_null(_: Finding, crash: Crash) -> str:
    if crash.type != "AttributeError" or not crash.message.startswith("'NoneType' object has no attribute"):
        return ""
    return _told(NULL, fix_get_on_null(_line(crash)))


def _unhashable(_: Finding, crash: Crash) -> str:
    if crash.type != "TypeError" or "unhashable type" not in crash.message:
        return ""
    return "a list or an object cannot be looked up in a dict or a set; check `isinstance(…, str)` first"


def _compared_text(_: Finding, crash: Crash) -> str:
    if crash.type != "TypeError" or not crash.message.startswith("comparing strings with non-ASCII"):
        return ""
    return _told("`compare_digest` takes only ASCII text; compare bytes", fix_compared_text(_line(crash)))


def _enveloped(finding: Finding, crash: Crash) -> str:
    """A key that the message has, looked for around it."""
    body, name = finding.case.body, crash.message.strip("'")
    if crash.type != "KeyError" or not is_object(body) or name in body or not is_object(body.get("message")):
        return ""
    if name not in body["message"] or not fix_envelope(_line(crash), name):
        return ""
    return _told(f"`{name}` is in the message, which is in an envelope", fix_envelope(_line(crash), name))


def _missing(finding: Finding, crash: Crash) -> str:
    """A key that the message lacks where the condition says so."""
    name = crash.message.strip("'")
    if crash.type != "KeyError" or finding.where[-1:] != (name,):
        return ""
    if value_at(finding.case.body, finding.where) is not MISSING:
        return ""
    return _told(f"`{name}` may be missing", fix_missing(_line(crash), name))


def _loaded_object(_: Finding, crash: Crash) -> str:
    if crash.type != "TypeError" or not crash.message.startswith("the JSON object must be str"):
        return ""
    return _told("this is an object already, not a text of JSON", fix_loads(_line(crash)))


def _number(_: Finding, crash: Crash) -> str:
    said = crash.message.startswith(
        ("float() argument", "int() argument", "could not convert string to float")
    )
    if crash.type not in ("TypeError", "ValueError") or not said:
        return ""
    return _told("this need not be a number; check the type, or use a default", fix_number(_line(crash)))


def _enum(_: Finding, crash: Crash) -> str:
    if crash.type != "ValueError" or not re.search(r" is not a valid \w+$", crash.message):
        return ""
    return "Vapi adds values to its lists; catch the `ValueError`, or keep the text"


def _no_object(_: Finding, crash: Crash) -> str:
    known = ("is not subscriptable", "indices must be integers", "object has no attribute 'get'")
    wrong = crash.type in ("TypeError", "AttributeError") and any(each in crash.message for each in known)
    return f"this is not an object; {NO_OBJECT}" if wrong else ""


#: In this order: the first that knows a cause tells of it.
HINTS: tuple[Hint, ...] = (
    _pydantic,
    _get_on_null,
    _unhashable,
    _compared_text,
    _enveloped,
    _missing,
    _loaded_object,
    _number,
    _enum,
    _no_object,
)


def _line(crash: Crash) -> str:
    """The line that raised, on its own."""
    location = crash.location
    lines = dict(location.source) if location else {}
    return lines.get(crash.line or 0, "").strip()


def _told(reason: str, fixed: str) -> str:
    return f"{reason}: `{fixed}`" if fixed else reason
