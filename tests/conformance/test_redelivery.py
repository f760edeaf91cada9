import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.conformance.redelivery import can_be_known, is_recognisable
from tests.captions import Captions
from tests.exchanges import conforming
from tests.user_tools.documents import BOOK, assistant

SERVER = {"url": "https://hooks.example.com"}

pytestmark = pytest.mark.usefixtures("no_late_work")


@pytest.mark.parametrize(
    ("message", "known"),
    [
        ({"timestamp": 1, "call": {"id": "c"}}, True),
        ({"timestamp": 1, "chat": {"id": "c"}}, True),
        ({"type": "hang", "timestamp": 1, "call": {"id": "c"}}, True),
        ({"type": "model-output", "timestamp": 1, "call": {"id": "c"}}, False),
        ({"timestamp": 1}, False),
        ({"call": {"id": "c"}}, False),
        ({"timestamp": 1, "call": {}}, False),
    ],
)
def test_a_message_is_recognised_by_its_time_and_what_it_is_about(message, known):
    """Vapi sends no id of the delivery."""
    assert is_recognisable(message) is known
    assert can_be_known(conforming({"message": message})) is known


class Log(Captions):
    """Counts what it gets once more when it is delivered again, and joins tokens likewise."""

    def __init__(self):
        super().__init__()
        self.got = []

    def __call__(self, body):
        """A message arrives."""
        self.got.append(body["message"]["type"])
        super().__call__(body)


def told(**options):
    """The codes of what comes of a second delivery, with their severities."""
    log = Log()
    report = check_handler(
        log,
        state=lambda: log.got.count("status-update"),
        read=log.read,
        types=["status-update", "model-output"],
        handles=["status-update"],
        max_examples=4,
        **{"checks": None, "skip_checks": ["survives", "malformed"], **options},
    )
    found = {finding.code: finding.severity for finding in report.findings}
    return {code: found[code] for code in ("VC151", "VC169", "VC175") if code in found}


def test_what_comes_of_a_second_delivery_is_a_note():
    """Vapi sends again only for users who have enabled that; one cause is told once."""
    assert told() == {"VC151": "note", "VC169": "note"}
    assert told(skip_checks=["redelivery"]) == {"VC169": "note", "VC175": "note"}


@pytest.mark.parametrize(
    "options",
    [
        {"schedules": ["redelivered"]},
        {"tools": assistant(BOOK, server={**SERVER, "backoffPlan": {"type": "fixed", "maxRetries": 2}})},
    ],
)
def test_it_fails_for_who_has_retries(options):
    """They say so, or the file of their tools does."""
    assert told(**options) == {"VC151": "lost", "VC169": "lost"}


def test_nothing_is_delivered_twice_where_the_file_of_the_tools_has_no_retries():
    """Nothing comes of it, then."""
    assert told(tools=assistant(BOOK, server=SERVER)) == {}
