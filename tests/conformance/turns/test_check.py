"""Whether captions are right: correct handlers pass, and each faulty one is shown in a few events."""

import re

import pytest
from fastapi import FastAPI, Request

from pytest_vapi_contract import assert_assembles_turns, samples
from pytest_vapi_contract.conformance.turns import check as turns_check
from pytest_vapi_contract.conformance.turns import search as turns_search
from pytest_vapi_contract.conversations.speech import without_markup
from pytest_vapi_contract.errors import BadOption, ProbeFailed
from tests.captions import Captions, LateTokens, OneBuffer, TurnIdRequired, Words
from tests.depth import many


class WithoutMarkup(Captions):
    """Removes what is for the voice only."""

    def append(self, turn, token):
        """A token arrives."""
        super().append(turn, without_markup(token))


class Trimmed(Captions):
    """Shows no blanks at the ends."""

    def read(self, turn):
        """The text of a turn."""
        return super().read(turn).strip()


class ByCall(Captions):
    """Joins all turns of a call."""

    def __call__(self, body):
        """A message arrives."""
        self.call = body["message"]["call"]["id"]
        super().__call__(body)

    def turn_of(self, message):
        """The id that tokens are grouped by."""
        return message["call"]["id"] if "turnId" in message else None

    def read(self, turn):
        """The text of a turn."""
        return super().read(self.call)


class LastTokenMissing(Captions):
    """Shows the last token when the next one is there."""

    def append(self, turn, token):
        """A token arrives."""
        self.texts.setdefault(turn, []).append(token)

    def interrupt(self, turn):
        """The turn is discarded."""
        self.interrupted.add(turn)
        self.texts[turn] = []

    def read(self, turn):
        """The text of a turn."""
        return "".join(self.texts.get(turn, [])[:-1])


def failure_of(captions, **options):
    """The text of the failure."""
    with pytest.raises(AssertionError) as raised:
        assert_assembles_turns(captions, read=captions.read, **options)
    return str(raised.value)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("kind", [Captions, WithoutMarkup, Trimmed])
def test_correct_captions_pass(kind, seed):
    """The text may lack its markup, and blanks at its ends."""
    captions = kind()

    assert_assembles_turns(captions, read=captions.read, seed=seed)


def test_an_application_passes():
    """An application is reached over HTTP."""
    captions, app = Captions(), FastAPI()

    @app.post("/webhook")
    async def webhook(request: Request):
        captions(await request.json())
        return {}

    assert_assembles_turns(app, path="/webhook", read=captions.read)


@pytest.mark.parametrize("seed", range(many(1, 5)))
@pytest.mark.parametrize(
    ("kind", "events", "title"),
    [
        (OneBuffer, 2, "the text of a turn has tokens of other turns"),
        (LateTokens, 2, "the text of a turn comes back after an interruption"),
        (ByCall, 2, "the text of a turn has tokens of other turns"),
        (TurnIdRequired, 1, "model-output breaks the handler in a conversation"),
        (Words, 2, "the text of a turn has extra whitespace between its tokens"),
        (LastTokenMissing, 1, "the text of a turn lacks some of its tokens"),
    ],
)
def test_faulty_captions_are_shown_in_the_shortest_conversation(kind, events, title, seed):
    """The failure names what is wrong, above a table of a few events."""
    captions = kind()

    text = failure_of(captions, seed=seed, reset=captions.texts.clear)

    assert title in text.splitlines()[0]
    assert re.search(r"^ +time  event +turn +text +expected +read$", text, re.MULTILINE)
    assert len(re.findall(r"^ +\d\.\d\d  ", text, re.MULTILINE)) == events


def test_the_failure_has_what_was_expected_and_what_was_read():
    """Turns have short names, and the text of the wrong one is followed from event to event."""
    text = failure_of(LateTokens())

    assert re.sub("a return in .*?;", "a return in 1 ms;", text).splitlines() == [
        "tests.LateTokens: the text of a turn comes back after an interruption",
        "",
        "  sent      the messages below, one after the other",
        '  expected  "" as the text of t1',
        '  got       a return in 1 ms; the text of t1 is " there"',
        "              time  event             turn  text      expected  read",
        '              0.10  user-interrupted  t1              ""        ""',
        '              0.15  model-output      t1    " there"  ""        " there"',
        "  hint      Remember the `turnId` of each `user-interrupted` message, and ignore its later tokens.",
    ]


def test_that_no_time_was_left_is_said(monkeypatch):
    """A conversation that may not be the shortest says so, and so does a test that could not play all."""
    monkeypatch.setattr(turns_search, "SHRINKING_TIME", 0.0)
    monkeypatch.setattr(turns_search, "SEARCH_TIME", 0.0)
    monkeypatch.setattr(turns_check, "SEARCH_TIME", 0.0)
    captions = Captions()

    assert "the search for a shorter conversation ended early" in failure_of(LateTokens())
    with pytest.warns(UserWarning, match="only 1 random conversation of 12 played in 0 s"):
        assert_assembles_turns(captions, read=captions.read)


def test_a_reply_that_refuses_is_told_with_its_status():
    """What is not accepted is no matter of texts."""
    app, captions = FastAPI(), Captions()

    with pytest.raises(AssertionError) as raised:
        assert_assembles_turns(app, path="/webhook", read=captions.read)

    assert "model-output is rejected in a conversation" in str(raised.value).splitlines()[0]
    assert "got       404 in" in str(raised.value)


def test_a_secret_is_not_shown():
    """A text that was read may have it."""
    secret = "k3y-0f-th3-w3bh00k"

    with pytest.raises(AssertionError) as raised:
        assert_assembles_turns(Captions(), read=lambda turn: f"It is {secret}", secret=secret)

    assert secret not in str(raised.value)
    assert '"It is $VAPI_SECRET"' in str(raised.value)


@pytest.mark.parametrize(
    ("read", "why"),
    [
        (lambda turn: {}[turn], "KeyError"),
        (lambda turn: 7, "it returns a value of type int"),
        (lambda: "", "TypeError"),
    ],
)
def test_a_function_that_does_not_work_is_an_error_with_advice(read, why):
    """It says nothing of the handler."""
    with pytest.raises(ProbeFailed, match=why) as raised:
        assert_assembles_turns(Captions(), read=read)

    assert "Pass a function that takes a turn id and returns the text" in str(raised.value)


def test_a_reset_that_fails_is_an_error():
    """It is called before the first conversation."""
    with pytest.raises(ProbeFailed, match="`reset` does not work: ZeroDivisionError"):
        assert_assembles_turns(Captions(), read=Captions().read, reset=lambda: 1 / 0)


def test_what_is_no_function_is_refused():
    """As any other option with a wrong value."""
    with pytest.raises(BadOption, match="read"):
        assert_assembles_turns(Captions(), read="captions")


def test_no_handler_is_blamed_for_work_after_the_reply():
    """A text that is right a moment later is right."""
    captions, asked = Captions(), []

    def read(turn):
        asked.append(turn)
        return captions.read(turn) if len(asked) > 2 else "not yet"

    assert_assembles_turns(captions, read=read)


def test_samples_are_assembled_too():
    """The function that is tested here has the text that a sampled turn says it has."""
    captions, turn = Captions(), samples.turn(3)

    for message in turn.messages:
        captions({"message": message})

    assert captions.read(turn.id) == turn.text
