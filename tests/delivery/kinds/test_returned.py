"""What a plain function returns is read once, where the function runs."""

import math

import pytest

from pytest_vapi_contract.delivery import Reply
from pytest_vapi_contract.delivery.kinds.returned import as_returned, reply_of_value
from pytest_vapi_contract.delivery.recorder import LIMIT
from pytest_vapi_contract.errors import ReplyNotJson


class Once(dict[str, int]):
    """A mapping that can be read only once."""

    read = 0

    def items(self):
        """Its items, the first time."""
        self.read += 1
        if self.read > 1:
            raise SystemExit(0)
        return super().items()


def test_a_value_is_read_once():
    """Its methods may do anything the next time: end the process, say."""
    reply = reply_of_value(Once(a=1))

    assert reply.json() == reply.json() == {"a": 1}


@pytest.mark.parametrize("value", [object(), math.nan, {1, 2}, {"a": b"bytes"}])
def test_a_value_that_is_not_json_says_why(value):
    """The reason is on the reply, and in the error."""
    reply = reply_of_value(value)

    assert reply.not_json
    with pytest.raises(ReplyNotJson, match="return value"):
        reply.json()


def test_what_was_delivered_is_read_as_it_is():
    """Its value is not touched again, whether it could be written as JSON or not."""
    delivered = [reply_of_value(Once(a=1)), reply_of_value(object()), Reply(status=200)]

    assert [as_returned(reply) for reply in delivered] == delivered
    assert as_returned(Reply(status=None, value=[1])).body == b"[1]"


def test_a_long_value_is_cut():
    """Only its beginning is kept as JSON."""
    reply = reply_of_value("x" * (LIMIT + 1))

    assert reply.truncated
    assert len(reply.body) == LIMIT


def test_a_reply_made_by_hand_can_be_read():
    """For tests of one's own code."""
    assert Reply(status=None, value={"ok": True}).json() == {"ok": True}
