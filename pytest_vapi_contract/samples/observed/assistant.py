"""The assistant of a call, as it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from ...json_paths import Object
from .call_record import CLIENT_MESSAGES, SERVER, stamps
from .conversation import Conversation

#: Model, voice and transcriber, as people put them together.
SETUPS: tuple[Mapping[str, Object], ...] = (
    {
        "model": {"model": "claude-haiku-4-5-20251001", "provider": "anthropic", "maxTokens": 250},
        "voice": {"version": "2", "voiceId": "Elliot", "language": "en-US", "provider": "vapi"},
        "transcriber": {"model": "nova-3", "language": "en", "provider": "deepgram"},
    },
    {
        "model": {"model": "gpt-4o", "provider": "openai", "temperature": 0.3, "maxTokens": 300},
        "voice": {"voiceId": "sarah", "provider": "11labs", "model": "eleven_turbo_v2_5", "stability": 0.5},
        "transcriber": {"model": "nova-2", "language": "en-US", "provider": "deepgram"},
    },
    {
        "model": {"model": "gpt-4.1-mini", "provider": "openai", "temperature": 0.7, "maxTokens": 250},
        "voice": {"voiceId": "burt", "provider": "11labs", "model": "eleven_flash_v2_5"},
        "transcriber": {"model": "nova-2-phonecall", "language": "en", "provider": "deepgram"},
    },
    {
        "model": {
            "model": "llama-3.3-70b",
            "url": "https://llm.example.com/v1/chat/completions",
            "provider": "custom-llm",
            "temperature": 0.7,
            "maxTokens": 250,
        },
        "voice": {
            "voiceId": "c2ac25f9-ecc4-4f56-9095-651354df60c0",
            "provider": "cartesia",
            "model": "sonic-2",
        },
        "transcriber": {"model": "nova-3", "language": "multi", "provider": "deepgram"},
    },
    {
        "model": {"model": "gemini-2.5-flash", "provider": "google", "temperature": 0.4, "maxTokens": 400},
        "voice": {"version": "2", "voiceId": "Savannah", "language": "en-US", "provider": "vapi"},
        "transcriber": {"model": "universal-streaming-english", "language": "en", "provider": "assembly-ai"},
    },
    {
        "model": {"model": "gpt-4.1", "provider": "openai", "temperature": 0.2, "maxTokens": 500},
        "voice": {"voiceId": "alloy", "provider": "openai", "model": "gpt-4o-mini-tts"},
        "transcriber": {"model": "gpt-4o-transcribe", "language": "en", "provider": "openai"},
    },
    {
        "model": {"model": "llama-3.3-70b-versatile", "provider": "groq", "maxTokens": 250},
        "voice": {"voiceId": "paula", "provider": "11labs", "model": "eleven_multilingual_v2"},
        "transcriber": {"model": "nova-3", "language": "en-US", "provider": "deepgram"},
    },
    {
        "model": {"model": "claude-sonnet-4-5-20250929", "provider": "anthropic", "maxTokens": 350},
        "voice": {"voiceId": "en-US-AndrewNeural", "provider": "azure", "model": "standard"},
        "transcriber": {"model": "nova-3", "language": "en", "provider": "deepgram"},
    },
)
#: `transcribers` was required until 2026-04-30, `autoFallback` is what took its place.
FALLBACK: Mapping[str, Any] = {
    "autoFallback": {"enabled": True},
    "transcribers": [{"model": "nova-2", "provider": "deepgram"}],
}
SERVER_MESSAGES = ("end-of-call-report", "status-update", "tool-calls", "hang", "model-output", "transcript")
PLANS: Mapping[str, Object] = {
    "compliancePlan": {"pciEnabled": False, "zdrEnabled": False, "hipaaEnabled": False},
    "stopSpeakingPlan": {"numWords": 0, "voiceSeconds": 0.2, "backoffSeconds": 1},
    "startSpeakingPlan": {
        "waitSeconds": 0.4,
        "transcriptionEndpointingPlan": {
            "onNumberSeconds": 0.5,
            "onPunctuationSeconds": 0.1,
            "onNoPunctuationSeconds": 1.5,
        },
    },
}


def setup_of(scenario: Conversation) -> int:
    """Tell the number of the setup that the assistant of a call has."""
    return (scenario.base >> 46) % len(SETUPS)


def assistant(scenario: Conversation, drawn: Object) -> Object:
    """Tell the assistant as it is stored; what is drawn of it takes the place of what it usually has."""
    chosen = SETUPS[setup_of(scenario)]
    extra = (
        {"serverMessages": list(SERVER_MESSAGES), "backgroundSound": "off"}
        if scenario.base >> 110 & 1
        else {}
    )
    usual = {
        "voice": dict(chosen["voice"]),
        "server": {"url": SERVER, "timeoutSeconds": 20},
        "transcriber": {**chosen["transcriber"], "fallbackPlan": deepcopy(FALLBACK)},
        "artifactPlan": {"scorecardIds": [scenario.id("scorecard")]},
        "firstMessage": scenario.first_message,
        "clientMessages": list(CLIENT_MESSAGES),
        **deepcopy(PLANS),
        **extra,
    }
    model = drawn.get("model") or {**chosen["model"], "toolIds": [scenario.id("tool")]}
    return {
        **stamps(scenario, "assistant"),
        **usual,
        **drawn,
        "name": scenario.assistant_name,
        "model": {**model, "messages": [{"role": "system", "content": scenario.prompt}]},
    }
