"""The check of turns within a run."""

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.errors import ProbeFailed
from tests.captions import Captions, LastOutput, LateTokens, TurnIdRequired

TURNS = {"types": ["model-output"], "checks": ["turns"]}


def test_a_wrong_text_is_one_finding_with_the_shortest_conversation():
    """In text and in JSON."""
    captions = LateTokens()

    report = check_handler(captions, read=captions.read, **TURNS)

    [finding] = report.findings
    assert finding.title == "the text of a turn comes back after an interruption"
    assert 'user-interrupted  t1              ""        ""' in str(finding)
    assert [row["read"] for row in finding.to_json()["conversation"]] == ["", " there"]
    assert not finding.again


def test_right_texts_are_no_finding():
    """Conversations are prepared ones and random ones."""
    captions = Captions()

    report = check_handler(captions, read=captions.read, **TURNS)

    assert report.ok
    assert report.checks == ("turns",)
    assert report.exchanges > 60
    assert not report.skipped


def test_without_read_the_text_of_turns_is_named_as_not_tested():
    """The run is complete all the same."""
    report = check_handler(Captions(), types=["model-output"], checks=["leaks", "turns"], max_examples=1)

    assert [skip.what for skip in report.skipped] == ["the text of turns"]
    assert report.complete
    assert "turns" not in report.checks


def test_a_message_that_another_check_tells_of_is_told_once():
    """The conversation was needed to see it only if no other check did."""
    captions = TurnIdRequired()

    together = check_handler(
        captions, read=captions.read, types=["model-output"], checks=["accepts", "turns"], max_examples=10
    )
    alone = check_handler(captions, read=captions.read, **TURNS)

    assert {finding.check for finding in together.findings} == {"accepts"}
    assert [finding.code for finding in alone.findings] == ["VC162"]


def test_a_read_that_never_works_ends_the_run():
    """Before anything else is sent: nothing that was found is lost."""
    with pytest.raises(ProbeFailed, match="`read` does not work: KeyError"):
        check_handler(Captions(), read=lambda turn: {}[turn], types=["model-output"])


def test_a_read_that_breaks_later_is_a_finding():
    """The messages before it are to blame."""
    captions = LastOutput()

    report = check_handler(captions, read=captions.read, **TURNS)

    assert [finding.code for finding in report.findings] == ["VC168"]


def test_without_time_the_run_is_incomplete():
    """It says that conversations were not played."""
    captions = Captions()

    report = check_handler(captions, read=captions.read, time_budget=1e-6, **TURNS)

    assert not report.complete
