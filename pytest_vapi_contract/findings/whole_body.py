"""What of a body as a whole makes a message fail: its size, or a character that is not ASCII."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from json import dumps
from typing import Any

from ..cases.condition import MESSAGE, NEW_PROPERTY, weight
from ..delivery import Exchange
from ..json_paths import is_list, is_object
from .finding import Finding
from .fingerprint import Cause, Symptom

#: A refusal because of the size of a message, whatever its content is.
TOO_LARGE: Cause = ("status", 413)
#: Bytes of a body that no limit is below.
LEAST = 1000

Deliver = Callable[[Any], Exchange | None]
Allowed = Callable[[Any], bool]
FailureOf = Callable[[Any, Exchange], Symptom | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeBody:
    """Tells whether a failure is about the whole body, by sending others."""

    deliver: Deliver
    allowed: Allowed
    failure_of: FailureOf

    def is_about_characters(self, finding: Finding) -> bool:
        """
        Whether a message does not fail with ASCII characters in the place of others.

        Where no other characters are allowed, they are escaped: it is the same message in ASCII bytes.
        """
        body = finding.case.body
        twin = in_ascii(body)
        if twin == body:
            return False
        is_allowed = self.allowed(twin)
        exchange = self.deliver(twin if is_allowed else dumps(body, separators=(",", ":")).encode())
        if exchange is None or self.failure_of(twin if is_allowed else body, exchange) is not None:
            return False
        return not is_allowed or self._fails_with_accent(finding, twin)

    def _fails_with_accent(self, finding: Finding, twin: Any) -> bool:
        """Whether such a character in a property that nobody knows makes a message fail as well."""
        message = twin.get(MESSAGE)
        if not is_object(message):
            return False
        return self._fails({**twin, MESSAGE: {**message, NEW_PROPERTY: "é"}}, finding.cause)

    def is_too_large(self, finding: Finding, accepted: Sequence[Any]) -> bool:
        """
        Whether the size of a large body is all that matters: an accepted one fails only with as many blanks.

        If none is accepted, the status for that has to say it.
        """
        size = len(finding.exchange.request.body)
        if size < LEAST or not accepted:
            return size >= LEAST and finding.cause == TOO_LARGE
        small = dumps(min(accepted, key=weight)).encode()
        return self._fails(small.ljust(size), finding.cause) and not self._fails(small, finding.cause)

    def _fails(self, body: Any, cause: Cause) -> bool:
        """Whether a body fails for the same cause."""
        exchange = self.deliver(body)
        failure = self.failure_of(body, exchange) if exchange is not None else None
        return failure is not None and failure[0] == cause


def in_ascii(value: Any) -> Any:
    """A JSON value with a letter in the place of each character that is not ASCII."""
    if isinstance(value, str):
        return value.encode("ascii", "replace").decode().replace("?", "x") if not value.isascii() else value
    if is_object(value):
        return {in_ascii(name): in_ascii(part) for name, part in value.items()}
    return [in_ascii(part) for part in value] if is_list(value) else value
