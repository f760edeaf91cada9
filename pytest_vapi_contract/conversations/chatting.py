"""The phases of a written chat: it has a session, and no call."""

from __future__ import annotations

from .cue import Between, Cue, Line, Phase
from .plan import Response, Talk
from .speech import without_markup


def chat_opens(between: Between) -> Phase:
    """A session is created for the chat."""
    at = between(20, 90)
    return Phase((Cue(at, "session.created"),), at + between(500, 1500))


def chat_turns(talk: Talk, start: int, between: Between) -> Phase:
    """The user writes, the LLM puts out its tokens, and the chat that has both is created."""
    cues = [Cue(start, "", adds=(Line("user", talk.said, start, start),))]
    at = start
    for response in talk.responses:
        at += response.thinking
        step = between(10, 40)
        cues.extend(_written(response, at, step))
        at += len(response.tokens) * step
    written = "".join(token for each in talk.responses for token in each.tokens)
    line = Line("bot", without_markup(written), at, at)
    cues += [Cue(at + 20, "chat.created", adds=(line,)), Cue(at + 20 + between(1, 60), "session.updated")]
    return Phase(tuple(cues), at + between(2000, 9000))


def _written(response: Response, at: int, step: int) -> list[Cue]:
    return [
        Cue(at + number * step, "model-output", {"output": token, "turnId": response.id})
        for number, token in enumerate(response.tokens)
    ]


def chat_ends(start: int, between: Between, *, is_written: bool) -> Phase:
    """What was written is deleted in the end."""
    at = start + between(100, 900)
    chats = (Cue(at, "chat.deleted"),) if is_written else ()
    return Phase((*chats, Cue(at + between(5, 90), "session.deleted")), at + 100)
