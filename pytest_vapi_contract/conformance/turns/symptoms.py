"""What a wrong text says of the fault: texts as faulty handlers have them, and what to do about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from json import dumps
from typing import Any, Literal

from ...conversations.reference_model import text_of
from ...json_paths import Object
from .accepted_texts import RightTexts, is_alike


@dataclass(frozen=True, kw_only=True, slots=True)
class Misread:
    """A text of a turn that is wrong, and what was sent before it."""

    messages: Sequence[Object]
    turn: str
    expected: str
    text: str
    interrupted: bool  #: Whether the turn was interrupted.

    @property
    def tokens(self) -> list[str]:
        """All tokens of the turn that are text."""
        return self.tokens_in(self.messages)

    def tokens_in(self, messages: Iterable[Object]) -> list[str]:
        """The tokens of the turn in some of the messages."""
        return texts_of(messages, lambda message: message.get("turnId") == self.turn)

    def since(self, is_last: Callable[[Object], bool]) -> Sequence[Object]:
        """The messages after the last of some; none if there is no such message."""
        found = [number for number, message in enumerate(self.messages) if is_last(message)]
        return self.messages[found[-1] + 1 :] if found else []

    def is_cut_at(self, is_last: Callable[[Object], bool]) -> bool:
        """Whether the text is what came of the turn after the last of some messages."""
        return any(map(is_last, self.messages)) and self.is_text(self.tokens_in(self.since(is_last)))

    def was_cut(self, is_cut: Callable[[Object], bool]) -> bool:
        """Whether the text is what came of the turn after the last of some interruptions."""

        def is_one(message: Object) -> bool:
            return message["type"] == "user-interrupted" and is_cut(message)

        return self.is_cut_at(is_one)

    def is_text(self, tokens: Iterable[str], between: str = "") -> bool:
        """Whether the text is made of these tokens."""
        return is_alike(self.text, between.join(tokens))


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnSymptom:
    """A way in which the text of a turn can be wrong."""

    name: str
    verdict: str  #: Goes on after "the text of a turn".
    hint: str
    explains: Callable[[Misread], bool]
    happened: Literal["wrong text", "interrupted", "doubled"] = "wrong text"


def texts_of(messages: Iterable[Object], chosen: Callable[[Object], bool]) -> list[str]:
    """Return the texts in the tokens that are chosen."""
    return [
        text_of(message.get("output"))
        for message in messages
        if message["type"] == "model-output" and chosen(message)
    ]


def symptom_of(right: RightTexts, turn: str, text: str) -> TurnSymptom:
    """Return what is wrong with a text."""
    misread = Misread(
        messages=right.messages,
        turn=turn,
        expected=right.raw.text(turn),
        text=text,
        interrupted=turn in right.raw.interrupted,
    )
    return next(symptom for symptom in SYMPTOMS if symptom.explains(misread))


def symptom_at_once(right: RightTexts, turn: str, text: str) -> TurnSymptom:
    """Return what is wrong with a text that is right if one request comes after the other."""
    usual = symptom_of(right, turn, text)
    is_less = _is_part(text, right.raw.text(turn))
    return replace(usual, name="at once", verdict=LACKS if is_less else usual.verdict, hint=ONE_AT_A_TIME)


def _is_late(misread: Misread) -> bool:
    return misread.interrupted and misread.was_cut(lambda message: message.get("turnId") == misread.turn)


def _is_of_all_turns(misread: Misread) -> bool:
    """Whether tokens of other turns are in the text: all, or those since the last interruption."""
    cut = misread.since(lambda message: message["type"] == "user-interrupted")
    for messages in (misread.messages, cut):
        others = texts_of(messages, lambda message: message.get("turnId") not in (misread.turn, None))
        if others and misread.is_text(texts_of(messages, lambda message: "turnId" in message)):
            return True
    return False


def _is_left_over(misread: Misread) -> bool:
    """Whether the text goes on after that of an earlier conversation."""
    every = texts_of(misread.messages, lambda message: "turnId" in message)
    return (
        bool(misread.expected)
        and misread.text.endswith("".join(every))
        and len(misread.text) > len("".join(every))
    )


def _is_of_no_turn(misread: Misread) -> bool:
    return misread.is_text(
        texts_of(misread.messages, lambda each: each.get("turnId") in (None, misread.turn))
    )


def _has_tool_calls(misread: Misread) -> bool:
    outputs: list[Any] = [each.get("output") for each in misread.messages if each["type"] == "model-output"]
    forms = [form for each in outputs if not isinstance(each, str) for form in (str(each), dumps(each))]
    return any(form in misread.text for form in forms) or (
        bool(forms) and misread.text in (f"{dumps(outputs[-1])}", "None")
    )


def _is_cut_by_tool_calls(misread: Misread) -> bool:
    """Whether the text is what came of the turn after its last output that is not text, if not one token."""

    def is_one(message: Object) -> bool:
        is_own = message["type"] == "model-output" and message.get("turnId") == misread.turn
        return is_own and not isinstance(message.get("output"), str)

    return misread.is_cut_at(is_one) and len(misread.tokens_in(misread.since(is_one))) != 1


def _has_other_messages(misread: Misread) -> bool:
    """Whether what other messages say is in the text."""
    said = {
        str(message[name])
        for message in misread.messages
        for name in ("transcript", "input", "text")
        if message["type"] != "model-output" and message.get(name)
    }
    return any(is_alike("".join(misread.text.rsplit(text, 1)), misread.expected) for text in said)


def _is_twice(misread: Misread) -> bool:
    pairs = zip(misread.messages, misread.messages[1:], strict=False)
    return any(one == other for one, other in pairs) and misread.is_text(misread.tokens)


def _is_of_one_moment(misread: Misread) -> bool:
    """Whether tokens are missing that have the timestamp of another one."""
    last = {each.get("timestamp"): each for each in misread.messages if each.get("turnId") == misread.turn}
    first = {
        each.get("timestamp"): each
        for each in reversed(misread.messages)
        if each.get("turnId") == misread.turn
    }
    several = len(last) < len(misread.tokens)
    return several and any(misread.is_text(texts_of(kept.values(), lambda _: True)) for kept in (last, first))


def _ends_with_the_next(misread: Misread) -> bool:
    """Whether the text is what came before the first token of a later turn."""
    own = [each.get("turnId") for each in misread.messages if each["type"] == "model-output"]
    first = own.index(misread.turn) if misread.turn in own else len(own)
    later = next((turn for turn in own[first:] if turn not in (None, misread.turn)), None)
    if later is None:
        return False
    at = next(at for at, each in enumerate(misread.messages) if each.get("turnId") == later)
    return misread.is_text(misread.tokens_in(misread.messages[:at]))


def _simple(explains: Callable[[Misread, list[str]], bool]) -> Callable[[Misread], bool]:
    """What is told by the tokens of a turn that was not interrupted."""
    return lambda misread: not misread.interrupted and explains(misread, misread.tokens)


ONE_TEXT_EACH = "Keep one text for each `turnId`, not one for all turns or one for each call."
ONE_AT_A_TIME = (
    "Requests that arrive at once change the same data: hold a lock from load to save, or change "
    "it in one step, such as one UPDATE of a database."
)
LACKS = "lacks some of its tokens"
APPEND = "Append each token to the text of its `turnId`."
AS_THEY_ARE = 'Append each token as it is: it has its own whitespace. To join a list, use `"".join(tokens)`.'
#: The ways in which a text can be wrong; the first that explains one is told, and the last explains any.
SYMPTOMS: tuple[TurnSymptom, ...] = (
    TurnSymptom(
        name="late",
        verdict="comes back after an interruption",
        hint="Remember the `turnId` of each `user-interrupted` message, and ignore its later tokens.",
        explains=_is_late,
        happened="interrupted",
    ),
    TurnSymptom(
        name="kept",
        verdict="is kept after an interruption",
        hint="When a `user-interrupted` message has a `turnId`, discard the text of that turn.",
        explains=lambda misread: misread.interrupted,
        happened="interrupted",
    ),
    TurnSymptom(
        name="twice",
        verdict="has a token twice",
        hint=(
            "Vapi repeats a message that got no 2xx in time. To ignore the repeat, compare `turnId`, "
            "`timestamp` and `output`: of equal tokens of one moment, one is kept then."
        ),
        explains=_is_twice,
        happened="doubled",
    ),
    TurnSymptom(
        name="all turns",
        verdict="has tokens of other turns",
        hint=ONE_TEXT_EACH,
        explains=_is_of_all_turns,
    ),
    TurnSymptom(
        name="left over",
        verdict="has tokens of other turns",
        hint=ONE_TEXT_EACH,
        explains=_is_left_over,
    ),
    TurnSymptom(
        name="no turn",
        verdict="has tokens without a `turnId`",
        hint="Ignore messages without a `turnId`, or keep them apart.",
        explains=_is_of_no_turn,
    ),
    TurnSymptom(
        name="tool calls",
        verdict="has tool calls in it",
        hint="`output` can be a list of tool calls or an object: append it only if it is a string.",
        explains=_has_tool_calls,
    ),
    TurnSymptom(
        name="cut by tool calls",
        verdict="is lost when `output` is not a string",
        hint="`output` can be a list of tool calls or an object: do not change the text then.",
        explains=_simple(lambda misread, _: _is_cut_by_tool_calls(misread)),
    ),
    TurnSymptom(
        name="other messages",
        verdict="has the text of other messages",
        hint="Append only the `output` of `model-output` messages: others, such as transcripts, repeat it.",
        explains=_has_other_messages,
    ),
    TurnSymptom(
        name="cut by no turn",
        verdict="is lost when a `user-interrupted` message has no `turnId`",
        hint="Discard a text only if the `user-interrupted` message has its `turnId`.",
        explains=lambda misread: misread.was_cut(lambda message: "turnId" not in message),
    ),
    TurnSymptom(
        name="cut by another turn",
        verdict="is lost when another turn is interrupted",
        hint="When a `user-interrupted` message has a `turnId`, discard the text of that turn only.",
        explains=lambda misread: misread.was_cut(
            lambda message: message.get("turnId") not in (None, misread.turn)
        ),
    ),
    TurnSymptom(
        name="one moment",
        verdict="lacks tokens that have the same timestamp as another",
        hint="Several tokens can have one timestamp: keep them in the order in which they arrive.",
        explains=_simple(lambda misread, _: _is_of_one_moment(misread)),
    ),
    TurnSymptom(
        name="after another turn",
        verdict="lacks the tokens that come after another turn has begun",
        hint="Tokens of several turns can arrive alternately: a turn does not end when another one begins.",
        explains=_simple(lambda misread, _: _ends_with_the_next(misread)),
    ),
    TurnSymptom(
        name="last token",
        verdict="is only its last token",
        hint=APPEND,
        explains=_simple(lambda misread, tokens: len(tokens) > 1 and misread.is_text(tokens[-1:])),
    ),
    TurnSymptom(
        name="repeated tokens",
        verdict="lacks tokens that it had before",
        hint='Tokens can be repeated, as in "ha ha": do not keep them in a set or as keys.',
        explains=_simple(lambda misread, tokens: misread.is_text(dict.fromkeys(tokens))),
    ),
    TurnSymptom(
        name="blank tokens",
        verdict="lacks tokens that are only whitespace",
        hint="A token can be a space between two words: append it too.",
        explains=_simple(lambda misread, tokens: misread.is_text(each for each in tokens if each.strip())),
    ),
    TurnSymptom(
        name="stripped",
        verdict="lacks the whitespace of its tokens",
        hint=AS_THEY_ARE,
        explains=_simple(lambda misread, tokens: misread.is_text(each.strip() for each in tokens)),
    ),
    TurnSymptom(
        name="blanks",
        verdict="has extra whitespace between its tokens",
        hint=AS_THEY_ARE,
        explains=_simple(
            lambda misread, tokens: misread.text.split() == " ".join(tokens).split() and len(tokens) > 1
        ),
    ),
    TurnSymptom(
        name="order",
        verdict="has its tokens in the wrong order",
        hint="Append tokens in the order in which they arrive.",
        explains=lambda misread: sorted(misread.text.strip()) == sorted(misread.expected.strip()),
    ),
    TurnSymptom(
        name="less",
        verdict=LACKS,
        hint=APPEND,
        explains=lambda misread: _is_part(misread.text, misread.expected),
    ),
    TurnSymptom(
        name="more",
        verdict="has more than its tokens",
        hint="Append only the `output` of `model-output` messages, once, to the text of its `turnId`.",
        explains=lambda misread: _is_part(misread.expected, misread.text),
    ),
    TurnSymptom(name="other", verdict="is wrong", hint=APPEND, explains=lambda misread: True),
)


def _is_part(part: str, text: str) -> bool:
    """Whether a text has the letters of another in their order."""
    letters = iter(text)
    return all(letter in letters for letter in part.strip())
