"""A tool takes longer than Vapi waits for its result."""

import time
from typing import Any

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of

LIMIT = 0.5


def handle(payload: Any) -> Any:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        time.sleep(LIMIT * 1.3)
    return answer_to(message)


EXHIBIT = replier("", check="in-time", title="is not answered in time", handler="handle", timeout=LIMIT)
