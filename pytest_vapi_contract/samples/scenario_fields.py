"""
Fields whose value the scene decides, so that what belongs together agrees: one line for each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from ..realism import makers, words
from ..realism.scenario import Scenario

Field = Callable[[Scenario], Any]

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
    return lambda scenario: scenario.moment(read(scenario) + later)


def shared(name: str) -> Field:
    """
    Tell the id of something that the message may name more than once.
    """
    return lambda scenario: scenario.id(name)


def template(templates: tuple[str, ...]) -> Field:
    """
    Fill in one of the templates.
    """
    return lambda scenario: scenario.filled(templates)


def fresh(scenario: Scenario) -> str:
    """
    Name something that is met once.
    """
    return scenario.new_id()


def token(scenario: Scenario) -> str:
    """
    Tell a piece of what the model says: from one token to a phrase, sometimes with markup.
    """
    chance = scenario.chance()
    if chance < 0.6:
        return str(scenario.pick(words.TOKENS))
    return scenario.said_by("bot") + (" <flush /> " if chance > 0.9 else "")


def spoken(scenario: Scenario) -> str:
    """
    Tell what the speaker of this message says.
    """
    return scenario.said_by("user" if speaker(scenario) == "user" else "bot")


def speaker(scenario: Scenario) -> str:
    """
    Tell who speaks in this message.
    """
    return "user" if scenario.base >> 6 & 1 else "assistant"


def transcript(scenario: Scenario) -> str:
    """
    Tell the dialogue, or what one speaker says where the message is about that alone.
    """
    return spoken(scenario) if scenario.type == "transcript" else scenario.transcript


def status(scenario: Scenario) -> str:
    """
    Tell how far the call is.
    """
    if scenario.ended:
        return "ended"
    return (
        "in-progress"
        if scenario.type != "status-update"
        else str(scenario.pick(("in-progress", "ringing", "queued")))
    )


def reason(scenario: Scenario) -> str:
    """
    Tell why the call is over.
    """
    return REASONS[(scenario.base >> 14) % len(REASONS)]


def recording(ending: str) -> Field:
    """
    Tell where a recording of the call lies.
    """
    return lambda scenario: f"https://storage.example.com/{scenario.id('org')}/{scenario.id('call')}-{ending}"


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
    ("", "input"): lambda scenario: scenario.said_by("user"),
    ("", "language"): lambda scenario: scenario.pick(words.LANGUAGES),
    ("", "name"): own("tool.name"),
    ("", "originalTranscript"): spoken,
    ("", "output"): token,
    ("", "role"): speaker,
    ("", "status"): status,
    ("", "text"): lambda scenario: scenario.said_by("bot"),
    ("", "transcript"): transcript,
    ("", "type"): own("type"),
    ("Analysis", "successEvaluation"): lambda scenario: scenario.pick(("true", "true", "false")),
    ("AssistantActivation", "assistantName"): lambda scenario: words.ASSISTANTS[scenario.base % 12],
    ("Call", "endedReason"): reason,
    ("Call", "id"): shared("call"),
    ("Call", "phoneCallProvider"): own("provider"),
    ("Call", "status"): status,
    ("CampaignContact", "number"): own("caller_number"),
    ("Chat", "id"): shared("chat"),
    ("Chat", "input"): lambda scenario: scenario.said_by("user"),
    ("CreateAssistantDTO", "name"): lambda scenario: words.ASSISTANTS[scenario.base % 12],
    ("CreateCustomerDTO", "extension"): lambda scenario: makers.extension(scenario.base),
    ("CreateCustomerDTO", "externalId"): lambda scenario: f"cus_{scenario.base & 0xFFFFFF:06x}",
    ("CreateCustomerDTO", "name"): own("person.name"),
    ("CreateCustomerDTO", "number"): own("caller_number"),
    ("CampaignContact", "name"): own("person.name"),
    ("Monitor", "controlUrl"): lambda scenario: (
        f"https://phone-calls.example.com/{scenario.id('call')}/control"
    ),
    ("Monitor", "listenUrl"): lambda scenario: f"wss://phone-calls.example.com/{scenario.id('call')}/listen",
    ("OpenAIFunction", "name"): own("tool.name"),
    ("Session", "id"): shared("session"),
    ("Session", "status"): lambda scenario: "completed" if scenario.type == "session.deleted" else "active",
    ("ToolCall", "id"): own("tool.id"),
    ("ToolCall", "type"): lambda _scenario: "function",
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
    "assistantVersion": lambda scenario: makers.version(scenario.base),
    "combinedUrl": recording("combined.wav"),
    "createdAt": moment("created"),
    "customerUrl": recording("customer.wav"),
    "earliestAt": moment("created"),
    "email": lambda scenario: f"{scenario.person.account}@example.com",
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
    "sipUri": lambda scenario: f"sip:{scenario.person.account}@sip.example.com",
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
