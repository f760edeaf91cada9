from collections.abc import Mapping
from typing import Any

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import SECRET, answer_to, is_secret, message_of


class Stranger(ValueError):
    pass


async def handle(payload: Any, headers: Mapping[str, str]) -> dict[str, Any]:
    if not is_secret(headers.get("X-Vapi-Secret")):
        raise Stranger
    return answer_to(message_of(payload))


EXHIBIT = Exhibit(handler="handle", secret=SECRET)
