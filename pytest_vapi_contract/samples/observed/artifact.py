"""What a call has left so far: its dialogue, its variables and, once it is over, recordings and figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from statistics import fmean

from ...json_paths import Object
from ...realism import makers
from .call_record import customer, transport
from .conversation import Conversation
from .dialogue import messages, openai_messages, transcript

#: By name, since what `strftime` writes depends on the locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BUCKET = "https://storage.vapi.ai"


def artifact(scenario: Conversation) -> Object:
    """Tell what the call has left so far."""
    told = {
        "messages": messages(scenario),
        "variables": variables(scenario),
        "variableValues": variables(scenario),
        "messagesOpenAIFormatted": openai_messages(scenario),
    }
    return {**told, **_afterwards(scenario)} if scenario.type == "end-of-call-report" else told


def variables(scenario: Conversation) -> Object:
    """Tell the variables that templates may use: the time, and the call."""
    now = makers.EPOCH + timedelta(milliseconds=scenario.started)
    hour = f"{now.hour % 12 or 12}:{now.minute:02} {'PM' if now.hour >= 12 else 'AM'} UTC"
    month = MONTHS[now.month - 1]
    day = f"{month[:3]} {now.day}, {now.year}"
    phoned = {"customer": customer(scenario)} if scenario.is_phoned else {}
    return {
        "day": str(now.day),
        "now": f"{day}, {hour}",
        "call": _summary(scenario),
        "date": f"{day} UTC",
        "time": hour,
        "year": str(now.year),
        "month": month,
        **phoned,
        "transport": transport(scenario),
        "currentDateTime": f"{WEEKDAYS[now.weekday()]}, {month} {now.day}, {now.year} at {hour}",
    }


def _summary(scenario: Conversation) -> Object:
    return {
        "id": scenario.id("call"),
        "type": scenario.kind,
        "status": "queued",
        "createdAt": scenario.moment(scenario.created),
        "transport": transport(scenario),
    }


def recording(scenario: Conversation, track: str) -> str:
    """Tell where a track of the recording lies."""
    return f"{BUCKET}/{scenario.id('call')}-{scenario.finished}-{scenario.id('recording')}-{track}.wav"


def _afterwards(scenario: Conversation) -> Object:
    return {
        "nodes": [],
        "logUrl": f"{BUCKET}/{scenario.id('call')}-{scenario.finished}-{scenario.id('log')}-logs.jsonl.gz",
        "recording": {
            "mono": {
                "combinedUrl": recording(scenario, "mono"),
                "customerUrl": recording(scenario, "customer"),
                "assistantUrl": recording(scenario, "assistant"),
            },
            "stereoUrl": recording(scenario, "stereo"),
        },
        "transfers": [],
        "scorecards": {scenario.id("scorecard"): _score(scenario)},
        "transcript": transcript(scenario),
        "recordingUrl": recording(scenario, "mono"),
        "performanceMetrics": metrics(scenario),
        "stereoRecordingUrl": recording(scenario, "stereo"),
        "assistantActivations": [
            {"assistantId": scenario.id("assistant"), "assistantName": scenario.assistant_name}
        ],
    }


def _score(scenario: Conversation) -> Object:
    score = scenario.base % 101
    return {"name": "Call quality", "score": score, "metricPoints": {}, "scoreNormalized": score}


LATENCIES = {
    "modelLatency": (600, 1400),
    "voiceLatency": (380, 160),
    "endpointingLatency": (100, 420),
    "transcriberLatency": (0, 190),
}  # the least of each, in milliseconds, and how much it varies


def metrics(scenario: Conversation) -> Object:
    """Tell how long the caller waited for each answer, and their averages."""
    turns = list(_latencies(scenario))
    averages = {
        f"{name}Average": round(fmean(turn[name] for turn in turns), 2)
        for name in (turns[0] if turns else ())
    }
    return {
        "turnLatencies": turns,
        **averages,
        "toTransportLatencyAverage": 30 + scenario.base % 40,
        "fromTransportLatencyAverage": 20,
    }


def _latencies(scenario: Conversation) -> Iterator[Object]:
    """Tell the latencies of each answer that follows what the user said."""
    for at, (one, other) in enumerate(pairwise(scenario.entries)):
        if (one.kind, other.kind) == ("user", "bot"):
            parts = {
                name: least + ((scenario.base >> 3 * at % 64) + 97 * at) % varying
                for name, (least, varying) in LATENCIES.items()
            }
            yield {"turnLatency": sum(parts.values()), **parts}
