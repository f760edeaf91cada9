"""
A stable code for each kind of finding: the check that found it, and what happened.

A code is never renumbered, and never used again for something else; a new kind gets a new one. Its first
digit says what it is about: 1 what Vapi sends, 2 security, 3 what Vapi does not send, 4 what is worth
knowing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..cases.case import Category
from ..delivery import Exchange
from .outcome import accepted, endless
from .severity import SENT_BY_VAPI

#: What happened, by the status of a reply to a message that has to be accepted.
BY_STATUS: Mapping[int, str] = MappingProxyType(
    {
        401: "credentials wanted",
        403: "credentials wanted",
        404: "no route",
        405: "no route",
        413: "too large",
    }
)
#: Checks for which a refusal has a code for each reason that a status tells.
TELLING_STATUS = frozenset({"accepts", "observed"})
#: Checks about requests that must be turned away.
TURNING_AWAY = frozenset({"credentials", "replays"})

#: What is wrong with a reply, by what marks it.
UNUSABLE: Mapping[Any, str] = MappingProxyType(
    {
        "audio": "not audio",
        "content-type": "wrong content type",
        "disputed": "disputed",
        "long-audio": "long audio",
        "overruled": "overruled",
        "status": "wrong status",
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """One kind of finding."""

    id: str
    check: str  #: The check that reports it.
    happened: str  #: What happened: "crash", "timeout", "rejected" and so on.
    meaning: str  #: What it means, in one line.


def _rows(check: str, *rows: tuple[int, str, str]) -> tuple[Code, ...]:
    return tuple(
        Code(id=f"VC{number}", check=check, happened=happened, meaning=meaning)
        for number, happened, meaning in rows
    )


_ALL = (
    *_rows(
        "accepts",
        (101, "rejected", "A valid message is rejected."),
        (102, "crash", "A valid message makes the handler raise an exception or answer with a 5xx."),
        (103, "timeout", "A valid message is not answered in time."),
        (104, "no reply", "A valid message gets no reply: the connection is closed, or the handler ends."),
        (105, "endless", "A valid message gets a reply of more than a megabyte."),
        (106, "too large", "A valid message is rejected because it is too large."),
        (107, "redirected", "A valid message is answered with a redirect, which Vapi does not follow."),
        (108, "credentials wanted", "A valid message is rejected because of its credentials."),
        (109, "no route", "A valid message is rejected because nothing accepts a POST at this path."),
    ),
    *_rows(
        "observed",
        (111, "rejected", "A message in its production form is rejected."),
        (112, "crash", "A message in its production form makes the handler raise or answer with a 5xx."),
        (113, "timeout", "A message in its production form is not answered in time."),
        (114, "no reply", "A message in its production form gets no reply."),
        (115, "endless", "A message in its production form gets a reply of more than a megabyte."),
        (116, "too large", "A message in its production form is rejected because it is too large."),
        (117, "redirected", "A message in its production form is answered with a redirect."),
        (
            118,
            "credentials wanted",
            "A message in its production form is rejected because of its credentials.",
        ),
        (
            119,
            "no route",
            "A message in its production form is rejected: nothing accepts a POST at this path.",
        ),
    ),
    *_rows(
        "concurrency",
        (121, "rejected", "A message is rejected when others arrive at the same time."),
        (122, "crash", "A message makes the handler raise or answer with a 5xx when others arrive with it."),
        (123, "timeout", "A message is not answered in time when others arrive at the same time."),
        (124, "no reply", "A message gets no reply when others arrive at the same time."),
        (
            125,
            "endless",
            "A message gets a reply of more than a megabyte when others arrive at the same time.",
        ),
    ),
    *_rows(
        "replies",
        (131, "not JSON", "The reply is declared as JSON, but is not JSON."),
        (132, "wrong reply", "The reply has something for Vapi, but not in a form that Vapi can use."),
        (133, "unknown id", "A tool result has an id that no tool call of the message has."),
        (
            134,
            "wrong status",
            "The reply has an answer, but its status is not 200, so Vapi does not read it.",
        ),
        (135, "no answer", "The reply has nothing that Vapi can use as the answer to the message."),
        (136, "wrong content type", "The reply has an answer, but its Content-Type is not a JSON type."),
        (137, "not audio", "The reply to a voice-request is not raw audio at the rate that Vapi asked for."),
    ),
    *_rows(
        "in-time",
        (141, "valid", "Vapi stops waiting before the reply to a message comes."),
        (142, "slow", "The reply to a valid message takes longer than you allow with a maximum latency."),
    ),
    *_rows(
        "redelivery",
        (151, "twice", "A message that is delivered twice has its effect twice."),
        (152, "crash", "The second delivery of a message makes the handler raise or answer with a 5xx."),
        (153, "timeout", "The second delivery of a message is not answered in time."),
        (154, "no reply", "The second delivery of a message gets no reply."),
        (155, "endless", "The second delivery of a message gets a reply of more than a megabyte."),
    ),
    *_rows(
        "turns",
        (161, "rejected", "A message of a turn is rejected in a conversation."),
        (162, "crash", "A message of a turn makes the handler raise or answer with a 5xx in a conversation."),
        (163, "timeout", "A message of a turn is not answered in time in a conversation."),
        (164, "no reply", "A message of a turn gets no reply in a conversation."),
        (165, "endless", "In a conversation, a message of a turn gets a reply of more than a megabyte."),
        (166, "wrong text", "The text of a turn does not match its tokens."),
        (167, "interrupted", "The text of a turn is kept, or comes back, after an interruption."),
        (168, "unreadable", "The text of a turn cannot be read any more."),
        (169, "doubled", "A token that is delivered twice appears twice in the text of its turn."),
    ),
    *_rows(
        "effects",
        (171, "no effect", "An event is accepted, but changes nothing."),
        (172, "top level", "An event is accepted, but is read from the top level of the body."),
        (
            173,
            "call record",
            "An event is accepted, but waits for a value in `call` that Vapi does not send.",
        ),
        (174, "swallowed", "An event is accepted, but an exception that is caught prevents its effect."),
        (175, "doubled", "An event of a call that is delivered twice has its effect twice."),
        (176, "overtaken", "An event is lost if it arrives before the one that was sent shortly before it."),
        (177, "mixed", "An event mixes up two calls that are in progress at once."),
        (178, "refused later", "An event is rejected because of an earlier event of the same call."),
        (179, "dropped", "An event has no effect because of an earlier event of its type in the same call."),
        (180, "only one", "An event is kept for only one of two calls that are in progress at once."),
        (186, "replaced", "What was said is replaced in the state by what the same speaker says next."),
    ),
    *_rows(
        "tools",
        (181, "rejected", "A call to your tool is rejected."),
        (182, "crash", "A call to your tool makes the handler raise an exception or answer with a 5xx."),
        (183, "timeout", "A call to your tool is not answered in time."),
        (184, "no reply", "A call to your tool gets no reply."),
        (185, "endless", "A call to your tool gets a reply of more than a megabyte."),
    ),
    *_rows("credentials", (201, "accepted", "A request without valid credentials is accepted.")),
    *_rows("replays", (211, "accepted", "A request that was signed long ago is accepted again.")),
    *_rows(
        "leaks",
        (221, "the secret", "The reply contains the secret."),
        (222, "a traceback", "The reply contains a traceback."),
        (223, "a source path", "The reply contains the path of a source file."),
        (224, "the text of an exception", "The reply contains the text of an exception."),
        (225, "the right signature", "The reply to a request that is not signed contains its signature."),
    ),
    *_rows(
        "side-effects",
        (231, "untrusted", "A request without valid credentials has an effect."),
        (232, "refused", "A request that is rejected has an effect."),
    ),
    *_rows(
        "survives",
        (302, "crash", "An invalid message makes the handler raise an exception or answer with a 5xx."),
        (303, "timeout", "An invalid message is not answered in time."),
        (304, "no reply", "An invalid message gets no reply."),
        (305, "endless", "An invalid message gets a reply of more than a megabyte."),
    ),
    *_rows(
        "malformed",
        (312, "crash", "A malformed request makes the handler raise an exception or answer with a 5xx."),
        (313, "timeout", "A malformed request is not answered in time."),
        (314, "no reply", "A malformed request gets no reply."),
        (315, "endless", "A malformed request gets a reply of more than a megabyte."),
    ),
    *_rows(
        "tolerates",
        (321, "rejected", "A message with a future addition is rejected."),
        (322, "crash", "A message with a future addition makes the handler raise or answer with a 5xx."),
        (323, "timeout", "A message with a future addition is not answered in time."),
        (324, "no reply", "A message with a future addition gets no reply."),
        (325, "endless", "A message with a future addition gets a reply of more than a megabyte."),
    ),
    *_rows(
        "credentials",
        (332, "crash", "A request with a bad credential makes the handler raise or answer with a 5xx."),
        (333, "timeout", "A request with a bad credential is not answered in time."),
        (334, "no reply", "A request with a bad credential gets no reply."),
        (335, "endless", "A request with a bad credential gets a reply of more than a megabyte."),
    ),
    *_rows(
        "replays",
        (342, "crash", "A request that was signed long ago makes the handler raise or answer with a 5xx."),
        (343, "timeout", "A request that was signed long ago is not answered in time."),
        (344, "no reply", "A request that was signed long ago gets no reply."),
        (345, "endless", "A request that was signed long ago gets a reply of more than a megabyte."),
    ),
    *_rows("in-time", (351, "invalid", "A request that Vapi does not send is not answered in time.")),
    *_rows(
        "rejects",
        (361, "accepted", "An invalid message is accepted, although it should be rejected."),
        (362, "crash", "An invalid message makes the handler raise or answer with a 5xx, not a 4xx."),
        (363, "timeout", "An invalid message that should be rejected is not answered in time."),
        (364, "no reply", "An invalid message that should be rejected gets no reply."),
        (365, "endless", "An invalid message that should be rejected gets a reply of more than a megabyte."),
        (366, "rejected", "An invalid message is answered with neither a 2xx nor a 4xx."),
    ),
    *_rows(
        "arguments",
        (
            372,
            "crash",
            "Arguments that do not match a tool's parameters make the handler raise or answer with a 5xx.",
        ),
        (
            373,
            "timeout",
            "A call to a tool with arguments that do not match its parameters is not answered in time.",
        ),
        (374, "no reply", "A call to a tool with arguments that do not match its parameters gets no reply."),
        (
            375,
            "endless",
            "A call with arguments that do not match the parameters gets a reply of more than a megabyte.",
        ),
        (376, "others", "A call with invalid arguments costs the valid calls of the message their results."),
    ),
    *_rows("observed", (401, "documented", "A form that only Vapi's documentation shows is rejected.")),
    *_rows(
        "accepts",
        (402, "never sent", "A valid message that Vapi may never send is rejected."),
    ),
    *_rows(
        "credentials", (403, "rejected", "A request with a bad credential is not rejected with 401 or 403.")
    ),
    *_rows(
        "replays", (404, "rejected", "A request that was signed long ago is not rejected with 401 or 403.")
    ),
    *_rows("in-time", (405, "near", "The reply to a message comes shortly before Vapi stops waiting.")),
    *_rows(
        "replies",
        (406, "disputed", "The reply has a form about which Vapi's sources disagree."),
        (407, "overruled", "The reply has properties that Vapi ignores because there is a `destination`."),
        (408, "top level", "A message gets a specific reply only without its envelope."),
        (411, "long audio", "The audio is long for its text, as if it were made for a higher rate."),
    ),
    *_rows("accepts", (412, "hidden", "A valid message is accepted, but a catch-all hides an exception.")),
    *_rows(
        "observed",
        (413, "hidden", "A message in its production form is accepted, but a catch-all hides an exception."),
    ),
)
#: Every code there is, by its id.
CODES: Mapping[str, Code] = MappingProxyType({code.id: code for code in _ALL})
_BY_KIND = {(code.check, code.happened): code.id for code in _ALL}


def code_of(
    check: str,
    category: Category,
    exchange: Exchange,
    mark: tuple[Any, ...],
    *,
    is_note: bool,
    is_selective: bool = False,
) -> str:
    """
    The code of what a check found in an exchange; empty for a check that is not one of ours.

    Where a handler accepts other messages (`is_selective`), there is a route.
    """
    if is_note and check == "observed" and category == "documented":
        return _BY_KIND["observed", "documented"]
    if is_note and check not in TURNING_AWAY | {"redelivery", "turns"} and not mark:
        return _BY_KIND["accepts", "never sent"]
    happened = _happened(check, category, exchange, mark)
    return _BY_KIND.get((check, "rejected" if is_selective and happened == "no route" else happened), "")


def _happened(check: str, category: Category, exchange: Exchange, mark: tuple[Any, ...]) -> str:
    match mark:
        case ("unexplained" | "together" | "sequence", *rest):
            what = _happened(check, category, exchange, tuple(rest))
            return what if (check, what) in _BY_KIND else outcome_of(check, exchange)
        case ("late",):
            return "valid" if category in SENT_BY_VAPI else "invalid"
        case ("slow" | "near" | "others",):
            return str(mark[0])
        case ("leak" | "effect", str(kind), *_) | ("turn", str(kind), _):
            return kind
        case ("hidden", *_):
            return "hidden"
        case ("reply", "top level"):
            return "top level"
        case ("reply", *rest):
            return _unusable(tuple(rest))
        case _:
            return outcome_of(check, exchange)


def _unusable(mark: tuple[Any, ...]) -> str:
    if mark == ("json",):
        return "not JSON"
    # After the type, or alone where it is wrong in replies to any type.
    kind = next((UNUSABLE[each] for each in mark[:2] if each in UNUSABLE), None)
    if kind is not None:
        return kind
    if mark[-1:] in {("unheard",), ("nothing",)}:
        return "no answer"
    return "unknown id" if mark[-1:] == ("toolCallId",) else "wrong reply"


def outcome_of(check: str, exchange: Exchange) -> str:
    """What became of a request: "crash", "timeout", "no reply", "endless", "accepted", or its rejection."""
    if exchange.timed_out:
        return "timeout"
    status = exchange.reply.status or 0 if exchange.reply else 0
    if exchange.crash is not None or status >= 500:
        return "crash"
    if exchange.reply is None:
        return "no reply"
    if endless(exchange):
        return "endless"
    return "accepted" if accepted(exchange) else _rejected(check, status)


def _rejected(check: str, status: int) -> str:
    if check not in TELLING_STATUS:
        return "rejected"
    return "redirected" if 300 <= status < 400 else BY_STATUS.get(status, "rejected")
