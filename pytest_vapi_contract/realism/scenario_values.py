"""Values that the scenario decides, so that what belongs together agrees."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from . import makers, words

if TYPE_CHECKING:  # a scenario has people, and those come from Faker
    from .scenario import Scenario

Told: TypeAlias = "Callable[[Scenario], Any]"

SIGNED = "?X-Amz-Expires=3600&X-Amz-Signature=example"
REASONS = (
    "customer-ended-call",
    "customer-ended-call",
    "assistant-ended-call",
    "silence-timed-out",
    "assistant-forwarded-call",
)
HOUR = 3_600_000


def moment(name: str, later: int = 0) -> Told:
    """Tell a moment of the scenario as text."""
    read = attrgetter(name)
    return lambda scenario: scenario.moment(read(scenario) + later)


def shared(name: str) -> Told:
    """Tell the id of something that the message may name more than once."""
    return lambda scenario: scenario.id(name)


def template(templates: tuple[str, ...]) -> Told:
    """Fill in one of the templates."""
    return lambda scenario: scenario.filled(templates)


def fresh(scenario: Scenario) -> str:
    """Name something that is met once."""
    return scenario.new_id()


def token(scenario: Scenario) -> str:
    """Tell a piece of what the model says: from one token to a phrase, sometimes with markup."""
    chance = scenario.chance()
    if chance < 0.6:
        return str(scenario.pick(words.TOKENS))
    return scenario.said_by("bot") + (" <flush /> " if chance > 0.9 else "")


def spoken(scenario: Scenario) -> str:
    """Tell what the speaker of this message says."""
    return scenario.said_by("user" if speaker(scenario) == "user" else "bot")


def speaker(scenario: Scenario) -> str:
    """Tell who speaks in this message."""
    return "user" if scenario.base >> 6 & 1 else "assistant"


def transcript(scenario: Scenario) -> str:
    """Tell the dialogue, or what one speaker says where the message is about that alone."""
    return spoken(scenario) if scenario.type == "transcript" else scenario.transcript


def status(scenario: Scenario) -> str:
    """Tell how far the call is."""
    if scenario.ended:
        return "ended"
    return (
        "in-progress"
        if scenario.type != "status-update"
        else str(scenario.pick(("in-progress", "ringing", "queued")))
    )


def reason(scenario: Scenario) -> str:
    """Tell why the call is over."""
    return REASONS[(scenario.base >> 14) % len(REASONS)]


def recording(ending: str) -> Told:
    """Tell where a recording of the call lies."""
    return lambda scenario: f"https://storage.example.com/{scenario.id('org')}/{scenario.id('call')}-{ending}"


def own(attribute: str) -> Told:
    """Tell an attribute of the scenario."""
    return attrgetter(attribute)


def said_by(speaker: str) -> Told:
    """Tell the last words of one side."""
    return lambda scenario: scenario.said_by(speaker)


def any_of(values: tuple[Any, ...]) -> Told:
    """Choose one of the values."""
    return lambda scenario: scenario.pick(values)


def steady(kind: makers.Kind) -> Told:
    """Make a value of a kind, the same one wherever the message holds it."""
    return lambda scenario: kind(scenario.base)


def personal(before: str, after: str) -> Told:
    """Tell an address with the account of the caller."""
    return lambda scenario: f"{before}{scenario.person.account}{after}"


def phone_call(scheme: str, ending: str) -> Told:
    """Tell an address at which the call can be heard or controlled."""
    return lambda scenario: f"{scheme}://phone-calls.example.com/{scenario.id('call')}/{ending}"


def external_id(scenario: Scenario) -> str:
    """Tell the id that the company has for the caller."""
    return f"cus_{scenario.base & 0xFFFFFF:06x}"


def session_status(scenario: Scenario) -> str:
    """Tell how far the session is."""
    return "completed" if scenario.type == "session.deleted" else "active"
