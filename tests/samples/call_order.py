"""The order of events in a call, as it can be told from a captured one and from a sample alike."""

from collections.abc import Iterator
from itertools import pairwise

NEAR = 0.0025  # seconds that are between a final transcript and the conversation update that belongs to it
LETTERS = {
    ("speech-update", "started"): "S",
    ("speech-update", "stopped"): "X",
    ("transcript", "partial"): "P",
    ("transcript", "final"): "F",
}


def speeches(events, role) -> Iterator[str]:
    """
    What is sent about each speech of one side, a letter for each event.

    S and X begin and end it, P are partial transcripts, F is the final one, and C the conversation update
    next to it.
    """
    letters = ""
    for at, message in events:
        kind = message.get("transcriptType", message.get("status"))
        letter = LETTERS.get((message["type"], kind)) if message.get("role") == role else None
        if letter == "S" and letters:
            yield letters
            letters = ""
        if letter is not None and not (letter == "P" and letters.endswith("P")):
            letters += letter
        if message["type"] == "conversation-update" and _is_next_to_final(events, at, role):
            letters += "C"
    yield letters


def _is_next_to_final(events, at, role) -> bool:
    return any(
        abs(other - at) < NEAR and message.get("role") == role and message.get("transcriptType") == "final"
        for other, message in events
    )


def turn_numbers(events) -> list[int]:
    """The numbers of turns, in the order in which they are told."""
    return [message["turn"] for _, message in events if message["type"] == "speech-update"]


def count_up(numbers) -> bool:
    """Whether numbers go up by one at a time, or stay as they are, but for a speech that is not over yet."""
    return all(later - earlier in (-1, 0, 1) for earlier, later in pairwise(numbers))


def unvoiced(events) -> list[str]:
    """The outputs with words that no `voice-input` follows within a few milliseconds."""
    return [
        message["output"]
        for number, (at, message) in enumerate(events)
        if message["type"] == "model-output"
        and not any(
            after["type"] == "voice-input" and then - at < NEAR
            for then, after in events[number + 1 : number + 4]
        )
    ]


def silences_before_hang(events) -> list[float]:
    """How many seconds of silence there were before each `hang`."""
    heard = ("speech-update", "transcript", "model-output", "voice-input")
    return [
        at - max(then for then, message in events if then < at and message["type"] in heard)
        for at, each in events
        if each["type"] == "hang"
    ]
