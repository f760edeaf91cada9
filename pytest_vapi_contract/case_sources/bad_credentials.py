"""
Requests with a bad credential: each differs from a good one in what proves who is calling.

They are made from what the handler's own credential adds to a request, so they fit every kind of credential.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..cases.case import Alteration, Case
from ..delivery import Handler, Request
from ..delivery.exchange import Header
from ..json_paths import envelope

#: A header that nobody looks for a credential in.
ELSEWHERE = "X-Vapi-Credential"

Change = Callable[[str], str]

#: What is done to the secret part of a credential, and what stands for it in a shell; "" if it tells nothing.
CHANGES: Mapping[str, tuple[str, Change, str]] = {
    "empty": ("the credential is empty", lambda secret: "", ""),
    "wrong": ("the credential is wrong", lambda secret: "x" * len(secret), ""),
    "cut": (
        "the last character of the credential is missing",
        lambda secret: secret[:-1],
        "${VAPI_SECRET%?}",
    ),
    "longer": ("there is a character behind the credential", lambda secret: f"{secret}x", "${VAPI_SECRET}x"),
    "other-case": (
        "the case of the credential is changed",
        str.swapcase,
        '$(printf %s "$VAPI_SECRET" | tr a-zA-Z A-Za-z)',
    ),
    "non-ascii": (
        "the credential has a character that is not ASCII",
        lambda secret: f"{secret[:-1]}é",
        r"${VAPI_SECRET%?}$(printf '\351')",
    ),
}
#: Seconds.
YEAR = 365 * 24 * 3600.0
#: A signature in upper-case hex is the same signature.
SIGNATURE = "signature"


def bad_credential_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """
    Requests without a credential, and with a bad one; none where the handler has no credential.
    """
    proofs = proofs_of(handler, body)
    if not proofs:
        return
    (header, value), *_ = proofs
    attempts: dict[str, tuple[str, Alteration]] = {
        "none": ("there is no credential", _without(proofs)),
        "elsewhere": ("the credential is in another header", _elsewhere(proofs)),
    }
    secret = handler.request(body).carries(header)
    for name, (why, change, shown) in CHANGES.items():
        changed = _changed(value, change)
        if changed != value and not (name == "other-case" and SIGNATURE in header.lower()):
            attempts[name] = (why, _instead(header, changed, shown if secret else ""))
    if proofs_of(handler, OTHER_BODY)[0] != proofs[0]:
        attempts["other-body"] = ("the signature is that of another body", _borrowed(handler))
    attempts |= _with_another_time(handler)
    for name, (why, alter) in attempts.items():
        yield Case(
            id=f"credential.{name}", type=type, body=body, category="credentials", why=why, alter=alter
        )


def replay_cases(handler: Handler, type: str, body: Any) -> Iterator[Case]:
    """
    A request as it was signed a year ago; none where no time is signed.
    """
    if handler.timestamp_header is None:
        return
    why = "it was signed a year ago"
    yield Case(
        id="replay.old",
        type=type,
        body=body,
        category="replay",
        why=why,
        alter=lambda request: handler.request(request.body, age=YEAR),
    )


def _with_another_time(handler: Handler) -> dict[str, tuple[str, Alteration]]:
    """
    Requests whose time is not the one that was signed; none where no time is signed.
    """
    header = handler.timestamp_header
    if header is None:
        return {}
    return {
        "timestamp-missing": ("the timestamp is missing", _without(((header, ""),))),
        "timestamp-other": ("the timestamp is not the one that was signed", _later(header)),
        "timestamp-text": (
            "the timestamp is no number",
            lambda request: request.with_headers((header, "today")),
        ),
    }


def _later(header: str) -> Alteration:
    def alter(request: Request) -> Request:
        return request.with_headers((header, str(int(request.header(header) or 0) + 1)))

    return alter


def proofs_of(handler: Handler, body: Any) -> tuple[Header, ...]:
    """
    The headers that only the credential adds.
    """
    plain = handler.request(body, signed=False).headers
    return tuple(header for header in handler.request(body).headers if header not in plain)


OTHER_BODY = envelope({"type": "hang", "timestamp": 1})


def _changed(value: str, change: Change) -> str:
    """
    The value with its secret part changed; the scheme before it (`Bearer`) stays.
    """
    scheme, blank, secret = value.rpartition(" ")
    return f"{scheme}{blank}{change(secret)}".strip()  # HTTP knows no blanks around a value


def _without(proofs: tuple[Header, ...]) -> Alteration:
    names = {name.lower() for name, _ in proofs}

    def alter(request: Request) -> Request:
        return replace(
            request, headers=tuple(each for each in request.headers if each[0].lower() not in names)
        )

    return alter


def _elsewhere(proofs: tuple[Header, ...]) -> Alteration:
    name, value = proofs[0]

    def alter(request: Request) -> Request:
        moved = _without(proofs)(request).with_headers((ELSEWHERE, value))
        return moved.carrying(ELSEWHERE) if request.carries(name) else moved

    return alter


def _instead(name: str, value: str, shown: str) -> Alteration:
    masks = ((value.rpartition(" ")[2], shown),) if shown else ()
    return lambda request: request.with_headers((name, value)).with_masks(*masks)


def _borrowed(handler: Handler) -> Alteration:
    return lambda request: request.with_headers(*proofs_of(handler, OTHER_BODY))
