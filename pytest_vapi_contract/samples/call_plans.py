"""Plans of calls from a seed: one of the prepared dialogues, its responses cut into tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from ..conversations.plan import CallPlan, CallScenario, Greeting, Response, Talk, ToolCall, UserInterruption
from ..json_paths import dumps
from ..realism import makers
from ..realism.sample_size import DETAILS
from ..realism.scenario import Scenario, script_of
from ..realism.scenario_values import REASONS
from ..user_tools import UserTools
from .tokens import tokens_of
from .tool_arguments import realistic_arguments

CLOSING = "Thanks, that is all. Bye!"
#: What the user says last, by how the call ends.
CLOSINGS = {
    "assistant-forwarded-call": "Could you put me through to somebody, please?",
    "silence-timed-out": "Hold on a moment, please.",
}
NO_TOOLS = UserTools(())
FILLERS = ("Let me check that for you. ", "One moment, please. <flush /> ", "")
FORWARDED = "assistant-forwarded-call"
LONG_SILENCE = 4300  #: Milliseconds of thinking after which Vapi has sent `hang`.


def call_plan(
    seed: int, scenario: CallScenario, *, turns: int, interruptions: int, tools: UserTools | None
) -> CallPlan:
    """Plan a call with some turns, some of them interrupted; a chat has no interruptions."""
    is_spoken = scenario != "chat"
    interrupted = interruptions if is_spoken else 0
    script = _Script(seed, scenario, tools if is_spoken else NO_TOOLS)
    talks = tuple(script.talks(turns, most_tools=turns - interrupted))
    reason = REASONS[(script.person.base >> 14) % len(REASONS)]
    closing = (Talk(said=CLOSINGS.get(reason, CLOSING)),) if is_spoken else ()
    return CallPlan(
        seed=seed,
        scenario=scenario,
        greeting=script.greeting() if is_spoken else None,
        talks=(*_interrupted(talks, interrupted, script.chance), *closing),
        ended_reason=reason,
        has_transfer_request=reason == FORWARDED,
        definitions=tools.definitions if tools else {},
        is_deleted=script.chance() < 0.5,
    )


class _Script:
    """A prepared dialogue with the chances of one call."""

    def __init__(self, seed: int, scenario: CallScenario, tools: UserTools | None) -> None:
        source = Random(f"call {seed} {scenario}")
        self.chance, self._bits, self._tools = source.random, source.getrandbits, tools
        self.person = Scenario(seed, "", DETAILS["minimal"])

    def greeting(self) -> Greeting | None:
        """Tell what the assistant says first; now and then it waits for the user."""
        if self.chance() < 0.25:
            return None
        _, text = script_of(self.person.base >> 28 & 0xFF, 1)[0]
        return Greeting(
            text=text.format(**self.person.setting),
            is_output=self.chance() < 0.25,
            is_interrupted=self.chance() < 0.2,
        )

    def talks(self, turns: int, *, most_tools: int) -> Iterator[Talk]:
        """Tell what is said until there are enough turns; tools are called as far as that leaves room."""
        said, count, called = "", 0, 0
        responses: tuple[Response, ...] = ()
        script = script_of(self.person.base >> 28 & 0xFF, 4 * turns + 8)[1:]
        for number, (speaker, text) in enumerate(script):
            if count == turns:
                break
            if speaker == "user":
                said, responses = text.format(**self.person.setting), ()
            elif speaker == "tool" and count + 2 <= turns and called < most_tools - 1:
                tools = tuple(self._called(number, text))
                responses = (self._response(self._one_of(FILLERS), tools),) if tools else ()
                count, called = count + len(responses), called + len(responses)
            elif speaker == "bot":
                count += 1
                yield Talk(
                    said=said, responses=(*responses, self._response(text.format(**self.person.setting)))
                )

    def _response(self, text: str, tools: tuple[ToolCall, ...] = ()) -> Response:
        return Response(
            id=makers.as_uuid(self._bits(128)),
            tokens=tuple(tokens_of(text, self.chance)),
            tools=tools,
            thinking=self._thinking(),
        )

    def _thinking(self) -> int:
        """Tell how long the LLM takes: sometimes the user is not done yet, sometimes there is a silence."""
        chance = self.chance()
        if chance < 0.3:
            return 20
        return 300 + int(chance * 900) if chance < 0.9 else LONG_SILENCE + int(chance * 2000)

    def _called(self, number: int, name: str) -> Iterator[ToolCall]:
        if self._tools is None:
            yield ToolCall(*self.person.tool_of(name, number))
        elif self._tools.callable:
            chosen = self._tools.callable[int(self.chance() * len(self._tools.callable))]
            arguments = realistic_arguments(chosen, self.person.base + number)
            id = self.person.tool_of(name, number).id
            yield ToolCall(id, chosen.tool.name, dumps(arguments), "Done.")

    def _one_of(self, texts: Sequence[str]) -> str:
        return texts[int(self.chance() * len(texts))]


def _interrupted(talks: tuple[Talk, ...], count: int, chance: Callable[[], float]) -> tuple[Talk, ...]:
    """Let the user interrupt some of the responses that end a talk."""
    order = sorted(range(len(talks)), key=lambda _number: chance())[:count]
    return tuple(_cut(talk, chance) if number in order else talk for number, talk in enumerate(talks))


def _cut(talk: Talk, chance: Callable[[], float]) -> Talk:
    *others, last = talk.responses
    after = 1 + int(chance() * (len(last.tokens) - 1))
    late = int(chance() * 4)
    return replace(talk, responses=(*others, replace(last, interruption=UserInterruption(after, late))))
