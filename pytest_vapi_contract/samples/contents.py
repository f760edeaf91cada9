"""
What stands in objects whose content the contract leaves open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .._json import Object
from ..plausible import words
from .scene import Scene


def metadata(scene: Scene) -> Object:
    """
    Tell what users attach to their calls.
    """
    number = scene.base >> 10 & 0xFFFF
    return {
        "customerTier": ("standard", "gold", "trial")[number % 3],
        "source": ("website", "campaign", "crm")[number % 7 % 3],
        "orderId": f"{47_000 + number}",
    }


def variables(scene: Scene) -> Object:
    """
    Tell the variables that templates may use.
    """
    person = scene.person
    return {
        "name": person.name,
        "company": scene.company,
        "customer": {"number": scene.caller_number, "city": person.city, "street": person.street},
    }


def findings(scene: Scene) -> Object:
    """
    Tell what was learnt from the dialogue.
    """
    return {
        "customer_name": scene.person.name,
        "reason": scene.setting["topic"],
        "resolved": bool(scene.base >> 9 & 1),
        "satisfaction": 1 + scene.base % 5,
    }


def output(scene: Scene) -> Object:
    """
    Tell what the model puts out, as an object: a piece of text or the call of a tool.
    """
    if scene.chance() < 0.5:
        return {"content": scene.said_by("bot")}
    return tool_call(scene)


def tool_call(scene: Scene) -> Object:
    """
    Tell the call of a tool as language models do.
    """
    tool = scene.tool
    return {
        "id": tool.id,
        "type": "function",
        "function": {"name": tool.name, "arguments": tool.arguments},
    }


def provider(*choices: tuple[str, str]) -> Callable[[Scene], Object]:
    """
    Tell a provider and one of its models.
    """

    def chosen(scene: Scene) -> Object:
        name, model = scene.pick(choices)
        return {"provider": name, "model": model}

    return chosen


def headers(scene: Scene) -> Object:
    """
    Tell headers that a server wants.
    """
    return {"x-tenant": "acme", "x-request-id": scene.id("request")}


def slots(scene: Scene) -> Object:
    """
    Tell the parameters of a call of a tool.
    """
    return {scene.pick(words.KEYS): scene.person.name, "language": scene.pick(words.LANGUAGES)}


CONTENTS: Mapping[str, Callable[[Scene], Any]] = {
    "headers": headers,
    "metadata": metadata,
    "model": provider(("openai", "gpt-4o"), ("openai", "gpt-4o-mini"), ("anthropic", "claude-sonnet-4")),
    "output": output,
    "parameters": slots,
    "structuredData": findings,
    "structuredDataMulti": findings,
    "structuredOutputs": findings,
    "toolCalls": tool_call,
    "transcriber": provider(("deepgram", "nova-3"), ("deepgram", "nova-2-phonecall")),
    "variableValues": variables,
    "voice": provider(("11labs", "eleven_turbo_v2_5"), ("cartesia", "sonic-2"), ("openai", "tts-1")),
}
