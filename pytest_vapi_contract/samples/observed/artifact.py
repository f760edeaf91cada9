"""
What a call has left so far: its dialogue, its variables, and once it is over its recordings and figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from statistics import fmean

from ..._json import Object
from ...plausible import making
from .conversation import Conversation
from .dialogue import messages, openai_messages, transcript
from .records import customer, transport

#: By name, since what `strftime` writes depends on the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BUCKET = "https://storage.vapi.ai"


def artifact(scene: Conversation) -> Object:
    """
    Tell what the call has left so far.
    """
    told = {
        "messages": messages(scene),
        "variables": variables(scene),
        "variableValues": variables(scene),
        "messagesOpenAIFormatted": openai_messages(scene),
    }
    return {**told, **_afterwards(scene)} if scene.type == "end-of-call-report" else told


def variables(scene: Conversation) -> Object:
    """
    Tell the variables that templates may use: the time, and the call.
    """
    now = making.EPOCH + timedelta(milliseconds=scene.started)
    hour = f"{now.hour % 12 or 12}:{now.minute:02} {'PM' if now.hour >= 12 else 'AM'} UTC"
    month = MONTHS[now.month - 1]
    day = f"{month[:3]} {now.day}, {now.year}"
    phoned = {"customer": customer(scene)} if scene.is_phoned else {}
    return {
        "day": str(now.day),
        "now": f"{day}, {hour}",
        "call": _summary(scene),
        "date": f"{day} UTC",
        "time": hour,
        "year": str(now.year),
        "month": month,
        **phoned,
        "transport": transport(scene),
        "currentDateTime": f"{WEEKDAYS[now.weekday()]}, {month} {now.day}, {now.year} at {hour}",
    }


def _summary(scene: Conversation) -> Object:
    return {
        "id": scene.id("call"),
        "type": scene.kind,
        "status": "queued",
        "createdAt": scene.moment(scene.created),
        "transport": transport(scene),
    }


def recording(scene: Conversation, track: str) -> str:
    """
    Tell where a track of the recording lies.
    """
    return f"{BUCKET}/{scene.id('call')}-{scene.finished}-{scene.id('recording')}-{track}.wav"


def _afterwards(scene: Conversation) -> Object:
    return {
        "nodes": [],
        "logUrl": f"{BUCKET}/{scene.id('call')}-{scene.finished}-{scene.id('log')}-logs.jsonl.gz",
        "recording": {
            "mono": {
                "combinedUrl": recording(scene, "mono"),
                "customerUrl": recording(scene, "customer"),
                "assistantUrl": recording(scene, "assistant"),
            },
            "stereoUrl": recording(scene, "stereo"),
        },
        "transfers": [],
        "scorecards": {scene.id("scorecard"): _score(scene)},
        "transcript": transcript(scene),
        "recordingUrl": recording(scene, "mono"),
        "performanceMetrics": metrics(scene),
        "stereoRecordingUrl": recording(scene, "stereo"),
        "assistantActivations": [
            {"assistantId": scene.id("assistant"), "assistantName": scene.assistant_name}
        ],
    }


def _score(scene: Conversation) -> Object:
    score = scene.base % 101
    return {"name": "Call quality", "score": score, "metricPoints": {}, "scoreNormalized": score}


LATENCIES = {
    "modelLatency": (600, 1400),
    "voiceLatency": (380, 160),
    "endpointingLatency": (100, 420),
    "transcriberLatency": (0, 190),
}  # the least of each, in milliseconds, and how much it varies


def metrics(scene: Conversation) -> Object:
    """
    Tell how long the caller waited for each answer, and their averages.
    """
    turns = list(_latencies(scene))
    averages = {
        f"{name}Average": round(fmean(turn[name] for turn in turns), 2)
        for name in (turns[0] if turns else ())
    }
    return {
        "turnLatencies": turns,
        **averages,
        "toTransportLatencyAverage": 30 + scene.base % 40,
        "fromTransportLatencyAverage": 20,
    }


def _latencies(scene: Conversation) -> Iterator[Object]:
    """
    Tell the latencies of each answer that follows what the user said.
    """
    for at, (one, other) in enumerate(pairwise(scene.entries)):
        if (one.kind, other.kind) == ("user", "bot"):
            parts = {
                name: least + ((scene.base >> 3 * at % 64) + 97 * at) % varying
                for name, (least, varying) in LATENCIES.items()
            }
            yield {"turnLatency": sum(parts.values()), **parts}
