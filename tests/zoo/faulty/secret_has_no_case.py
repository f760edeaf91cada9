"""The secret is compared without regard to case."""

from collections.abc import Mapping
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, message_of


def handle(payload: Any, headers: Mapping[str, str]) -> dict[str, Any]:
    if headers.get("X-Vapi-Secret", "").lower() != SECRET.lower():
        raise ValueError("who are you?")
    return answer_to(message_of(payload))


EXHIBIT = faulty(
    "credentials",
    "is accepted without valid credentials when the case of the credential is changed",
    handler="handle",
    secret=SECRET,
)
