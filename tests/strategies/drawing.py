"""
What the tests of the strategies share: many drawn messages, and validators that are not ours.
"""

from functools import cache

import jsonschema_rs
from hypothesis import Phase, find, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from pytest_vapi_contract.contract import PUBLISHED_READINGS
from tests.contract.messages import REVISIONS, contract

FIRST_CLASS = ("session.created", "model-output")
EVERY_TYPE = [(revision, type) for revision in REVISIONS for type in contract(revision).message_types]


def drawn(strategy, count):
    """
    The first values that Hypothesis draws, the same each time.
    """
    values = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def draw(value):
        values.append(value)

    draw()
    return values


def smallest(strategy, predicate, random):
    """
    What Hypothesis shrinks the values with a property to.
    """
    search = settings(max_examples=20_000, database=None, deadline=None)
    return find(strategy, predicate, settings=search, random=random)


@cache
def quick_judges(revision, type):
    """
    One compiled validator for each of the four published readings.
    """
    return [
        jsonschema_rs.validator_for(
            contract(revision).schema(type, reading), validate_formats=reading.formats == "assertion"
        )
        for reading in PUBLISHED_READINGS
    ]


@cache
def thorough_judges(revision, type):
    """
    One validator of the reference implementation for each of the four published readings.
    """
    return [
        Draft202012Validator(
            contract(revision).schema(type, reading),
            format_checker=FormatChecker() if reading.formats == "assertion" else None,
        )
        for reading in PUBLISHED_READINGS
    ]
