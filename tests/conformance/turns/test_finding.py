"""A conversation as a finding, and the case that stands for it."""

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.case_sources.replay_ids import replay_case, replay_id
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.conformance.sender import Sender
from pytest_vapi_contract.conformance.turns.conversations import prepared
from pytest_vapi_contract.conformance.turns.finding import case_of, conversation_of, finding_of
from pytest_vapi_contract.conformance.turns.play import TurnPlayer
from pytest_vapi_contract.conformance.turns.schedules import BY_NAME, together
from tests.captions import LastOutput, LateTokens

MASKS = (("there", "$VAPI_SECRET"),)


def finding(captions, conversation, masks=()):
    """The finding about captions that go wrong."""
    player = TurnPlayer(sender=Sender(handler=as_handler(captions), read=captions.read))
    return finding_of(player.play(conversation, pauses=()), CHECKS["turns"], masks)


def test_a_wrong_text_is_told_with_what_was_expected():
    """The title says how it is wrong, and the hint what to do."""
    found = finding(LateTokens(), prepared(0)[3])

    assert found.title == "the text of a turn comes back after an interruption"
    assert (found.code, found.severity) == ("VC167", "lost")
    assert found.expected == '"" as the text of t1'
    assert found.got.endswith('; the text of t1 is " there"')
    assert "ignore its later tokens" in found.hint
    assert [row.read for row in found.conversation] == ["Hel", "Hello", "", " there"]
    assert [row.expected for row in found.conversation] == ["Hel", "Hello", "", ""]


def test_a_text_that_cannot_be_read_is_told_with_the_exception():
    """The row says so where the text would be."""
    found = finding(LastOutput(), prepared(0)[6])

    assert (found.title, found.code) == ("the text of a turn cannot be read any more", "VC168")
    assert "`read` does not work: TypeError" in found.got
    assert found.conversation[-1].outcome == "cannot be read"


def test_a_secret_is_in_no_text():
    """What is read may have it."""
    found = finding(LateTokens(), prepared(0)[3], MASKS)

    assert "there" not in found.got
    assert found.conversation[-1].read == " $VAPI_SECRET"


def test_a_replay_id_holds_the_whole_conversation():
    """With its messages, the order and the schedule."""
    for conversation in (prepared(0)[3], next(together(0)), next(BY_NAME["redelivered"](0))):
        check, case = replay_case(replay_id("turns", case_of(conversation)))

        assert check == "turns"
        assert conversation_of(case) == conversation


def test_times_never_go_back():
    """Where messages change places, the timestamps do."""
    for conversation in BY_NAME["swapped"](0):
        times = [event.at for event in conversation_of(case_of(conversation)).events]

        assert times == sorted(times)
