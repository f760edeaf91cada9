"""
Requests with a bad credential: each differs from a good one in what proves who is calling.

They are made from what the handler's own credential adds to a request, so they fit every kind of credential.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..cases.case import Case
from ..cases.family import Family
from ..cases.http_change import HttpChange
from ..delivery import Handler
from ..delivery.exchange import Header
from ..wire_envelope import envelope

#: A header in which no handler looks for a credential.
ELSEWHERE = "X-Vapi-Credential"

#: Makes another secret of one, and of the `=` that fills it up if it is base64: what comes behind that, or is
#: cut of it, many decoders do not mind.
Change = Callable[[str, str], str]
Changes = Iterator[tuple[Family, HttpChange]]

#: What is done to the secret part of a credential.
CHANGES: Mapping[Family, Change] = {
    Family.CREDENTIAL_EMPTY: lambda secret, fill: "",
    Family.CREDENTIAL_WRONG: lambda secret, fill: "x" * len(secret + fill),
    Family.CREDENTIAL_CUT: lambda secret, fill: f"{secret[:-1]}{fill}",
    Family.CREDENTIAL_LONGER: lambda secret, fill: f"{secret}x{fill}",
    Family.CREDENTIAL_OTHER_CASE: lambda secret, fill: f"{secret.swapcase()}{fill}",
    Family.CREDENTIAL_NON_ASCII: lambda secret, fill: f"{secret[:-1]}é{fill}",
}
#: What stands for that in a shell, where it tells something of the secret; `=` for what fills it up.
SHOWN: Mapping[Family, str] = {
    Family.CREDENTIAL_CUT: "${VAPI_SECRET%?=}=",
    Family.CREDENTIAL_LONGER: "${VAPI_SECRET%=}x=",
    Family.CREDENTIAL_OTHER_CASE: '$(printf %s "$VAPI_SECRET" | tr a-zA-Z A-Za-z)',
    Family.CREDENTIAL_NON_ASCII: r"${VAPI_SECRET%?=}$(printf '\351')=",
}
#: Seconds.
YEAR = 365 * 24 * 3600.0
#: Where the credential is no `Hmac`: a header that has a signature, by its name.
SIGNATURE = "signature"
HEX = frozenset("0123456789abcdefABCDEF")
OTHER_BODY = envelope({"type": "hang", "timestamp": 1})


def bad_credential_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """Requests without a credential, and with a bad one; none where the handler has no credential."""
    for family, alter in _changes(handler, body):
        yield Case(id=family.id, type=type, body=body, category="credentials", family=family, alter=alter)


def replay_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """A request as it was signed a year ago; none where no time is signed."""
    if handler.timestamp_header is not None:
        alter = HttpChange(headers=proofs_of(handler, body, age=YEAR))
        family = Family.REPLAY_OLD
        yield Case(id=family.id, type=type, body=body, category="replay", family=family, alter=alter)


def _changes(handler: Handler, body: Any) -> Changes:
    # Each is made when it is asked for: what it signs is signed just before it is sent.
    proofs = proofs_of(handler, body)
    if not proofs:
        return
    names = tuple(name for name, _ in proofs)
    (header, value), *_ = proofs
    yield Family.CREDENTIAL_NONE, HttpChange(without=names)
    request = handler.request(body)
    carries = request.carries(header)
    carrying = (ELSEWHERE,) if carries else ()
    moved = HttpChange(without=names, headers=((ELSEWHERE, value),), carrying=carrying)
    yield Family.CREDENTIAL_ELSEWHERE, moved
    scheme, secret, fill = _parts(value)
    same = {
        Family.CREDENTIAL_OTHER_CASE: _is_hex(handler.signature_of(request), header, secret),
        Family.CREDENTIAL_LONGER: scheme.lower() == "basic " and len(secret) % 4 == 0,  # whole without it
    }
    for family, change in CHANGES.items():
        changed = f"{scheme}{change(secret, fill)}".strip()  # HTTP knows no blanks around a value
        if changed != value and not same.get(family):
            yield family, _instead(header, changed, _shown(family, fill) if carries else "")
    if proofs_of(handler, OTHER_BODY)[0] != proofs[0]:
        yield Family.CREDENTIAL_OTHER_BODY, HttpChange(headers=proofs_of(handler, OTHER_BODY))
    if handler.timestamp_header is not None:
        yield from _with_another_time(handler, handler.timestamp_header, body)


def _with_another_time(handler: Handler, header: str, body: Any) -> Changes:
    """Requests whose timestamp is not the signed one."""
    yield Family.CREDENTIAL_TIMESTAMP_MISSING, HttpChange(without=(header,))
    # Signature and time are of one moment: else the time might be right by the time that it is sent.
    later = tuple(
        (name, str(int(value) + 1) if name.lower() == header.lower() else value)
        for name, value in proofs_of(handler, body)
    )
    yield Family.CREDENTIAL_TIMESTAMP_OTHER, HttpChange(headers=later)
    yield Family.CREDENTIAL_TIMESTAMP_TEXT, HttpChange(headers=((header, "today"),))


def proofs_of(handler: Handler, body: Any, *, age: float = 0.0) -> tuple[Header, ...]:
    """The headers that only the credential adds, signed some seconds ago."""
    plain = handler.request(body, signed=False).headers
    return tuple(header for header in handler.request(body, age=age).headers if header not in plain)


def _parts(value: str) -> tuple[str, str, str]:
    """The scheme of a credential with the blank behind it (`Bearer `), its secret, and what fills that up."""
    scheme, blank, secret = value.rpartition(" ")
    bare = secret.rstrip("=")
    return f"{scheme}{blank}", bare or secret, secret[len(bare) :] if bare else ""


def _is_hex(signature: str, header: str, secret: str) -> bool:
    """Whether a secret is a signature in hex, which is the same in upper case; it may have a prefix."""
    if signature:
        return HEX.issuperset(signature)
    return SIGNATURE in header.lower() and HEX.issuperset(secret.rpartition("=")[2])


def _shown(family: Family, fill: str) -> str:
    """What stands for a changed secret in a shell; empty if it tells nothing of it."""
    shown = SHOWN.get(family, "")
    if family is Family.CREDENTIAL_LONGER and not fill:
        return "${VAPI_SECRET}x"
    return shown.replace("=", fill)


def _instead(name: str, value: str, shown: str) -> HttpChange:
    masks = ((value.rpartition(" ")[2], shown),) if shown else ()
    return HttpChange(headers=((name, value),), masks=masks)
