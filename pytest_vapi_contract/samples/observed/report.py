"""What an end-of-call report adds: how long the call was, what it cost, and the same once more at the top."""

from __future__ import annotations

from ...json_paths import Object
from .conversation import Conversation
from .dialogue import messages

STT, TTS, PLATFORM, CARRIER = (
    0.01046,
    0.00003,
    0.05,
    0.0085,
)  # dollars: for a minute, a letter, a minute, a minute
ANALYST = {"model": "claude-sonnet-4-5-20250929", "provider": "anthropic"}
JUDGE = {"model": "gemini-2.5-flash", "provider": "google"}


def report(scenario: Conversation, told: Object) -> Object:
    """Tell what is at the top of a report, with nine properties that no schema declares."""
    length = scenario.finished - scenario.started
    artifact, costs = told["artifact"], _costs(scenario, told["assistant"])
    breakdown = _breakdown(costs)
    analysis = {
        **told.get("analysis", {}),
        "summary": scenario.summary,
        "successEvaluation": "true" if scenario.base >> 9 & 1 else "false",
    }
    return {
        "startedAt": scenario.moment(scenario.started),
        "endedAt": scenario.moment(scenario.finished),
        "endedReason": scenario.reason,
        "cost": breakdown["total"],
        "costs": costs,
        "analysis": analysis,
        # From here on nothing is declared.
        "costBreakdown": breakdown,
        "summary": analysis["summary"],
        "transcript": artifact["transcript"],
        "messages": messages(scenario),
        "recordingUrl": artifact["recordingUrl"],
        "stereoRecordingUrl": artifact["stereoRecordingUrl"],
        "durationMs": length,
        "durationSeconds": length / 1000,
        "durationMinutes": round(length / 60_000, 4),
    }


def _costs(scenario: Conversation, assistant: Object) -> list[Object]:
    """List what the call cost, as far as it can be told from its length and its dialogue."""
    minutes = round((scenario.finished - scenario.started) / 60_000, 4)
    letters = {kind: sum(len(e.text) for e in scenario.entries if e.kind == kind) for kind in ("bot", "user")}
    answers = sum(entry.kind == "bot" for entry in scenario.entries)
    prompt, completion = answers * (len(scenario.prompt) + 20 * answers) // 4, letters["bot"] // 4
    carried = [
        {"cost": minutes * CARRIER, "type": "transport", "minutes": minutes, "provider": _carrier(scenario)}
    ]
    return [
        *(carried if scenario.is_phoned else []),
        {
            "cost": minutes * STT,
            "type": "transcriber",
            "minutes": minutes,
            "transcriber": _brief(assistant["transcriber"]),
        },
        {
            "cost": (prompt + 5 * completion) / 1_000_000,
            "type": "model",
            "model": _brief(assistant["model"]),
            "promptTokens": prompt,
            "completionTokens": completion,
            "cachedPromptTokens": 0,
        },
        {
            "cost": letters["bot"] * TTS,
            "type": "voice",
            "voice": _voice(assistant["voice"]),
            "characters": letters["bot"],
        },
        {"cost": minutes * PLATFORM, "type": "vapi", "minutes": minutes, "subType": "normal"},
        {
            "cost": 0,
            "type": "knowledge-base",
            "model": dict(JUDGE),
            "promptTokens": 0,
            "completionTokens": 0,
        },
        _analysis_cost(
            "summary", ANALYST, (letters["bot"] + letters["user"]) // 4 + 120, len(scenario.summary) // 4
        ),
        _analysis_cost("successEvaluation", JUDGE, (letters["bot"] + letters["user"]) // 4 + 480, 6),
    ]


def _carrier(scenario: Conversation) -> str:
    return "vapi.sip" if scenario.provider == "vapi" else scenario.provider


def _brief(part: Object) -> Object:
    return {name: part[name] for name in ("model", "voiceId", "provider") if name in part}


def _voice(voice: Object) -> Object:
    return {**({"model": "vapi-v2"} if voice.get("provider") == "vapi" else {}), **_brief(voice)}


def _analysis_cost(kind: str, model: Object, prompt: int, completion: int) -> Object:
    return {
        "cost": (3 * prompt + 15 * completion) / 1_000_000,
        "type": "analysis",
        "model": dict(model),
        "analysisType": kind,
        "promptTokens": prompt,
        "completionTokens": completion,
        "cachedPromptTokens": 0,
    }


def _breakdown(costs: list[Object]) -> Object:
    """Add up what the call cost, part by part."""
    by_type = {cost["type"]: cost for cost in costs}
    shares = {name: round(by_type[type]["cost"], 4) for name, type in SHARES.items() if type in by_type}
    model, voice = by_type["model"], by_type["voice"]
    return {
        **shares,
        "chat": 0,
        "total": round(sum(cost["cost"] for cost in costs), 4),
        "transport": shares.get("transport", 0),
        "ttsCharacters": voice["characters"],
        "llmPromptTokens": model["promptTokens"],
        "knowledgeBaseCost": 0,
        "llmCompletionTokens": model["completionTokens"],
        "llmCachedPromptTokens": 0,
        "analysisCostBreakdown": _analysis_breakdown(costs),
        "voicemailDetectionCost": 0,
    }


SHARES = {"llm": "model", "stt": "transcriber", "tts": "voice", "vapi": "vapi", "transport": "transport"}
ANALYSES = ("summary", "structuredData", "structuredOutput", "successEvaluation")


def _analysis_breakdown(costs: list[Object]) -> Object:
    spent = {cost["analysisType"]: cost for cost in costs if cost["type"] == "analysis"}
    told: Object = {}
    for name in ANALYSES:
        cost = spent.get(name, {})
        told[name] = round(cost.get("cost", 0), 4)
        for tokens in ("PromptTokens", "CompletionTokens", "CachedPromptTokens"):
            told[name + tokens] = cost.get(tokens[0].lower() + tokens[1:], 0)
    return told
