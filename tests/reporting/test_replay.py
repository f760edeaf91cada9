"""What is told of an exchange that was repeated, or of a whole conversation."""

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.errors import BadReplay
from pytest_vapi_contract.reporting import told_replay
from pytest_vapi_contract.reporting.replay import conversation
from tests.captions import Captions, LateTokens


@pytest.fixture(scope="module")
def id():
    """The replay id of a finding about a turn."""
    captions = LateTokens()
    [finding] = check_handler(captions, read=captions.read, types=["model-output"], checks=["turns"]).findings
    return finding.replay


def test_a_conversation_is_played_again(id):
    """Its table is between the last exchange and the conclusion."""
    captions = LateTokens()

    again = replay(as_handler(captions), id, RunOptions(read=captions.read))

    *_, heading, one, other, _, end = told_replay(again).splitlines()
    assert heading.split() == ["time", "event", "turn", "text", "expected", "read"]
    assert (one.split()[1], other.split()[1]) == ("user-interrupted", "model-output")
    assert end == "the check 'turns' still fails; expected \"\" as the text of t1"


def test_a_conversation_that_goes_well_has_no_table(id):
    """Only the conclusion."""
    captions = Captions()

    again = replay(as_handler(captions), id, RunOptions(read=captions.read))

    assert conversation(again) == []
    assert told_replay(again).splitlines()[-1] == "the check 'turns' passes now"


def test_a_conversation_needs_read(id):
    """As in the run that found it."""
    with pytest.raises(BadReplay, match="needs your text of a turn; pass `read`"):
        replay(as_handler(Captions()), id, RunOptions())
