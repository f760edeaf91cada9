"""How a conversation is told: plain, bounded, without secrets."""

from pytest_vapi_contract.conformance.turn_play import ReadEvent, TurnFault
from pytest_vapi_contract.conformance.turn_table import MOST_ROWS, WIDEST, cell, told
from pytest_vapi_contract.conversations import Event


def fault_of(*tokens):
    """A fault in the text of t1, which was empty all the time."""
    steps = [
        ReadEvent(
            event=Event(float(number), {"type": "model-output", "output": token, "turnId": "t1"}),
            expected={"t1": "x"},
            read={"t1": ""},
        )
        for number, token in enumerate(tokens)
    ]
    return TurnFault(steps=tuple(steps), kind=(), turn="t1")


def test_a_text_is_on_one_line_and_bounded():
    """Of a long one its end is shown, where the last tokens are; nothing is left to the terminal."""
    assert cell("a\nb\x1b[1m", ()) == '"a\\nb\\x1b[1m"'
    assert cell("e\u0301", ()) == '"e\\u0301"'
    assert len(cell("word " * 500 + "end", ())) == WIDEST + 2
    assert cell("word " * 20 + "end", ()).endswith('end"')


def test_a_secret_is_replaced():
    """In texts as anywhere else."""
    assert cell("k3y-0f-th3", (("k3y-0f-th3", "$SECRET"),)) == '"$SECRET"'


def test_what_is_not_text_is_named():
    """Tool calls and objects are not shown."""
    lines = told(fault_of([{}], {}), "app", ()).splitlines()

    assert "(tool calls)" in lines[3]
    assert "(object)" in lines[4]


def test_a_long_conversation_is_cut_at_its_beginning():
    """The events before are counted."""
    lines = told(fault_of(*["a"] * (MOST_ROWS + 5)), "app", ()).splitlines()

    assert lines[0] == "app has the wrong text for t1"
    assert lines[2] == "  … (5 earlier events)"
    assert len(lines) == MOST_ROWS + 6
