"""A call as a state machine without I/O: it tells what happens next, and is told what was replied."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeAlias

from ..json_paths import Object
from .beginning_and_end import ending, opening, refusal, ringing
from .chatting import chat_ends, chat_opens, chat_turns
from .cue import Cue, Line, Phase, conversation
from .plan import CallPlan, Greeting, Response
from .replies import assistant_of, error_of, results_of
from .speaking import assistant_greets, assistant_responds, user_speaks
from .timing import timing_of

#: What is sent while somebody speaks: where none of it comes, there is silence.
HEARD = frozenset({"speech-update", "transcript", "model-output", "voice-input"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """What happens next in a call: one message, and all that it has to agree with."""

    at: int  #: Milliseconds since the start of the call.
    type: str
    facts: Object  #: What this message says for itself.
    dialogue: tuple[Line, ...]  #: What was said so far.
    started: int  #: When the call got in progress; until then, the time of this message.
    ended: int  #: When it was over; until then, the time of this message.
    assistant: Object | None  #: The one that the webhook named, if it named one.


#: What is sent back is the body of the webhook's reply, or `None`.
Playing: TypeAlias = Generator[Happening, Any, None]


def play(plan: CallPlan) -> Playing:
    """
    Play a call: yield what happens, in order, the same for the same plan and replies.

    The body of the webhook's reply may be sent back: what tools answered is then spoken, and the assistant
    that an `assistant-request` is answered with speaks.
    """
    return _Stage(plan).played()


class _Stage:
    """Where a call is: what is due, what was said, and what the webhook replied."""

    def __init__(self, plan: CallPlan) -> None:
        self._plan = plan
        self._random = Random(plan.seed).random
        self._now = 0
        self._barged_at: int | None = None
        self._speaking_until = 0
        self._heard_at = 0
        self._speech: tuple[int, str] | None = None  # the turn and the source of the last speech
        self._due: deque[Cue] = deque()
        self._dialogue: tuple[Line, ...] = ()
        self._times: dict[str, int] = {}  # when the call got each status
        self._assistant: Object | None = None
        self._error: str | None = None  # why the webhook does not take the call
        self._results: dict[str, str] = {}

    def played(self) -> Playing:
        """Play phase after phase; what is still due when the next one begins is played along with it."""
        for phase in self._chat() if self._plan.scenario == "chat" else self._call():
            self._due = deque(sorted([*self._due, *phase.cues], key=lambda cue: cue.at))
            self._now, self._barged_at = phase.until, phase.barged_at
            self._speaking_until = phase.speaking_until
            while self._due and self._due[0].at < self._now:
                yield from self._happens(self._due.popleft())
        for cue in self._due:
            yield from self._happens(cue)

    def _call(self) -> Iterator[Phase]:
        plan, between = self._plan, self._between
        yield ringing(plan, between)
        if self._error is not None:
            yield refusal(self._now, between)
            return
        yield opening(self._now, between)
        if plan.greeting is not None:
            yield assistant_greets(self._with_first_message(plan.greeting), self._now, between)
        for turn, talk in enumerate(plan.talks, start=plan.greeting is not None):
            pause = 0 if self._barged_at is not None else between(400, 2500)
            yield user_speaks(talk.said, self._now + pause, turn, between, self._barged_at)
            for response in talk.responses:
                spoken = self._with_results(response)
                yield assistant_responds(spoken, self._now, turn, between, self._heard_at)
                if response.tools:
                    yield self._answered(response)
        yield ending(plan, self._now, between)

    def _chat(self) -> Iterator[Phase]:
        yield chat_opens(self._between)
        for talk in (each for each in self._plan.talks if each.responses):
            yield chat_turns(talk, self._now, self._between)
        if self._plan.is_deleted:
            yield chat_ends(self._now, self._between, is_written=bool(self._dialogue))

    def _happens(self, cue: Cue) -> Playing:
        """Let one thing happen, unless it only adds to the dialogue, and hear what was replied to it."""
        self._dialogue += cue.adds
        if not cue.type:
            return
        if cue.type in HEARD:
            self._heard_at = cue.at
        if cue.type == "status-update":
            self._times[cue.facts["status"]] = cue.at
        reply = yield Happening(
            at=cue.at,
            type=cue.type,
            facts=self._timed(cue),
            dialogue=self._dialogue,
            started=self._times.get("in-progress", cue.at),
            ended=self._times.get("ended", cue.at),
            assistant=self._assistant,
        )
        if cue.type == "assistant-request":
            self._assistant, self._error = assistant_of(reply), error_of(reply)
        if cue.type == "tool-calls":
            self._results |= results_of(reply)

    def _timed(self, cue: Cue) -> Object:
        """What a message says for itself; of speech with its timing, if the voice tells it."""
        if cue.type != "assistant.speechStarted":
            return cue.facts
        of, self._speech = self._speech, (cue.facts["turn"], cue.facts["source"])
        is_first = of != self._speech
        return cue.facts | timing_of(cue.facts["text"], self._plan.seed, is_first=is_first)

    def _answered(self, response: Response) -> Phase:
        """The tools answer, one after the other."""
        at = self._now + self._between(200, 1400)
        answered = tuple(
            tool._replace(result=self._results.get(tool.id, tool.result)) for tool in response.tools
        )
        lines = tuple(
            Line("result", tool.result, at + 40 * number, at + 40 * number, (tool,))
            for number, tool in enumerate(answered)
        )
        last = lines[-1].end
        return Phase((conversation(last, lines),), max(last, self._speaking_until) + 1)

    def _with_first_message(self, greeting: Greeting) -> Greeting:
        """Let the assistant greet as the webhook told it to."""
        text = (self._assistant or {}).get("firstMessage")
        return replace(greeting, text=text) if isinstance(text, str) and text.strip() else greeting

    def _with_results(self, response: Response) -> Response:
        """Let the assistant say what the tools have answered, if the webhook has answered."""
        if not self._dialogue or self._dialogue[-1].kind != "result":
            return response
        called = [line.tools[0].id for line in self._dialogue if line.kind == "result"]
        results = [self._results.pop(id) for id in called if id in self._results]
        if not results:
            return response
        said = tuple(re.findall(r"\s*\S+", " ".join(results)))
        return replace(response, tokens=said, interruption=None)

    def _between(self, least: int, most: int) -> int:
        return least + int(self._random() * (most - least + 1))
