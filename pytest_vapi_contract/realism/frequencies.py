"""
How likely an optional property is to be there, and one branch of a union to be taken before another.
"""

from __future__ import annotations

from collections.abc import Mapping

from .detail import SampleDetail

#: By the name of the component ("" for the message itself) and of the property.
USUAL: Mapping[tuple[str, str], float] = {
    ("", "artifact"): 0.25,
    ("", "assistant"): 0.2,
    ("", "call"): 0.92,
    ("", "chat"): 0.04,
    ("", "costs"): 0.6,
    ("", "customer"): 0.5,
    ("", "messages"): 0.8,
    ("", "phoneNumber"): 0.25,
    ("", "timestamp"): 0.97,
    ("", "transcript"): 0.6,
    ("", "turnId"): 0.95,
    ("Artifact", "messages"): 0.9,
    ("Artifact", "messagesOpenAIFormatted"): 0.6,
    ("Artifact", "transcript"): 0.6,
    ("Call", "artifact"): 0.04,
    ("Call", "assistant"): 0.05,
    ("Call", "assistantId"): 0.9,
    ("Call", "customer"): 0.6,
    ("Call", "endedAt"): 0.95,
    ("Call", "endedReason"): 0.95,
    ("Call", "messages"): 0.04,
    ("Call", "monitor"): 0.6,
    ("Call", "phoneCallProvider"): 0.7,
    ("Call", "phoneNumberId"): 0.7,
    ("Call", "startedAt"): 0.9,
    ("Call", "status"): 0.9,
    ("Call", "transport"): 0.4,
    ("Call", "type"): 0.95,
    ("Chat", "assistantId"): 0.8,
    ("Chat", "messages"): 0.8,
    ("Chat", "sessionId"): 0.7,
    ("CreateAssistantDTO", "firstMessage"): 0.9,
    ("CreateAssistantDTO", "model"): 0.9,
    ("CreateAssistantDTO", "name"): 0.95,
    ("CreateAssistantDTO", "transcriber"): 0.6,
    ("CreateAssistantDTO", "voice"): 0.8,
    ("CreateCustomerDTO", "name"): 0.8,
    ("CreateCustomerDTO", "number"): 0.9,
    ("Monitor", "controlUrl"): 0.9,
    ("Monitor", "listenUrl"): 0.9,
    ("Session", "artifact"): 0.04,
    ("Session", "assistant"): 0.06,
    ("Session", "assistantId"): 0.8,
    ("Session", "customer"): 0.5,
    ("Session", "messages"): 0.4,
    ("Session", "status"): 0.9,
}
#: What few calls have.
SELDOM = frozenset(
    {
        "assistantOverrides",
        "campaignId",
        "compliance",
        "credentialIds",
        "credentials",
        "destination",
        "detectedThreats",
        "fallbackDestination",
        "fallbackPlan",
        "hooks",
        "isFiltered",
        "membersOverrides",
        "observabilityPlan",
        "phoneCallTransport",
        "refusal",
        "schedulePlan",
        "squad",
        "squadId",
        "squadOverrides",
        "transfers",
        "transportConfigurations",
        "workflow",
        "workflowId",
        "workflowOverrides",
    }
)
#: What a message full of details certainly has: it is what makes reports large.
CERTAIN = frozenset(
    {
        ("", "artifact"),
        ("", "assistant"),
        ("", "call"),
        ("", "customer"),
        ("", "timestamp"),
        ("Artifact", "messages"),
        ("Artifact", "messagesOpenAIFormatted"),
        ("Artifact", "transcript"),
        ("Call", "assistantId"),
        ("Call", "monitor"),
        ("Call", "startedAt"),
        ("Call", "status"),
        ("Call", "type"),
        ("CreateAssistantDTO", "model"),
        ("CreateAssistantDTO", "name"),
        ("CreateAssistantDTO", "voice"),
    }
)
#: Components that most users choose.
POPULAR: Mapping[str, int] = {
    "CreateTwilioPhoneNumberDTO": 3,
    "CreateVapiPhoneNumberDTO": 3,
    "DeepgramTranscriber": 8,
    "ElevenLabsVoice": 8,
    "AnthropicModel": 3,
    "OpenAIModel": 8,
    "VapiVoice": 4,
}
PRESETS = 4  # of so many voices, one is a user's own


def frequency(owner: str, name: str, detail: SampleDetail, *, roomy: bool) -> float:
    """
    Say how likely an optional property is to be there.
    """
    if detail.name == "rich" and (owner, name) in CERTAIN:
        return 1
    if detail.name == "typical" and (owner, name) in USUAL:
        return USUAL[owner, name]
    usual = detail.containers if roomy else detail.scalars
    return usual / 5 if name in SELDOM else usual
