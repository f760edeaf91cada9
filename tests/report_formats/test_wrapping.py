"""Lines of a report on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.report_formats.wrapping import wrapped

HINT = "`call` may be missing: `call_id = (message.get('call') or {}).get('id')`"


@given(text=st.text(alphabet="ab` \n", max_size=200), width=st.integers(10, 60))
def test_no_word_is_lost_or_broken(text, width):
    """Whatever the width is."""
    assert wrapped(text, width).split() == text.split()


@given(
    words=st.lists(st.text(alphabet="ab,.", min_size=1, max_size=15), min_size=1), width=st.integers(30, 60)
)
def test_no_line_of_a_sentence_is_too_long(words, width):
    """Nor of a row of a finding, whose text stays below where it begins."""
    row = f"  got       {' '.join(words)}"

    first, *others = wrapped(row, width).split("\n")

    assert all(len(line) <= width for line in (first, *others))
    assert all(line.startswith(" " * 12) and line[12] != " " for line in others)


def test_code_is_not_broken():
    """It is in backticks, and may be copied."""
    assert wrapped(f"  hint      {HINT}", 40).split("\n") == [
        "  hint      `call` may be missing:",
        f"            {HINT.partition(': ')[2]}",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "  curl      curl -i -X POST http://127.0.0.1:8000/webhook -H 'Content-Type: application/json'",
        "  replay    vapi-contract check app:app --path /webhook --replay accepts/hang/bare@7vtl",
        '              ► 33 │ call_id = message["call"]["id"] or body["message"]["call"]["id"]',
        "            0.000  model-output   turnId a   output Hel   and so on   and so on   and so on",
    ],
)
def test_what_is_copied_stays_whole(line):
    """Commands, lines of code, and tables."""
    assert wrapped(line, 40) == line


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (100, [f"{'LOST  hang is rejected when `call` is missing':<80}  accepts VC102"]),
        (80, ["LOST  hang is rejected when `call` is missing  accepts VC102"]),
        (50, ["LOST  hang is rejected when `call` is missing", "  accepts VC102"]),
    ],
)
def test_the_code_of_a_finding_is_at_its_title(width, lines):
    """At the right if there is room."""
    assert wrapped(
        f"{'LOST  hang is rejected when `call` is missing':<80}  accepts VC102", width
    ) == "\n".join(lines)


def test_a_line_about_the_run_goes_on_below():
    """It is set in a little."""
    assert (
        wrapped("not tested: replays (pass an HMAC secret)", 30)
        == "not tested: replays (pass an\n  HMAC secret)"
    )
