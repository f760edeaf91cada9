"""Strategies for turns and whole calls, which shrink to few, short turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from hypothesis import strategies as st

from ..contract import Contract, newest
from ..conversations.call import Call, Turn
from ..conversations.plan import CallPlan, CallScenario, Greeting, Response, Talk, ToolCall, UserInterruption
from ..realism import makers
from ..shapes import GenerationReading

#: Tokens as models put them out: words and pieces of them, accents of the letter before, blanks, markup.
TOKENS = (
    *(
        "Hi",
        "",
        " ",
        " I",
        " can",
        " help",
        "e",
        "\u0301",
        "\u0301s",
        " na",
        "i\u0308ve",
        ",",
        ".",
        " 42",
        "\n",
        "\t",
    ),
    *(
        " <flush /> ",
        "<flush />",
        "<fl",
        "ush />",
        "One moment. <flush /> ",
        " two words",
        "\u200d",
        "👩",
        "日本",
    ),
)
SAID = ("Hi.", "Yes, please.", "Is Tuesday free?", "Wait!")
GREETINGS = ("Hello, how can I help?", "Hello. <flush /> ", "Hi")
REASONS = ("customer-ended-call", "assistant-ended-call", "silence-timed-out", "assistant-forwarded-call")
THINKING = (500, 0, 20, 4500, 12_000)  #: Milliseconds; `hang` comes in the longer ones.
MOST_TURNS = 3
MOST_TOKENS = 6
#: A response, made of the seed of its call and its number in it, which its id depends on.
Making: TypeAlias = Callable[[int, int], Response]
TOOL = ToolCall("call_1", "check_availability", '{"day":"Tuesday"}', "Tuesday is free.")
SEEDS = st.integers(0, 2**32 - 1)
TOKEN = st.sampled_from(TOKENS) | st.text(max_size=3)
#: One of the turns is interrupted after some tokens, and others come late; without any, it is not.
CUTS = st.none() | st.builds(UserInterruption, st.integers(0, MOST_TOKENS), st.integers(0, 3))


def turns(
    *,
    interrupted: bool | None = None,
    contract: Contract | None = None,
    reading: GenerationReading = "observed",
) -> st.SearchStrategy[Turn]:
    """
    Draw turns: the `model-output` messages of one LLM response, and its interruption if it has one.

    Tokens are split anywhere: inside of words and of markup, before a combining accent, and they may be empty
    or blank. Some turns are interrupted, unless `interrupted` says that all are or none is. With
    `reading="every"` the messages have the published shape: their `output` is an object, which has no text.
    """
    from ..samples.calls import turn_of  # noqa: PLC0415 - messages alone need no Faker

    cuts = CUTS if interrupted is None else CUTS.filter(lambda cut: (cut is not None) == interrupted)
    used = contract or newest()

    def turn(seed: int, making: Making) -> Turn:
        talk = Talk(said=SAID[0], responses=(making(seed, 0),))
        plan = CallPlan(seed=seed, scenario="web", greeting=None, talks=(talk,))
        return turn_of(plan, talk.responses[0].id, contract=used, reading=reading)

    return st.builds(turn, SEEDS, _responses(cuts))


def calls(
    *,
    scenario: CallScenario | None = None,
    contract: Contract | None = None,
    reading: GenerationReading = "observed",
) -> st.SearchStrategy[Call]:
    """
    Draw whole calls, as `samples.call` makes them, with up to three turns and with any tokens; see `turns`.

    They shrink to a web call with one turn of one token. `scenario` fixes how the call comes about. With
    `reading="every"` the messages have the published shape: their `output` is an object, which has no text.
    """
    from ..samples.calls import events_of  # noqa: PLC0415 - messages alone need no Faker

    used = contract or newest()

    def call(plan: CallPlan) -> Call:
        return Call(tuple(events_of(plan, contract=used, reading=reading)))

    return plans(scenario).map(call)


def plans(scenario: CallScenario | None) -> st.SearchStrategy[CallPlan]:
    """Draw plans of calls."""
    scenarios = ("web", "inbound", "outbound", "chat") if scenario is None else (scenario,)
    return st.builds(
        _plan,
        SEEDS,
        st.sampled_from(scenarios),
        st.none() | st.builds(_greeting, st.sampled_from(GREETINGS), st.integers(0, 3)),
        st.lists(st.tuples(st.sampled_from(SAID), _responses(CUTS)), min_size=1, max_size=MOST_TURNS),
        st.none() | st.integers(0, MOST_TURNS - 1),
        st.sampled_from(REASONS),
        st.booleans(),
    )


def _responses(
    cuts: st.SearchStrategy[UserInterruption | None],
) -> st.SearchStrategy[Making]:
    """Draw responses."""

    def response(tokens: list[str], cut: UserInterruption | None, thinking: int) -> Making:
        return lambda seed, number: Response(
            id=_turn_id(seed, number),
            tokens=tuple(tokens),
            interruption=cut and cut._replace(after=min(cut.after, len(tokens))),
            thinking=thinking,
        )

    return st.builds(
        response, st.lists(TOKEN, min_size=1, max_size=MOST_TOKENS), cuts, st.sampled_from(THINKING)
    )


def _with_tool(talk: Talk, seed: int) -> Talk:
    """Let a tool be called before the answer."""
    asking = Response(id=_turn_id(seed, MOST_TURNS), tokens=("Let me look. ",), tools=(TOOL,))
    return Talk(said=talk.said, responses=(asking, *talk.responses))


def _turn_id(seed: int, number: int) -> str:
    return makers.as_uuid(int(makers.digest("turn", seed * (MOST_TURNS + 1) + number)[:32], 16))


def _greeting(text: str, flags: int) -> Greeting:
    return Greeting(text=text, is_output=bool(flags & 1), is_interrupted=bool(flags & 2))


def _plan(
    seed: int,
    scenario: CallScenario,
    greeting: Greeting | None,
    said: Sequence[tuple[str, Making]],
    calling: int | None,
    reason: str,
    last: bool,
) -> CallPlan:
    """Put a plan together; a tool is called before the answer to one of the things that the user says."""
    is_spoken = scenario != "chat"
    talks = [Talk(said=text, responses=(making(seed, number),)) for number, (text, making) in enumerate(said)]
    if calling is not None and calling < len(talks) and is_spoken:
        talks[calling] = _with_tool(talks[calling], seed)
    is_cut = talks[-1].responses[-1].interruption is not None
    closing = (Talk(said="Bye."),) if is_spoken and (last or is_cut) else ()
    return CallPlan(
        seed=seed,
        scenario=scenario,
        greeting=greeting if is_spoken else None,
        talks=(*talks, *closing),
        ended_reason=reason,
        has_transfer_request=reason == REASONS[-1],
        is_deleted=last,
    )
