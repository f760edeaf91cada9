"""Who speaks when: what the events of one speaker are, and what the user cuts short."""

from collections import defaultdict

from hypothesis import example, given

from pytest_vapi_contract.conversations.call_events import play
from pytest_vapi_contract.conversations.plan import Greeting, Response, Talk, UserInterruption
from pytest_vapi_contract.conversations.speech import without_markup
from tests.conversations.plans import ANSWER, plan, plans


def types(happenings):
    """The types of what happens."""
    return [each.type for each in happenings]


def test_what_is_put_out_is_given_to_the_voice_at_once():
    """Within a millisecond, without markup; nothing is said of blanks and of markup alone."""
    greeting = Greeting(text="Hello. <flush /> ", is_output=True)
    talk = Talk(said="Hi", responses=(Response(id="one", tokens=(" <flush /> ", "", "Yes.", " ")),))

    happenings = list(play(plan(greeting=greeting, talks=(talk,))))

    voiced = [each for each in happenings if each.type == "voice-input"]
    outputs = [each for each in happenings if each.type == "model-output"]
    assert [each.facts["input"] for each in voiced] == ["Hello.  ", "Yes."]
    assert [each.at - 1 for each in voiced] == [outputs[0].at, outputs[3].at]


def test_a_greeting_has_no_turn():
    """Neither its output nor its interruption names one."""
    greeting = Greeting(text="Hello, how can I help?", is_output=True, is_interrupted=True)

    happenings = list(play(plan(greeting=greeting, talks=(Talk(said="Stop."),))))

    (output,) = [each for each in happenings if each.type == "model-output"]
    (interruption,) = [each for each in happenings if each.type == "user-interrupted"]
    assert "turnId" not in output.facts
    assert interruption.facts == {}
    said = [(line.kind, line.text) for line in happenings[-1].dialogue]
    assert said == [("bot", "Hello, how"), ("user", "Stop.")]


def test_an_interrupted_assistant_says_no_more():
    """What is left in the dialogue is a beginning of its words, and no more of its speech is told."""
    tokens = tuple(f" word{number}" for number in range(30))
    cut = Response(id="cut", tokens=tokens, interruption=UserInterruption(20, 3))
    happenings = list(
        play(plan(greeting=None, talks=(Talk(said="Hi", responses=(cut,)), Talk(said="Stop."))))
    )

    at = types(happenings).index("user-interrupted")
    later = happenings[at:]

    assert "assistant.speechStarted" in types(happenings[:at])
    assert "assistant.speechStarted" not in types(later)
    (line,) = [line for line in happenings[-1].dialogue if line.kind == "bot"]
    assert "".join(tokens).strip().startswith(line.text)
    assert 0 < len(line.text) < 60
    finals = [each.facts["transcript"] for each in later if each.facts.get("transcriptType") == "final"]
    assert finals == [line.text, "Stop."]


def test_the_user_begins_to_speak_before_the_interruption():
    """Their speech begins once, with the number of their turn."""
    happenings = list(play(plan()))

    at = types(happenings).index("user-interrupted")
    begun = [
        each.facts["turn"]
        for each in happenings
        if each.facts.get("status") == "started" and each.facts["role"] == "user"
    ]

    assert begun == [1, 2, 3, 4]
    assert {"status": "started", "role": "user", "turn": 3} in [each.facts for each in happenings[:at]]


def test_the_assistant_may_speak_before_the_user_has_stopped():
    """A quick answer overlaps with the end of what it answers."""
    quick = Response(id="quick", tokens=ANSWER.tokens, thinking=0)
    talks = (Talk(said="Is it free?", responses=(quick,)),)
    overlaps = 0
    for seed in range(60):
        facts = [
            each.facts
            for each in play(plan(seed=seed, greeting=None, talks=talks))
            if each.type == "speech-update"
        ]
        overlaps += facts[1]["status"] == "started"

    assert 0 < overlaps < 60


SLOW_STREAM = Response(id="turn 0", tokens=("Well", *[""] * 40, ", this takes its time, as I have said."))


@given(plan=plans())
@example(plan=plan(greeting=None, talks=(Talk(said="Hi", responses=(SLOW_STREAM,)),)))
def test_no_word_is_told_before_its_token(plan):
    """What is told of the assistant's speech has only words that were put out before, in their order."""
    put_out, speaking = defaultdict(str), None
    for each in play(plan):
        if each.type == "model-output" and "turnId" in each.facts:
            put_out[each.facts["turnId"]] += each.facts["output"]
        if each.type == "assistant.speechStarted":
            speaking = "greeting" if each.facts["source"] == "force-say" else number_of(each, plan)
            assert each.facts["text"] or speaking == "greeting"
        if each.type == "transcript" and each.facts["role"] == "user":
            continue
        told = each.facts.get("text", each.facts.get("transcript", ""))
        words = plan.greeting.text if speaking == "greeting" else put_out[speaking]
        assert letters(without_markup(words)).startswith(letters(told))


def test_a_speech_is_told_as_far_as_it_is_known():
    """Its words so far at its beginning, and all of them later."""
    tokens = tuple(f" word{number}" for number in range(9))
    talk = Talk(said="Hi", responses=(Response(id="one", tokens=tokens, thinking=0),))
    beginnings = set()
    for seed in range(20):
        happenings = play(plan(seed=seed, greeting=None, talks=(talk,)))
        first, last = [e.facts["text"] for e in happenings if e.type == "assistant.speechStarted"]
        beginnings.add(first)
        assert last == "".join(tokens).strip()

    assert {"word0", "word0 word1"} < beginnings
    assert max(map(len, beginnings)) < 24


def number_of(happening, plan):
    """The turn that is spoken: greetings count too."""
    return f"turn {happening.facts['turn'] - (plan.greeting is not None)}"


def letters(text):
    """A text without what a transcriber guesses."""
    return "".join(letter.lower() for letter in text if letter not in " .,<>'\u0301")
