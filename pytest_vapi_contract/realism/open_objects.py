"""What is in objects whose content the contract leaves open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..json_paths import Object
from . import words

if TYPE_CHECKING:  # a scenario has people, and those come from Faker
    from .scenario import Scenario


def metadata(scenario: Scenario) -> Object:
    """Tell what users attach to their calls."""
    number = scenario.base >> 10 & 0xFFFF
    return {
        "customerTier": ("standard", "gold", "trial")[number % 3],
        "source": ("website", "campaign", "crm")[number % 7 % 3],
        "orderId": f"{47_000 + number}",
    }


def variables(scenario: Scenario) -> Object:
    """Tell the variables that templates may use."""
    person = scenario.person
    return {
        "name": person.name,
        "company": scenario.company,
        "customer": {"number": scenario.caller_number, "city": person.city, "street": person.street},
    }


def findings(scenario: Scenario) -> Object:
    """Tell what was learnt from the dialogue."""
    return {
        "customer_name": scenario.person.name,
        "reason": scenario.setting["topic"],
        "resolved": bool(scenario.base >> 9 & 1),
        "satisfaction": 1 + scenario.base % 5,
    }


def output(scenario: Scenario) -> Object:
    """Tell what the model puts out, as an object: a piece of text or the call of a tool."""
    if scenario.chance() < 0.5:
        return {"content": scenario.said_by("bot")}
    return tool_call(scenario)


def tool_call(scenario: Scenario) -> Object:
    """Tell the call of a tool as language models do."""
    tool = scenario.tool
    return {
        "id": tool.id,
        "type": "function",
        "function": {"name": tool.name, "arguments": tool.arguments},
    }


def provider(*choices: tuple[str, str]) -> Callable[[Scenario], Object]:
    """Tell a provider and one of its models."""

    def chosen(scenario: Scenario) -> Object:
        name, model = scenario.pick(choices)
        return {"provider": name, "model": model}

    return chosen


def headers(scenario: Scenario) -> Object:
    """Tell headers that a server expects."""
    return {"x-tenant": "acme", "x-request-id": scenario.id("request")}


def parameters(scenario: Scenario) -> Object:
    """Tell the parameters of a call of a tool."""
    return {scenario.pick(words.KEYS): scenario.person.name, "language": scenario.pick(words.LANGUAGES)}
