"""Plans of calls for tests: a short one, and random ones."""

from hypothesis import strategies as st

from pytest_vapi_contract.conversations.plan import (
    SCENARIOS,
    CallPlan,
    Greeting,
    Response,
    Talk,
    ToolCall,
    UserInterruption,
)

TOOL = ToolCall("call_1", "check_availability", "{}", "Tuesday is free.")
CHECKING = Response(id="checking", tokens=("Let", " me", " look.", " <flush /> "), tools=(TOOL,))
ANSWER = Response(id="answer", tokens=("Tuesday", " is", "", " free", "."))
CUT = Response(
    id="cut", tokens=("Shall", " I", " book", " it", " for", " you?"), interruption=UserInterruption(3, 2)
)
SLOW = Response(id="slow", tokens=("Done.",), thinking=9000)


def plan(scenario="inbound", **changes):
    """A call with a tool, an interruption and a silence."""
    return CallPlan(
        **{
            "seed": 7,
            "scenario": scenario,
            "greeting": Greeting(text="Hello, how can I help?"),
            "talks": (
                Talk(said="Is Tuesday free?", responses=(CHECKING, ANSWER)),
                Talk(said="And at noon, please?", responses=(CUT,)),
                Talk(said="Yes, book it.", responses=(SLOW,)),
                Talk(said="Bye."),
            ),
            **changes,
        }
    )


TEXTS = st.text(alphabet="ab é\u0301.<>", max_size=12)
TOKENS = st.lists(TEXTS, max_size=5).map(tuple)


@st.composite
def responses(draw, number):
    """A response of any tokens, which the user may interrupt."""
    tokens = draw(TOKENS)
    cuts = st.integers(0, len(tokens))
    interruption = draw(st.none() | st.builds(UserInterruption, cuts, st.integers(0, 3)))
    thinking = draw(st.sampled_from([0, 20, 500, 9000]))
    return Response(id=f"turn {number}", tokens=tokens, interruption=interruption, thinking=thinking)


@st.composite
def plans(draw):
    """Any call: whether it makes sense what is said does not matter."""
    count = draw(st.integers(0, 4))
    greeting = draw(
        st.none() | st.builds(Greeting, text=TEXTS, is_output=st.booleans(), is_interrupted=st.booleans())
    )
    talks = tuple(
        Talk(said=f"I say {number}", responses=(draw(responses(number)),)) for number in range(count)
    )
    return CallPlan(
        seed=draw(st.integers(0, 99)),
        scenario=draw(st.sampled_from(SCENARIOS)),
        greeting=greeting,
        talks=(*talks, Talk(said="Bye.")),
        has_transfer_request=draw(st.booleans()),
        is_deleted=draw(st.booleans()),
    )
