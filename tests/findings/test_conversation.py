"""How a conversation is told: plain, bounded, without what steers a terminal."""

from pytest_vapi_contract.findings.conversation import MOST_ROWS, WIDEST, ConversationRow, cell, table


def row(number=0, **fields):
    """A row about a token of t1."""
    usual = {"time": float(number), "event": "model-output", "turn": "t1", "text": "a"}
    return ConversationRow(**usual | fields)


def test_a_text_is_on_one_line_and_bounded():
    """Of a long one its end is shown, where the last tokens are."""
    assert cell("a\nb\x1b[1m") == '"a\\nb\\x1b[1m"'
    assert cell("e\u0301") == '"e\\u0301"'
    assert len(cell("word " * 500 + "end")) == WIDEST + 2
    assert cell("word " * 20 + "end").endswith('end"')


def test_a_table_has_a_line_for_each_event():
    """What is not known is left blank, a message without a turn says so, and an outcome replaces the text."""
    lines = table([row(expected="x", read=""), row(1, turn=None, text=None, outcome="not accepted")])

    assert [line.split() for line in lines] == [
        ["time", "event", "turn", "text", "expected", "read"],
        ["0.00", "model-output", "t1", '"a"', '"x"', '""'],
        ["1.00", "model-output", "none", "(not", "text)", "not", "accepted"],
    ]


def test_a_long_conversation_is_cut_at_its_beginning():
    """The events before are counted."""
    lines = table([row(number) for number in range(MOST_ROWS + 5)])

    assert lines[0] == "… (5 earlier events)"
    assert len(lines) == MOST_ROWS + 2
    assert lines[-1].startswith(f"{MOST_ROWS + 4}.00")


def test_a_row_is_json_with_its_whole_text():
    """Nothing is cut for programs."""
    long = "word " * 100

    assert row(read=long).to_json()["read"] == long
