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

Change = Callable[[str], str]
Changes = Iterator[tuple[Family, HttpChange]]

#: What is done to the secret part of a credential, and what stands for it in a shell; "" if it tells nothing.
CHANGES: Mapping[Family, tuple[Change, str]] = {
    Family.CREDENTIAL_EMPTY: (lambda secret: "", ""),
    Family.CREDENTIAL_WRONG: (lambda secret: "x" * len(secret), ""),
    Family.CREDENTIAL_CUT: (lambda secret: secret[:-1], "${VAPI_SECRET%?}"),
    Family.CREDENTIAL_LONGER: (lambda secret: f"{secret}x", "${VAPI_SECRET}x"),
    Family.CREDENTIAL_OTHER_CASE: (str.swapcase, '$(printf %s "$VAPI_SECRET" | tr a-zA-Z A-Za-z)'),
    Family.CREDENTIAL_NON_ASCII: (
        lambda secret: f"{secret[:-1]}é",
        r"${VAPI_SECRET%?}$(printf '\351')",
    ),
}
#: Seconds.
YEAR = 365 * 24 * 3600.0
#: A signature in upper-case hex is the same signature.
SIGNATURE = "signature"
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
    secret = handler.request(body).carries(header)
    carrying = (ELSEWHERE,) if secret else ()
    moved = HttpChange(without=names, headers=((ELSEWHERE, value),), carrying=carrying)
    yield Family.CREDENTIAL_ELSEWHERE, moved
    for family, (change, shown) in CHANGES.items():
        changed = _changed(value, change)
        same = family is Family.CREDENTIAL_OTHER_CASE and SIGNATURE in header.lower()
        if changed != value and not same:
            yield family, _instead(header, changed, shown if secret else "")
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


def _changed(value: str, change: Change) -> str:
    """The value with its secret part changed; the scheme before it (`Bearer`) stays."""
    scheme, blank, secret = value.rpartition(" ")
    return f"{scheme}{blank}{change(secret)}".strip()  # HTTP knows no blanks around a value


def _instead(name: str, value: str, shown: str) -> HttpChange:
    masks = ((value.rpartition(" ")[2], shown),) if shown else ()
    return HttpChange(headers=((name, value),), masks=masks)
