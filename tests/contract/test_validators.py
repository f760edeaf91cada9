"""The validators of a bundle."""

import pytest

from pytest_vapi_contract.contract.readings import PUBLISHED, READINGS, Reading
from pytest_vapi_contract.contract.validators import Validators

from .messages import small

OVERLAPPING = small({"oneOf": [{"type": "string"}, {"type": "string", "format": "uuid"}]})
MESSAGE = {"type": "ping", "value": "7a33f0f1-6ff4-4d57-8e0a-2f7a1cfdfd1c"}


@pytest.mark.parametrize("reading", READINGS)
def test_a_reading_decides_on_unions_and_formats(reading):
    """A value of both branches is of one too many, where unions are exclusive."""
    accepted = Validators(OVERLAPPING.bundle).accepts(reading, "ping", MESSAGE)

    assert accepted is (reading.unions == "inclusive")


@pytest.mark.parametrize("formats", ["assertion", "annotation"])
def test_formats_count_where_they_are_asserted(formats):
    """A text that is no UUID is refused then only."""
    validators = Validators(small({"type": "string", "format": "uuid"}).bundle)

    accepted = validators.accepts(Reading(formats=formats), "ping", {"type": "ping", "value": "no uuid"})

    assert accepted is (formats == "annotation")


def test_a_document_is_made_once_for_both_ways_to_take_formats():
    """A schema cannot say whether formats are asserted."""
    validators = Validators(OVERLAPPING.bundle)

    assert validators.document(PUBLISHED) is validators.document(Reading(formats="assertion"))


def test_nothing_is_fetched():
    """A reference that leads out of the bundle is an error, and no request."""
    validators = Validators(small({"$ref": "https://example.test/schema.json"}).bundle)

    with pytest.raises(Exception, match="nothing is fetched"):
        validators.accepts(PUBLISHED, "ping", {"type": "ping", "value": 1})
