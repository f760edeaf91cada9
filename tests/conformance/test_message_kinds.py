"""What tells messages of a type from others of it."""

from pytest_vapi_contract.conformance.message_kinds import distinctive_in


def test_a_status_tells_messages_of_a_type_apart():
    """A handler may well do something else at the end of a call than at its beginning."""
    began, ended = ({"type": "status-update", "status": status} for status in ("in-progress", "ended"))

    assert distinctive_in(began) == ["in-progress"]
    assert distinctive_in(ended) == ["ended"]


def test_only_text_tells_them_apart():
    """What is missing does not, and neither does what is no text."""
    assert distinctive_in({"type": "transcript", "role": "user", "transcriptType": "final"}) == [
        "user",
        "final",
    ]
    assert distinctive_in({"type": "hang", "status": {"now": "over"}}) == []
