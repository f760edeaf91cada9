"""Random turns and calls are like sampled ones, show what breaks handlers, and shrink to little."""

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract import Contract
from pytest_vapi_contract import strategies as vapi
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.conversations.plan import SCENARIOS
from tests.depth import many

CONTRACT = shipped(Contract.revisions()[-1])
SMALL = settings(max_examples=200, database=None, phases=[Phase.generate, Phase.shrink])


@settings(max_examples=many(25, 1_000))
@given(call=vapi.calls())
def test_no_message_of_a_random_call_is_violating(call):
    """Whatever is said in it."""
    assert "violating" not in {CONTRACT.standing(message) for message in call.messages}


@settings(max_examples=many(25, 1_000))
@given(call=vapi.calls(), turn=vapi.turns())
def test_random_calls_and_turns_have_turns(call, turn):
    """Each is left with its tokens, or with nothing, and times never go back."""
    for each in (*call.turns, turn):
        tokens = [message["output"] for message in each.messages if "output" in message]
        text = "".join(token for token in tokens if isinstance(token, str))
        assert each.text == ("" if each.interrupted else text)
    assert [event.at for event in call.events] == sorted(event.at for event in call.events)


@settings(max_examples=many(25, 500))
@given(call=vapi.calls(reading="every"), turn=vapi.turns(reading="every"))
def test_published_shapes_conform(call, turn):
    """Of random calls and turns too."""
    assert {CONTRACT.standing(message) for message in (*call.messages, *turn.messages)} == {"conforming"}


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_scenario_can_be_chosen(scenario, data):
    """All calls come about in that way."""
    call = data.draw(vapi.calls(scenario=scenario))

    kinds = {message["call"]["type"] for message in call.messages if "call" in message}
    assert (
        kinds
        == {
            "inbound": {"inboundPhoneCall"},
            "outbound": {"outboundPhoneCall"},
            "web": {"webCall"},
            "chat": set(),
        }[scenario]
    )


@pytest.mark.parametrize("interrupted", [True, False])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_interruption_can_be_chosen(interrupted, data):
    """All turns are interrupted, or none."""
    assert data.draw(vapi.turns(interrupted=interrupted)).interrupted is interrupted


def test_a_call_shrinks_to_one_token():
    """It is the shortest web call."""
    call = find(vapi.calls(), lambda call: call.turns, settings=SMALL)

    assert [turn.text for turn in call.turns] == ["Hi"]
    assert len(call.events) < 20
    assert call.messages[0]["call"]["type"] == "webCall"


def test_an_interrupted_turn_shrinks():
    """Tokens are short, and there are not more of them than needed."""
    turn = find(
        vapi.turns(),
        lambda turn: turn.interrupted and turn.messages[-1]["type"] == "model-output",
        settings=SMALL,
    )

    assert [message.get("output") for message in turn.messages] == [None, "Hi"]


ODD = {
    "empty": lambda tokens: "" in tokens,
    "blank": lambda tokens: any(token.isspace() for token in tokens),
    "accent": lambda tokens: any(token.startswith("\u0301") for token in tokens),
    "markup": lambda tokens: any("<flush />" in token for token in tokens),
    "split markup": lambda tokens: {"<fl", "ush />"} & set(tokens),
    "several words": lambda tokens: any(len(token.split()) > 1 for token in tokens),
}


def test_tokens_are_split_anywhere():
    """All that is odd about tokens is drawn in a run of usual length."""
    seen = set()

    @settings(max_examples=100)
    @given(turn=vapi.turns(interrupted=False))
    def look(turn):
        tokens = [message["output"] for message in turn.messages]
        seen.update(name for name, shown in ODD.items() if shown(tokens))

    look()

    assert seen == ODD.keys()


@given(turn=vapi.turns())
@settings(max_examples=20)
def test_what_is_shown_of_a_turn_is_short(turn):
    """Records that all messages have are left out."""
    assert len(repr(turn)) < 200 + 400 * len(turn.messages)
    assert "orgId" not in repr(turn)
