"""The voice is always sampled at 24,000 Hz, whatever the request asks for."""

from typing import Any

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of

RATE, SECONDS_PER_CHARACTER = 24_000, 0.065


def handle(payload: Any) -> Any:
    message = message_of(payload)
    if message.get("type") == "voice-request":
        return bytes(2 * int(RATE * SECONDS_PER_CHARACTER * len(str(message.get("text")))))
    return answer_to(message)


EXHIBIT = replier(
    "at 8,000 Hz the audio lasts",
    type="voice-request",
    title="returns a reply that Vapi might not use",
    handler="handle",
)
