from collections.abc import Mapping
from typing import Any

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import SECRET, answer_to, message_of


def handle(payload: Any, headers: Mapping[str, str]) -> dict[str, Any]:
    if headers.get("X-Vapi-Secret", "").lower() != SECRET.lower():
        raise ValueError("who are you?")
    return answer_to(message_of(payload))


EXHIBIT = Exhibit(
    fault="The secret is compared without regard to case.",
    handler="handle",
    types=("hang",),
    secret=SECRET,
    expected=(
        Expected(
            check="credentials",
            title="is accepted without valid credentials when the case of the credential is changed",
        ),
    ),
)
