"""What a search did, and which parts of it are there."""

import json

import pytest

from pytest_vapi_contract.findings.search_summary import SearchSummary, by_file, merged_search, missing_part

REACHED = (("app.py", (3, 12)), ("models.py", (7,)))


@pytest.mark.parametrize(
    ("summary", "lines"),
    [
        (SearchSummary(tried=1, kept=0), ("searched with 1 message; 0 of them reached something new",)),
        (
            SearchSummary(parts=((2, 8),), tried=900, kept=3, again=2),
            (
                "2 messages that failed before failed again",
                "shard 2/8 of a search: searched with 900 messages; 3 of them reached something new",
            ),
        ),
        (
            SearchSummary(tried=9, kept=3, reached=REACHED),
            ("searched with 9 messages; 3 of them reached something new; 3 lines of 2 files reached",),
        ),
    ],
    ids=["a whole one", "a part", "lines"],
)
def test_it_is_told_in_lines(summary, lines):
    """What it is a part of is said, and so are the lines that it reached, if they were seen."""
    assert summary.lines == lines


def test_it_is_read_as_it_was_written():
    """Through JSON, which has no tuples."""
    summary = SearchSummary(parts=((2, 8), (3, 8)), tried=900, kept=3, again=2, reached=REACHED)

    assert SearchSummary.from_json(json.loads(json.dumps(summary.to_json()))) == summary


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        (((1, 1),), []),
        (((1, 2),), [(2, 2)]),
        (((1, 3), (3, 3)), [(2, 3)]),
        (((1, 2), (2, 2)), []),
        (((1, 2), (1, 3)), [(2, 2), (2, 3), (3, 3)]),
        (((1, 2), (1, 1)), []),
    ],
)
def test_missing_parts_are_known(parts, missing):
    """Nothing is missing if there are all parts of one search."""
    summary = SearchSummary(parts=parts)

    assert summary.skips == tuple(map(missing_part, missing))
    assert summary.is_whole is not bool(missing)


def test_no_search_is_none():
    """A check has none."""
    assert merged_search([]) is None


def test_lines_are_told_by_file(monkeypatch, tmp_path):
    """As reports show files: relative to the working directory, so hosts have the same."""
    monkeypatch.chdir(tmp_path)
    lines = {(str(tmp_path / "app.py"), 12), (str(tmp_path / "app.py"), 3), ("/srv/models.py", 7)}

    assert by_file(lines) == (("/srv/models.py", (7,)), ("app.py", (3, 12)))
