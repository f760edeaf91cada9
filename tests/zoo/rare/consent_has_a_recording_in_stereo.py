"""If there is a recording and consent to it, a stereo recording is assumed to exist."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

archive: dict[str, str] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    consent = object_at(object_at(message, "compliance"), "recordingConsent")
    recording = object_at(object_at(message, "artifact"), "recording")
    if recording and isinstance(consent.get("grantedAt"), str):
        archive[consent["grantedAt"]] = recording["stereoUrl"]
    return answer_to(message)


EXHIBIT = rare(
    "accepts",
    "end-of-call-report",
    line='archive[consent["grantedAt"]] = recording["stereoUrl"]',
    types=("end-of-call-report",),
    within=2_400,
    proof=(
        like(
            "end-of-call-report",
            artifact={"recording": {"videoUrl": "https://storage.example.com/a.mp4"}},
            compliance={"recordingConsent": {"type": "verbal", "grantedAt": "2026-07-16T16:47:05.659Z"}},
        ),
    ),
)
