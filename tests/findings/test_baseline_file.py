"""The file of accepted findings."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.errors import BadBaseline, OutputNotWritten
from pytest_vapi_contract.findings.baseline import Baseline, BaselineEntry
from pytest_vapi_contract.findings.baseline_file import read_baseline, write_baseline
from tests.depth import many

ENTRY = BaselineEntry(
    code="VC102",
    title="hang is rejected when /message/call is missing",
    reason="chats are not used",
    expires=date(2030, 1, 31),
    cause="KeyError 'call' in app of app.py",
    line='return body["message"]["call"]',
    conditions=("/message/call is missing",),
)
TEXT = """\
version = 1

[[accepted]]
code = "VC102"
title = "hang is rejected when /message/call is missing"
reason = "chats are not used"
expires = 2030-01-31
cause = "KeyError 'call' in app of app.py"
line = 'return body["message"]["call"]'
conditions = [
  "/message/call is missing",
]
"""
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def test_the_file_can_be_read_by_people(tmp_path):
    """What is for them comes first, quotes are not escaped, and the head says what to do."""
    write_baseline(Baseline(entries=(ENTRY,)), tmp_path / "accepted.toml")

    text = (tmp_path / "accepted.toml").read_text(encoding="utf-8")

    assert text.endswith(TEXT)
    assert "--baseline accepted.toml" in text


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A file that is written again and again."""
    return tmp_path_factory.mktemp("baselines") / "accepted.toml"


@given(
    st.lists(
        st.builds(
            BaselineEntry,
            code=TEXTS,
            cause=TEXTS,
            reason=TEXTS,
            line=st.text(st.characters(exclude_categories=["Cs"])),
            title=st.text(st.characters(exclude_categories=["Cs"])),
            conditions=st.lists(TEXTS, max_size=3).map(tuple),
            expires=st.none() | st.dates(),
        ),
        max_size=3,
    )
)
@settings(max_examples=many(50, 2_000))
def test_what_is_written_is_read(file, entries):
    """Every text comes back as it was."""
    baseline = Baseline(entries=tuple(entries))

    write_baseline(baseline, file)

    assert read_baseline(file) == baseline


def test_an_entry_does_nothing_to_a_terminal(tmp_path):
    """Neither in the file nor where it is told; it is the same text when it is read again."""
    entry = BaselineEntry(code="VC102", cause="x", reason="r", title="\x1b[31m\u202e\x9b\n::error::x")

    write_baseline(Baseline(entries=(entry,)), tmp_path / "accepted.toml")

    text = (tmp_path / "accepted.toml").read_text(encoding="utf-8")
    assert text.replace("\n", "").isprintable()
    assert read_baseline(tmp_path / "accepted.toml").entries == (entry,)
    assert str(entry) == "VC102 \\x1b[31m\\u202e\\x9b\\n::error::x"


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "{a=" * 3_000], ids=["lists", "tables"])
def test_a_file_that_is_nested_too_deep_is_refused(tmp_path, text):
    """It is no TOML that anybody has written."""
    (tmp_path / "accepted.toml").write_text(text, encoding="utf-8")

    with pytest.raises(BadBaseline, match="it is not TOML"):
        read_baseline(tmp_path / "accepted.toml")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("version = 1", "version = 2", "its version is 2, not 1"),
        ("version = 1", "version", "it is not TOML"),
        ('reason = "chats are not used"', "", "entry 1 has no 'reason'. Say why the finding is accepted."),
        ('reason = "chats', 'raeson = "chats', "unknown key 'raeson'. Did you mean 'reason'?"),
        (
            "= 2030-01-31",
            '= "2030-01-31"',
            "'expires' of entry 1 cannot be '2030-01-31'. Write the day without",
        ),
        ("= 2030-01-31", "= 2030-01-31T00:00:00", "'expires' of entry 1 cannot be"),
        (
            '"VC102"',
            "102",
            "'code' of entry 1 cannot be 102. It is the code of the finding, such as 'VC102'.",
        ),
        (
            "[[accepted]]",
            "[accepted]",
            "'accepted' is not a list of tables. Begin each entry with [[accepted]].",
        ),
    ],
)
def test_a_slip_of_the_pen_is_told(tmp_path, before, after, told):
    """The error says in which entry, what is wrong, and what to write."""
    (tmp_path / "accepted.toml").write_text(TEXT.replace(before, after), encoding="utf-8")

    with pytest.raises(BadBaseline) as caught:
        read_baseline(tmp_path / "accepted.toml")

    assert told in str(caught.value)


def test_a_file_that_is_missing_is_told(tmp_path):
    """The error says how to write it."""
    with pytest.raises(BadBaseline, match=r"gone\.toml cannot be used: it does not exist\. To write it, use"):
        read_baseline(tmp_path / "gone.toml")


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    """It is an error of ours, with the reason."""
    with pytest.raises(OutputNotWritten, match="directory"):
        write_baseline(Baseline(), tmp_path)
