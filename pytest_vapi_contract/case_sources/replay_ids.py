"""
A case as a short text that anyone can send again: on another machine, and when the handler has been fixed.

A case that every run prepares is told by its name, with a checksum: `accepts/model-output/bare@k3f9`. The
text of any other holds all that is sent but the credential, so it needs no file and no seed.
"""

import zlib
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from json import dumps, loads
from typing import Any

from ..cases.case import VALID, Case
from ..cases.family import BY_CODE, Facts, Family
from ..errors import BadReplay
from ..json_paths import is_list

#: Bytes of the checksum at the end.
CHECKSUM = 3
#: What a text lacks at its end: that the body is not raw, and that nothing is sent before it.
WITHOUT: tuple[Any, ...] = (0, ())
#: What is between a name and its checksum, and how many characters this has.
MARK, CHARACTERS = "@", 4
#: The most bytes that a replay id holds.
LONGEST = 1 << 26
#: What cases are likely to hold, the likeliest last: it makes their texts a third of the size. Texts of
#: before remain readable as long as more is only added at the beginning.
LIKELY = (
    b'["conforming","minimal","","",["A102"],{"message":{"type":"model-output","output":{}}}]'
    b',["F102",["text","new-value"]],["F101",["property","newProperty"]],["D103",["branch","["S132",["value","'
    b',["S101",["name","["S131",["value","unknown-value"]],["S113",["expected",{"types":["object"]}]],{"message":{'
    b'"type":"session.created","observed-1","","",["A107"],{"message":{"conforming","sample-1","","",["A105"],{'
    b'"phoneNumber":{"chat":{"squad":{"tools":[{"transcriber":{"voice":{"model":{"assistant":{"customer":{'
    b'"number":"+13125550174"},"artifact":{"messages":[{"role":"assistant","name":"timestamp":17877545'
    b'"provider":"status":"user-interrupted","status-update","speech-update","end-of-call-report",'
    b'"conversation-update","transcript","hang","tool-calls","assistant-request","phone-call-control",'
    b'"type":"webCall","phoneCallProvider":"vonage","assistantId":"orgId":"3cb566a0-f9e2-4959-87a3-43e36870d5a5",'
    b'"createdAt":"2026-08-26T14:28:40.006Z","updatedAt":"2026-08-26T14:29:06.866Z"},"call":{"id":"c",'
    b'"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}}]'
    b'["credentials","credential.wrong","","","the credential is "["http","http.header.'
    b'["text","text.string.","","","["tomorrow","new.property:/"["disputed","union.overlap:/assistant/'
    b'["mutation","type.number:/","type.string:/","type.array:/","enum.unknown:/","required.'
    b'["mutation","type.null:/","/call","type","",{"message":{"type":"session.created","session":{"id":"'
    b'["observed","observed-","","","",{"message":{"type":"model-output","output":"'
    b'["conforming","minimal","","","",{"message":{"type":"model-output","output":{}}}]'
)


def replay_id(check: str, case: Case, name: str = "") -> str:
    """The text of a case for a check: its name, if it has one, or all of it: `accepts/model-output/…`."""
    if case.category == "call":  # the calls are played again
        return f"{check}/{case.type}/{case.id}"
    if name:
        return f"{check}/{case.type}/{name}{MARK}{checksum_of(case)}"
    text = _text(case, case.id)
    packer = zlib.compressobj(9, wbits=-15, zdict=LIKELY)
    packed = packer.compress(text) + packer.flush() + _checksum(text)
    return f"{check}/{case.type}/{urlsafe_b64encode(packed).decode().rstrip('=')}"


def checksum_of(case: Case) -> str:
    """A few characters that tell what a case sends, and why, from others of the same name."""
    if case.category in VALID:  # nothing counts but what is sent
        case = Case(id="", type=case.type, body=case.body, category=case.category)
    return b32encode(zlib.crc32(_text(case, "")).to_bytes(4)).decode().lower()[:CHARACTERS]


def named_case(text: str) -> tuple[str, str, str, str]:
    """Check, message type, name and checksum of a text; the last may be empty."""
    check, _, rest = text.strip().partition("/")
    type, _, name = rest.partition("/")
    name, mark, checksum = name.rpartition(MARK)
    return (check, type, name, checksum) if mark else (check, type, checksum, "")


def _text(case: Case, id: str) -> bytes:
    body, raw = (case.body.decode("latin-1"), 1) if isinstance(case.body, bytes) else (case.body, 0)
    rest = [raw, case.before] if case.before else [raw] if raw else []
    fields = [case.category, id, case.at, case.keyword, _packed(case), body, *rest]
    text = dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def replay_case(text: str) -> tuple[str, Case]:
    """
    The check and the case that a text without a name holds; what is odd about the request is not in it.

    Raises `BadReplay`.
    """
    check, _, rest = text.strip().partition("/")
    type, _, packed = rest.rpartition("/")
    try:
        category, id, at, keyword, special, body, *rest = loads(_unpacked(packed))
        raw, before = tuple(rest) + WITHOUT[len(rest) :]
        family, facts = _unpacked_family(special)
    except (ValueError, LookupError, TypeError, zlib.error, RecursionError) as error:
        raise BadReplay(text, "it is incomplete, or from another version of this package") from error
    return check, Case(
        id=id,
        type=type,
        body=body.encode("latin-1") if raw else body,
        category=category,
        family=family,
        facts=facts,
        at=at,
        keyword=keyword,
        before=tuple(before),
    )


def _packed(case: Case) -> Any:
    """The code of the family, followed by each fact with its name; empty for a case with nothing special."""
    return [case.family.code, *case.facts.items()] if case.family else ""


def _unpacked_family(special: Any) -> tuple[Family | None, Facts]:
    if not is_list(special):  # texts of before there were families have a sentence here
        return None, {}
    return BY_CODE[special[0]], dict(special[1:])


def _unpacked(packed: str) -> Any:
    content = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    unpacker = zlib.decompressobj(wbits=-15, zdict=LIKELY)
    text = unpacker.decompress(content[:-CHECKSUM], LONGEST)
    if not unpacker.eof or unpacker.unused_data or content[-CHECKSUM:] != _checksum(text):
        raise ValueError("the checksum differs")
    return text.decode("utf-8", "surrogatepass")


def _checksum(text: bytes) -> bytes:
    return zlib.crc32(text).to_bytes(4)[:CHECKSUM]
