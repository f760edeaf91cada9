from random import Random

from pytest_vapi_contract.cases.fresh_ids import with_fresh_ends, with_fresh_ids
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.samples import sample


def test_messages_still_belong_together():
    """One id is the same in all of them, and another than before."""
    messages = [{"call": {"id": "a"}, "of": [{"callId": "a", "turnId": "b"}]}, {"turnId": "b"}]

    first, second = with_fresh_ids(messages, Random(0))

    assert first["call"]["id"] == first["of"][0]["callId"] != "a"
    assert first["of"][0]["turnId"] == second["turnId"] not in ("b", first["call"]["id"])


def test_what_is_no_id_stays():
    """Although the same text is one elsewhere; an empty id is one, too."""
    [renamed] = with_fresh_ids(
        [{"id": "ended", "status": "ended", "call": {"id": ""}, "text": ""}], Random(0)
    )

    assert renamed["id"] != "ended"
    assert renamed["call"]["id"] != ""
    assert (renamed["status"], renamed["text"]) == ("ended", "")


def test_nothing_else_changes():
    """Neither what is no text, nor the message that is given."""
    message = {"type": "hang", "toolCallId": 7, "turnId": None}

    assert with_fresh_ids([message], Random(0)) == [message]


def test_the_standing_of_a_message_stays():
    """What is valid with one id is valid with another."""
    contract = newest()
    for type in ("end-of-call-report", "tool-calls", "session.created"):
        message = sample(type, reading="observed")

        [renamed] = with_fresh_ids([message], Random(0))

        assert contract.standing(renamed) == contract.standing(message)
        assert renamed != message


def test_an_id_gets_a_fresh_end():
    """What is odd in it remains, and one that is empty remains empty."""
    [first, second] = with_fresh_ends([{"id": "²"}, {"turnId": "", "of": {"callId": "²"}}], Random(0))

    assert first["id"].startswith("²")
    assert len(first["id"]) > len("²")
    assert second == {"turnId": "", "of": {"callId": first["id"]}}
