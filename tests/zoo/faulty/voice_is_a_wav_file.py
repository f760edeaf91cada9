"""The voice is a WAV file, whose header is heard as noise."""

import io
import wave
from typing import Any

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of


def handle(payload: Any) -> Any:
    message = message_of(payload)
    if message.get("type") == "voice-request":
        sound = io.BytesIO()
        with wave.open(sound, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(24_000)
            file.writeframes(bytes(4_800))
        return sound.getvalue()
    return answer_to(message)


EXHIBIT = replier("a WAV header", type="voice-request", handler="handle")
