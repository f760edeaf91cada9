"""
How to fix the commonest causes: a sentence, and where possible the line of the handler as it should read.

What is known of an exception decides: its type, what the interpreter says, the line, and what was sent.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from ..cases.condition import MISSING, Kind, value_at
from ..delivery import Crash, Exchange
from ..json_paths import is_list, is_object
from .finding import Finding
from .fingerprint import fault_of, raises_itself
from .hints import USELESS
from .line_fixes import (
    fix_compared_text,
    fix_envelope,
    fix_get_on_null,
    fix_iteration,
    fix_loads,
    fix_lookup,
    fix_missing,
    fix_missing_list,
    fix_number,
    fix_unhashable,
    taken_for,
    takes_items,
)

ONE_TYPE = "the model wants one type for `{name}`, and Vapi may send another one; declare it as `Any`"
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
    **{f"{kind}_type": ONE_TYPE for kind in ("bool", "dict", "float", "int", "list", "string")},
}
#: How the text of a pydantic error names each place and its kind, on one line or on several.
ERROR = re.compile(r"\s(?P<name>[\w.-]+)\s{2,}[^\[]*\[type=(?P<kind>\w+),")
#: Names that handlers look for in a tool call, and what they are called there.
OTHER_NAMES = {"toolCallId": "id", "tool_call_id": "id", "callId": "id"}
#: How msgspec says what is missing.
STRUCT = re.compile(r"Object missing required field `(?P<name>\w+)`")
#: What `compare_digest` says of None.
NO_TEXT = "unsupported operand types(s) or combination of types: 'NoneType'"
NULL = "a property that is null is not missing, so the default of `.get` does not apply"
NO_JSON = "the body is not always JSON; put this line in a `try` block, and answer 400 on a `ValueError`"
NO_TEXT_IN_HEADER = "a header may have any bytes; catch the `UnicodeDecodeError`, and answer 401"
UNHASHABLE = "a list or an object cannot be looked up in a dict or a set"
#: What is taken for an object, with its name or without, by whether Vapi sends it as it is.
OF_OTHER_TYPE = {
    False: {
        False: "this is not an object; check its type first, and answer 400",
        True: "`{name}` is not an object; check it first, and answer 400: "
        "`if not isinstance({name}, dict): …`",
    },
    True: {
        False: "this is not always an object; check its type first, and answer 200",
        True: "`{name}` is not always an object; check it first, and answer 200: "
        "`if not isinstance({name}, dict): …`",
    },
}
#: What is done with all properties of an object at once: they are passed as arguments.
PASSED_ON = re.compile(r"\(\s*(?:[^()]*,\s*)?\*\*")
#: What to do where they are not those that are wanted, by what is said of them.
ARGUMENTS = {
    "missing arguments": (
        "the object unpacked with `**` may lack properties; give the missing arguments defaults"
    ),
    "unknown arguments": "Vapi adds properties, and `**` passes all of them; pass only those that you need",
}
#: What leaks, and how to keep it.
LEAKS = {
    "the right signature": "anyone can send a request with it; answer 401 with a fixed text",
    "the text of an exception": "answer with a fixed text, and log the exception",
    "a traceback": "answer with a fixed text, and log the exception; switch off debug mode in production",
}

Hint = Callable[[Finding, Crash], str]


def hint_of(finding: Finding) -> str:
    """How to fix what a finding is about; empty where that is not known."""
    if finding.mark[:1] == ("leak",):
        return LEAKS.get(str(finding.mark[1]), "")
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
    """What a model does not take: at the place that decides, if it says that of several."""
    errors = list(ERROR.finditer(f"\n{crash.message}")) if crash.type == "ValidationError" else []
    names = {error["name"].rpartition(".")[2]: error["kind"] for error in reversed(errors)}
    if not names:
        return ""
    name = str(finding.where[-1]) if finding.where else ""
    name = name if name in names else errors[0]["name"].rpartition(".")[2]
    return BY_PYDANTIC.get(names[name], "").format(name=name)


def _struct(_: Finding, crash: Crash) -> str:
    """What a struct of msgspec requires."""
    found = STRUCT.match(crash.message) if crash.type == "ValidationError" else None
    return BY_PYDANTIC["missing"].format(name=found["name"]) if found else ""


def _no_json(finding: Finding, crash: Crash) -> str:
    """A body that is read as JSON, and is not; or a credential that is read as text, and is not."""
    if finding.case.category == "credentials":
        return NO_TEXT_IN_HEADER if crash.type == "UnicodeDecodeError" else ""
    return NO_JSON if crash.type in ("JSONDecodeError", "UnicodeDecodeError") and _reads(_line(crash)) else ""


def _undecodable(_: Finding, crash: Crash) -> str:
    """A body that the framework cannot decompress or decode, although it is asked to."""
    if crash.type == "RequestPayloadError":
        return "aiohttp cannot decompress the body; catch `web.RequestPayloadError`, and answer 400"
    is_charset = crash.type == "LookupError" and crash.message.startswith("unknown encoding")
    return "the charset does not exist; catch the `LookupError`, and answer 400" if is_charset else ""


def _reads(line: str) -> bool:
    """Whether a line reads a body, and nothing in it."""
    return any(each in line for each in (".json", "loads(", ".decode("))


def _get_on_null(finding: Finding, crash: Crash) -> str:
    """What is null; where other values fail as well, it takes more than a default."""
    if finding.condition is not None and finding.condition.kind == Kind.OTHER_TYPE:
        return ""
    if crash.type != "AttributeError" or crash.message != "'NoneType' object has no attribute 'get'":
        return ""
    return _told(NULL, fix_get_on_null(_line(crash)))


def _unhashable(_: Finding, crash: Crash) -> str:
    if crash.type != "TypeError" or "unhashable type" not in crash.message:
        return ""
    fixed = fix_unhashable(_line(crash))
    return _told(UNHASHABLE, fixed) if fixed else f"{UNHASHABLE}; check `isinstance(…, str)` first"


def _passed_on(finding: Finding, crash: Crash) -> str:
    """A function or a class that does not take what an object has as its arguments."""
    return ARGUMENTS.get(fault_of(finding.exchange), "") if PASSED_ON.search(_line(crash)) else ""


def _compared_text(_: Finding, crash: Crash) -> str:
    if crash.type == "TypeError" and crash.message.startswith(NO_TEXT) and "compare_digest" in _line(crash):
        return "`compare_digest` does not accept None; first answer 401 if the header is missing"
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
    if name in OTHER_NAMES and "toolCallList" in finding.where:
        return f"Vapi does not send `{name}` in a tool call; it is called `{OTHER_NAMES[name]}`"
    line = _line(crash)
    return _told(f"`{name}` may be missing", fix_missing_list(line, name) or fix_missing(line, name))


def _null(finding: Finding, crash: Crash) -> str:
    """What is null, and nothing else, where something is looked up in it, or where it is gone through."""
    if finding.condition is None or finding.condition.kind != Kind.NULL or not finding.where:
        return ""
    name, line, fixed = str(finding.where[-1]), _line(crash), ""
    if "'NoneType' object is not iterable" in crash.message:
        fixed = fix_iteration(line, name)
    elif "'NoneType' object is not subscriptable" in crash.message:
        fixed = fix_missing(line, name)
    return _told(f"`{name}` may be null", fixed) if fixed else ""


def _looked_up(finding: Finding, crash: Crash) -> str:
    """A table of the handler that has no entry for a value of the message."""
    if crash.type != "KeyError" or finding.cause[-1:] != ("",) or not fix_lookup(_line(crash)):
        return ""
    reason = f"the table has no entry for {crash.message}; use `.get`, and handle a missing entry"
    return _told(reason, fix_lookup(_line(crash)))


def _loaded_object(_: Finding, crash: Crash) -> str:
    if crash.type != "TypeError" or not crash.message.startswith("the JSON object must be str"):
        return ""
    return _told("this is an object already, not JSON text", fix_loads(_line(crash)))


def _number(_: Finding, crash: Crash) -> str:
    said = crash.message.startswith(
        ("float() argument", "int() argument", "could not convert string to float")
    )
    if crash.type not in ("TypeError", "ValueError") or not said:
        return ""
    return _told("this is not always a number; check the type, or use a default", fix_number(_line(crash)))


def _enum(_: Finding, crash: Crash) -> str:
    if crash.type != "ValueError" or not re.search(r" is not a valid \w+$", crash.message):
        return ""
    return "Vapi adds values to its lists; catch the `ValueError`, or keep the text"


def _milliseconds(_: Finding, crash: Crash) -> str:
    """A time that is taken for seconds: as such it is some fifty thousand years from now."""
    if crash.type not in ("ValueError", "OverflowError", "OSError") or "fromtimestamp(" not in _line(crash):
        return ""
    return "Vapi's timestamps are in milliseconds; divide by 1000"


def _no_object(finding: Finding, crash: Crash) -> str:
    """What is taken for an object, and is not; by its name in the line, where that is certain."""
    known = ("is not subscriptable", "indices must be integers", "object has no attribute 'get'")
    if crash.type not in ("TypeError", "AttributeError") or not any(each in crash.message for each in known):
        return ""
    line = _line(crash)
    if "is not subscriptable" in crash.message and takes_items(line):
        return ""  # it may have been taken for a list
    taken = taken_for(line, finding.where if finding.condition else None)
    return OF_OTHER_TYPE[finding.severity == "lost"][bool(taken)].format(name=taken)


def _refused(finding: Finding, crash: Crash) -> str:
    """A valid message that the handler refuses by a statement of its own, whatever is in it."""
    status = finding.exchange.reply.status or 0 if finding.exchange.reply else 0
    by_itself = 400 <= status < 500 and finding.condition is None and raises_itself(crash)
    return USELESS if by_itself and finding.check in ("accepts", "observed") else ""


#: In this order: the first that knows a cause tells of it.
HINTS: tuple[Hint, ...] = (
    _pydantic,
    _struct,
    _get_on_null,
    _unhashable,
    _passed_on,
    _compared_text,
    _enveloped,
    _missing,
    _null,
    _looked_up,
    _loaded_object,
    _number,
    _enum,
    _milliseconds,
    _no_json,
    _undecodable,
    _no_object,
    _refused,
)


def _line(crash: Crash) -> str:
    """The line that raised, on its own."""
    location = crash.location
    lines = dict(location.source) if location else {}
    return lines.get(crash.line or 0, "").strip()


def _told(reason: str, fixed: str) -> str:
    return f"{reason}: `{fixed}`" if fixed else reason
