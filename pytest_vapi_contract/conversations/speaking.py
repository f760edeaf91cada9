"""The phases in which somebody speaks: the user, and the assistant with and without an LLM."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from .cue import Between, Cue, Line, Phase, conversation, interrupted, speech, transcript
from .plan import Greeting, Response, ToolCall
from .speech import duration, guessed, heard_parts, spoken, spoken_until, without_markup
from .stream import TokenStream

#: What there is to say at a time: the words whose tokens came before.
Known: TypeAlias = Callable[[int], str]

HANG_AFTER = 3700  #: Milliseconds of silence after which Vapi sends `hang`.
LATEST_STOP = 240  #: Milliseconds after which the user has stopped, and can begin again.
HEARD_EVERY = 480  #: Milliseconds between two partial transcripts, until there are too many of them.
MOST_PARTIALS = 100  #: Of one speech: each repeats all of it so far.
FINAL_TRANSCRIPT_DELAY = 160  #: Milliseconds from the end of speech to its final transcript.


def user_speaks(text: str, start: int, turn: int, between: Between, barged_at: int | None) -> Phase:
    """The user speaks: what is heard comes in pieces, and the last of them after the dialogue that has it."""
    end = start + duration(text)
    first = () if barged_at is not None else (speech(start, "started", "user", turn),)
    final = end + between(20, 60)
    line = Line("user", text, start if barged_at is None else barged_at, end)
    stopped = final + between(20, 220)  # so late that the assistant may speak already
    cues = (
        *first,
        *_partials("user", text, start, end, lambda _: text),
        conversation(final, (line,)),
        transcript(final + between(0, 1), "user", "final", text),
        speech(stopped, "stopped", "user", turn),
    )
    return Phase(cues, final + 2)


def assistant_greets(greeting: Greeting, start: int, between: Between) -> Phase:
    """The assistant says what it was told to say first."""
    said = spoken([greeting.text])
    output = (Cue(start, "model-output", {"output": greeting.text}),) if greeting.is_output else ()
    voice = (*output, *_voice(greeting.text, start + len(output), 0))
    begin = start + between(60, 240)
    if not greeting.is_interrupted:
        sounds, until = _speaks(lambda _: said, begin, begin + duration(said), 0, "force-say")
        return Phase((*voice, *sounds), until)
    at = begin + duration(said) // 2
    cut = _cut_short(lambda _: said, begin, at, 0, "force-say")
    barge = (speech(at - 180, "started", "user", 1), interrupted(at, None))
    return Phase((*voice, *cut, *barge), at + 200, at - 180)


def assistant_responds(
    response: Response, start: int, turn: int, between: Between, silent_since: int
) -> Phase:
    """The LLM puts out its tokens, and the assistant says them; the user may interrupt."""
    if response.interruption is None:
        begin = start + response.thinking
        phase = _uninterrupted(response, begin, turn, between)
    else:
        begin = start + max(response.thinking, LATEST_STOP)
        phase = _interrupted(response, begin, turn, between)
    hang = max(silent_since + HANG_AFTER, start)
    silence = (Cue(hang, "hang"),) if hang < begin else ()
    return phase._replace(cues=(*silence, *phase.cues))


def _uninterrupted(response: Response, begin: int, turn: int, between: Between) -> Phase:
    said = spoken(response.tokens)
    stream = TokenStream(response.tokens, begin, between(15, 55))
    tokens, last = tuple(_tokens(response, stream, turn)), stream.until
    voiced = max(begin + between(20, 420), stream.first_word + 20)
    end = max(voiced + duration(said), last + 200)
    sounds, until = _speaks(stream.known, voiced, end, turn, "model") if said else ((), last)
    if not response.tools:
        return Phase((*tokens, *sounds), until)
    line = _lines(said, voiced, end)
    called = last + between(4, 30)
    calls = (*line, Line("calls", "", called, called, response.tools))
    output = Cue(last, "model-output", {"output": as_output(response.tools), "turnId": response.id})
    request = Cue(called, "tool-calls", adds=calls)
    heard = tuple(Cue(cue.at, cue.type, cue.facts) for cue in sounds)  # the dialogue has it already
    return Phase((*tokens, output, request, *heard), called + 1, speaking_until=until if said else 0)


def _interrupted(response: Response, begin: int, turn: int, between: Between) -> Phase:
    assert response.interruption is not None
    after, late = response.interruption
    stream = TokenStream(response.tokens[:after], begin, between(70, 130))
    tokens = tuple(_tokens(response, stream, turn))
    voiced = max(begin + between(20, 140), stream.first_word + 20)
    at = stream.until + between(5, 40)
    behind, apart = response.tokens[after : after + late], between(10, 40)
    stragglers = tuple(
        _token(response, token, at + 8 + number * apart) for number, token in enumerate(behind)
    )
    cut = _cut_short(stream.known, voiced, at, turn, "model")
    barged_at = max(min(voiced + 20, at), at - between(120, 240))
    begins = speech(barged_at, "started", "user", turn + 1)
    cues = (*tokens, *cut, begins, interrupted(at, response.id), *stragglers)
    return Phase(cues, max(cue.at for cue in cues) + between(30, 200), barged_at)


def _cut_short(known: Known, voiced: int, at: int, turn: int, source: str) -> tuple[Cue, ...]:
    """The assistant speaks until the user interrupts: what is left is what was said by then."""
    said = known(at)
    heard = spoken_until(said, at - voiced)
    if at <= voiced or not said:
        return ()
    stopped = at + 60
    final = (
        (transcript(at + 150, "assistant", "final", heard, _lines(heard, voiced, at)), conversation(at + 150))
        if heard
        else ()
    )
    return (
        *_begins(known(voiced), said, voiced, turn, source),
        *(cue for cue in _partials("assistant", heard, voiced, at, known) if heard),
        speech(stopped, "stopped", "assistant", turn),
        *final,
    )


def _speaks(known: Known, start: int, end: int, turn: int, source: str) -> tuple[tuple[Cue, ...], int]:
    """The assistant says all of it."""
    said = known(end)
    transcribed = end + FINAL_TRANSCRIPT_DELAY
    cues = (
        *_begins(known(start), said, start, turn, source),
        *_goes_on(known, start, end, turn, source),
        *_partials("assistant", said, start, end, known),
        speech(end, "stopped", "assistant", turn),
        transcript(transcribed, "assistant", "final", said, _lines(said, start, end)),
        conversation(transcribed),
    )
    return cues, transcribed + 1


def _lines(said: str, start: int, end: int) -> tuple[Line, ...]:
    return (Line("bot", said, start, end),) if said else ()


def _begins(so_far: str, said: str, start: int, turn: int, source: str) -> tuple[Cue, ...]:
    """Tell that the assistant begins to speak, and with which words."""
    return (
        speech(start, "started", "assistant", turn),
        _speech_started(so_far[:24], said, start, turn, source),
    )


def _goes_on(known: Known, start: int, end: int, turn: int, source: str) -> Iterator[Cue]:
    """Tell all of the text when half of it is said, or later if that is too early: it is cumulative."""
    half, said = (start + end) // 2, known(end)
    if known(start)[:24] != said:
        yield _speech_started(said, said, half if known(half) == said else end - 100, turn, source)


def _speech_started(so_far: str, said: str, at: int, turn: int, source: str) -> Cue:
    text = so_far if so_far == said else so_far.rpartition(" ")[0] or so_far
    return Cue(at, "assistant.speechStarted", {"text": text, "turn": turn, "source": source})


def _partials(role: str, text: str, start: int, end: int, known: Known) -> Iterator[Cue]:
    """Tell what is heard while somebody speaks, twice a second in speeches of up to 48 seconds."""
    count = min(max((end - start) // HEARD_EVERY, 1), MOST_PARTIALS)
    for number, heard in enumerate(heard_parts(text, count), start=1):
        at = start + (end - start) * number // (count + 1)
        if (guess := guessed(heard)) and len(heard) <= len(known(at)):
            yield transcript(at, role, "partial", guess)


def _tokens(response: Response, stream: TokenStream, turn: int) -> Iterator[Cue]:
    for number, token in enumerate(stream.tokens):
        at = stream.begin + number * stream.step
        yield _token(response, token, at)
        yield from _voice(token, at + 1, turn)


def _token(response: Response, token: str, at: int) -> Cue:
    return Cue(at, "model-output", {"output": token, "turnId": response.id})


def _voice(token: str, at: int, turn: int) -> Iterator[Cue]:
    """Tell what the voice is given of a token: nothing of markup, and nothing at all if no word is left."""
    text = without_markup(token)
    if text.strip():
        yield Cue(at, "voice-input", {"input": text, "turn": turn})


def as_output(tools: Sequence[ToolCall]) -> list[dict[str, object]]:
    """Write calls of tools as an `output` has them, with their arguments as text."""
    return [
        {"id": tool.id, "type": "function", "function": {"name": tool.name, "arguments": tool.arguments}}
        for tool in tools
    ]
