"""Calls and turns from a seed: what happens, as the messages that Vapi sends."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from ..contract import Contract, newest
from ..conversations.call import Call, Event, Turn
from ..conversations.call_events import Happening, play
from ..conversations.plan import SCENARIOS, CallPlan, CallScenario
from ..errors import BadOption, one_of
from ..shapes import GenerationReading
from ..user_tools import ToolSource, user_tools
from .call_messages import CallMessages
from .call_plans import NO_TOOLS, call_plan

MOST_TURNS = 100  # each event of a call tells the whole dialogue


def call(
    seed: int = 0,
    scenario: CallScenario = "inbound",
    turns: int = 3,
    interruptions: int = 1,
    tools: ToolSource | None = None,
    *,
    contract: Contract | None = None,
    reading: GenerationReading = "observed",
) -> Call:
    """
    Make a whole call: the same one for the same arguments, on every machine and Python.

    `scenario` is "inbound" (it begins with an `assistant-request`), "outbound", "web", or "chat", which has a
    session and no call. The call has `turns` turns, up to 100, of which the user interrupts `interruptions`;
    in a chat nobody is interrupted. `tools` are the tools that are called: a list of them, or a JSON or
    YAML file of tools, of an assistant or of a squad; by default they are those of a prepared dialogue, and
    with an empty list there are none.

    The messages look like production, and those of types that the contract does not know are left out. With
    `reading="every"` they have the published shape: their `output` is an object, which has no text.

    Raises `BadOption`, and a `BadTools` for tools that cannot be read.
    """
    _check(scenario, turns, interruptions)
    given = NO_TOOLS if tools == [] else None if tools is None else user_tools(tools)
    plan = call_plan(seed, scenario, turns=turns, interruptions=interruptions, tools=given)
    return Call(tuple(events_of(plan, contract=contract, reading=reading)))


def turn(
    seed: int = 0,
    interrupted: bool = False,
    *,
    contract: Contract | None = None,
    reading: GenerationReading = "observed",
) -> Turn:
    """
    Make one turn: the `model-output` messages of an LLM response, in order.

    An interrupted one has a `user-interrupted` message too, and perhaps tokens that come after it; nothing of
    its text is left. With `reading="every"` the messages have the published shape: their `output` is an
    object, which has no text.
    """
    plan = call_plan(seed, "web", turns=1, interruptions=int(interrupted), tools=NO_TOOLS)
    ((response,),) = (talk.responses for talk in plan.talks if talk.responses)
    return turn_of(plan, response.id, contract=contract or newest(), reading=reading)


def turn_of(plan: CallPlan, turn_id: str, *, contract: Contract, reading: GenerationReading) -> Turn:
    """Make one turn of a planned call."""
    messages = CallMessages(plan, contract, reading)
    happenings = (each for each in play(plan) if each.facts.get("turnId") == turn_id)
    return Turn(turn_id, tuple(messages.message(happening) for happening in happenings))


def events_of(
    plan: CallPlan, *, contract: Contract | None = None, reading: GenerationReading = "observed"
) -> Generator[Event, Any, None]:
    """Play a plan: yield its events; the body that the webhook replies to an event may be sent back."""
    contract = contract or newest()
    messages = CallMessages(plan, contract, reading)
    playing = play(plan)
    reply = None
    while True:
        try:
            happening: Happening = playing.send(reply)
        except StopIteration:
            return
        reply = None
        if happening.type in messages.types:
            reply = yield Event(happening.at / 1000, messages.message(happening))


def _check(scenario: str, turns: int, interruptions: int) -> None:
    if scenario not in SCENARIOS:
        raise BadOption("scenario", scenario, one_of(scenario, SCENARIOS))
    if not 0 <= turns <= MOST_TURNS:
        raise BadOption("turns", turns, f"It must be a number from 0 to {MOST_TURNS}.")
    if not 0 <= interruptions <= turns:
        raise BadOption("interruptions", interruptions, f"It must be from 0 to the number of turns, {turns}.")
