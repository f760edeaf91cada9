import math
from array import array

from fastapi import FastAPI, Request, Response

from pytest_vapi_contract import assert_answers, samples

app = FastAPI()

SECONDS_PER_CHARACTER = 0.06


def speech(text: str, rate: int) -> bytes:
    """A tone in place of a voice: call your speech service here."""
    samples_of_tone = range(int(len(text) * SECONDS_PER_CHARACTER * rate))
    return array("h", (int(9_000 * math.sin(at * 2_764 / rate)) for at in samples_of_tone)).tobytes()


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    message = (await request.json())["message"]
    if message["type"] != "voice-request":
        return Response()
    audio = speech(message["text"], int(message["sampleRate"]))
    return Response(audio, media_type="application/octet-stream")


def seconds_at(rate: int) -> float:
    """How long the audio for one text is at a rate."""
    message = samples.sample("voice-request", text="Hello, how can I help?", sampleRate=rate)
    reply = assert_answers(app, message, path="/webhook")
    return len(reply.body) / 2 / rate


def test_the_audio_is_as_long_at_any_rate() -> None:
    assert abs(seconds_at(8_000) - seconds_at(24_000)) < 0.01
