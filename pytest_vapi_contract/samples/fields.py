"""
Fields whose value the scene decides, so that what belongs together agrees: one line for each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from ..plausible import making, words
from .scene import Scene

Field = Callable[[Scene], Any]

#: Things that a message names more than once, by the same id each time.
SHARED = frozenset(
    {
        "assistant",
        "call",
        "campaign",
        "chat",
        "customer",
        "org",
        "phoneNumber",
        "session",
        "squad",
        "turn",
        "workflow",
    }
)
EARLY = ("in-progress", "in-progress", "ringing", "queued", "forwarding")
SIGNED = "?X-Amz-Expires=3600&X-Amz-Signature=example"
REASONS = (
    "customer-ended-call",
    "customer-ended-call",
    "assistant-ended-call",
    "silence-timed-out",
    "assistant-forwarded-call",
)
HOUR = 3_600_000


def moment(name: str, later: int = 0) -> Field:
    """
    Tell a moment of the scene as text.
    """
    read = attrgetter(name)
    return lambda scene: scene.moment(read(scene) + later)


def shared(name: str) -> Field:
    """
    Tell the id of something that the message may name more than once.
    """
    return lambda scene: scene.id(name)


def template(templates: tuple[str, ...]) -> Field:
    """
    Fill in one of the templates.
    """
    return lambda scene: scene.filled(templates)


def fresh(scene: Scene) -> str:
    """
    Name something that is met once.
    """
    return scene.new_id()


def token(scene: Scene) -> str:
    """
    Tell a piece of what the model says: from one token to a phrase, sometimes with markup.
    """
    chance = scene.chance()
    if chance < 0.6:
        return str(scene.pick(words.TOKENS))
    return scene.said_by("bot") + (" <flush /> " if chance > 0.9 else "")


def spoken(scene: Scene) -> str:
    """
    Tell what the speaker of this message says.
    """
    return scene.said_by("user" if speaker(scene) == "user" else "bot")


def speaker(scene: Scene) -> str:
    """
    Tell who speaks in this message.
    """
    return "user" if scene.base >> 6 & 1 else "assistant"


def transcript(scene: Scene) -> str:
    """
    Tell the dialogue, or what one speaker says where the message is about that alone.
    """
    return spoken(scene) if scene.type == "transcript" else scene.transcript


def status(scene: Scene) -> str:
    """
    Tell how far the call is.
    """
    if scene.ended:
        return "ended"
    return (
        "in-progress"
        if scene.type != "status-update"
        else str(scene.pick(("in-progress", "ringing", "queued")))
    )


def reason(scene: Scene) -> str:
    """
    Tell why the call is over.
    """
    return REASONS[(scene.base >> 14) % len(REASONS)]


def recording(ending: str) -> Field:
    """
    Tell where a recording of the call lies.
    """
    return lambda scene: f"https://storage.example.com/{scene.id('org')}/{scene.id('call')}-{ending}"


def own(attribute: str) -> Field:
    """
    Tell an attribute of the scene.
    """
    return attrgetter(attribute)


#: By the name of the component ("" for the message itself) and of the property.
OWNED: Mapping[tuple[str, str], Field] = {
    ("", "arguments"): own("tool.arguments"),
    ("", "endedReason"): reason,
    ("", "id"): own("tool.id"),
    ("", "input"): lambda scene: scene.said_by("user"),
    ("", "language"): lambda scene: scene.pick(words.LANGUAGES),
    ("", "name"): own("tool.name"),
    ("", "originalTranscript"): spoken,
    ("", "output"): token,
    ("", "role"): speaker,
    ("", "status"): status,
    ("", "text"): lambda scene: scene.said_by("bot"),
    ("", "transcript"): transcript,
    ("", "type"): own("type"),
    ("Analysis", "successEvaluation"): lambda scene: scene.pick(("true", "true", "false")),
    ("AssistantActivation", "assistantName"): lambda scene: words.ASSISTANTS[scene.base % 12],
    ("Call", "endedReason"): reason,
    ("Call", "id"): shared("call"),
    ("Call", "phoneCallProvider"): own("provider"),
    ("Call", "status"): status,
    ("CampaignContact", "number"): own("caller_number"),
    ("Chat", "id"): shared("chat"),
    ("Chat", "input"): lambda scene: scene.said_by("user"),
    ("CreateAssistantDTO", "name"): lambda scene: words.ASSISTANTS[scene.base % 12],
    ("CreateCustomerDTO", "extension"): lambda scene: making.extension(scene.base),
    ("CreateCustomerDTO", "externalId"): lambda scene: f"cus_{scene.base & 0xFFFFFF:06x}",
    ("CreateCustomerDTO", "name"): own("person.name"),
    ("CreateCustomerDTO", "number"): own("caller_number"),
    ("CampaignContact", "name"): own("person.name"),
    ("Monitor", "controlUrl"): lambda scene: f"https://phone-calls.example.com/{scene.id('call')}/control",
    ("Monitor", "listenUrl"): lambda scene: f"wss://phone-calls.example.com/{scene.id('call')}/listen",
    ("OpenAIFunction", "name"): own("tool.name"),
    ("Session", "id"): shared("session"),
    ("Session", "status"): lambda scene: "completed" if scene.type == "session.deleted" else "active",
    ("ToolCall", "id"): own("tool.id"),
    ("ToolCall", "type"): lambda _scene: "function",
    ("ToolCallFunction", "arguments"): own("tool.arguments"),
    ("ToolCallFunction", "name"): own("tool.name"),
    ("ToolCallResultMessage", "name"): own("tool.name"),
    ("ToolMessage", "name"): own("tool.name"),
    ("TranscriptPlan", "userName"): own("person.first"),
    ("Transfer", "transcript"): own("transcript"),
}
#: By the name of the property.
NAMED: Mapping[str, Field] = {
    "assistantUrl": recording("assistant.wav"),
    "assistantVersion": lambda scene: making.version(scene.base),
    "combinedUrl": recording("combined.wav"),
    "createdAt": moment("created"),
    "customerUrl": recording("customer.wav"),
    "earliestAt": moment("created"),
    "email": lambda scene: f"{scene.person.account}@example.com",
    "endCallMessage": template(words.CLOSINGS),
    "endTime": own("now"),
    "endedAt": moment("finished"),
    "expiresAt": moment("now", HOUR),
    "firstMessage": template(words.FIRST_MESSAGES),
    "globalPrompt": template(words.PROMPTS),
    "grantedAt": moment("started"),
    "latestAt": moment("created", HOUR),
    "logUrl": recording("call.jsonl.gz"),
    "number": own("own_number"),
    "pcapUrl": recording("sip.pcap"),
    "presignedAssistantUrl": recording(f"assistant.wav{SIGNED}"),
    "presignedCustomerUrl": recording(f"customer.wav{SIGNED}"),
    "presignedLogUrl": recording(f"call.jsonl.gz{SIGNED}"),
    "presignedMonoUrl": recording(f"mono.wav{SIGNED}"),
    "presignedPcapUrl": recording(f"sip.pcap{SIGNED}"),
    "presignedStereoUrl": recording(f"stereo.wav{SIGNED}"),
    "presignedVideoUrl": recording(f"video.mp4{SIGNED}"),
    "presignedUrlsExpiresAt": moment("now", HOUR),
    "prompt": template(words.PROMPTS),
    "recordingUrl": recording("mono.wav"),
    "sipUri": lambda scene: f"sip:{scene.person.account}@sip.example.com",
    "startedAt": moment("started"),
    "stereoRecordingUrl": recording("stereo.wav"),
    "stereoUrl": recording("stereo.wav"),
    "structuredOutputsLastUpdatedAt": moment("updated"),
    "summary": own("summary"),
    "time": own("now"),
    "timestamp": own("now"),
    "tool_call_id": own("tool.id"),
    "toolCallId": own("tool.id"),
    "transcript": own("transcript"),
    "twilioPhoneNumber": own("own_number"),
    "updatedAt": moment("updated"),
    "userName": own("person.name"),
    "videoRecordingUrl": recording("video.mp4"),
    "videoUrl": recording("video.mp4"),
    "voicemailMessage": template(words.VOICEMAILS),
}
#: Components that agree with the rest of the scene, by the union that they are branches of.
AGREEING: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("", "phoneNumber"): {
        "telnyx": "CreateTelnyxPhoneNumberDTO",
        "twilio": "CreateTwilioPhoneNumberDTO",
        "vapi": "CreateVapiPhoneNumberDTO",
        "vonage": "CreateVonagePhoneNumberDTO",
    },
    ("Call", "transport"): {
        "telnyx": "TelnyxTransport",
        "twilio": "TwilioTransport",
        "vapi": "VapiSipTransport",
        "vonage": "VonageTransport",
    },
}
#: What is only there once the call is over.
AFTERWARDS = frozenset(
    {
        "analysis",
        "cost",
        "costBreakdown",
        "costs",
        "endedAt",
        "endedMessage",
        "endedReason",
        "logUrl",
        "pcapUrl",
        "recording",
        "recordingUrl",
        "scorecards",
        "stereoRecordingUrl",
        "structuredOutputs",
        "structuredOutputsLastUpdatedAt",
        "videoRecordingUrl",
    }
)


def field_of(owner: str, name: str) -> Field | None:
    """
    Find what decides a field; `None` if nothing but its kind does.
    """
    found = OWNED.get((owner, name)) or NAMED.get(name)
    if found is not None or not name.endswith(("Id", "Ids")):
        return found
    thing = name.removesuffix("s").removesuffix("Id")
    return shared(thing) if thing in SHARED and name.endswith("Id") else None
