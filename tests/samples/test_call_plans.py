"""Plans of calls are put together from prepared dialogues."""

from pytest_vapi_contract.samples.call_plans import CLOSINGS, call_plan
from pytest_vapi_contract.user_tools import user_tools


def planned(seed, scenario="inbound", turns=4, interruptions=1, tools=None):
    """A plan with what most tests want."""
    return call_plan(seed, scenario, turns=turns, interruptions=interruptions, tools=tools)


def test_all_kinds_of_calls_are_planned():
    """With and without a greeting, tools, silence, late tokens, and every way to end."""
    plans = [planned(seed) for seed in range(120)]
    responses = [response for plan in plans for talk in plan.talks for response in talk.responses]
    cuts = [response.interruption for response in responses if response.interruption]

    assert {plan.greeting is None for plan in plans} == {True, False}
    assert {plan.greeting.is_output for plan in plans if plan.greeting} == {True, False}
    assert {plan.greeting.is_interrupted for plan in plans if plan.greeting} == {True, False}
    assert {bool(response.tools) for response in responses} == {True, False}
    assert any(response.thinking > 4000 for response in responses)
    assert {cut.late for cut in cuts} == {0, 1, 2, 3}
    assert set(CLOSINGS) < {plan.ended_reason for plan in plans}
    assert {plan.has_transfer_request for plan in plans} == {True, False}


def test_a_tool_is_followed_by_an_answer():
    """Nobody is interrupted while a tool is called, and its result is spoken."""
    for seed in range(60):
        for talk in planned(seed, interruptions=2).talks:
            for response in talk.responses[:-1]:
                assert response.tools
                assert response.interruption is None
            assert not talk.responses or not talk.responses[-1].tools


def test_who_is_interrupted_had_begun():
    """There is at least one token before, and the call goes on with what the user says."""
    for seed in range(60):
        talks = planned(seed, turns=3, interruptions=3).talks
        for talk in talks[:-1]:
            assert talk.responses[-1].interruption.after >= 1
        assert talks[-1].responses == ()


def test_a_chat_has_neither_greeting_nor_interruption():
    """Nor does it call tools."""
    for seed in range(30):
        plan = planned(seed, "chat", tools=user_tools([{"function": {"name": "ping"}}]))
        responses = [response for talk in plan.talks for response in talk.responses]
        assert plan.greeting is None
        assert [response for response in responses if response.tools or response.interruption] == []


def test_turn_ids_are_unique():
    """Within a call, and between calls."""
    ids = [r.id for seed in range(50) for talk in planned(seed).talks for r in talk.responses]

    assert len(ids) == len(set(ids)) == 200
