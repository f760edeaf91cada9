"""How each step is sent."""

from typing import get_args

import pytest

from pytest_vapi_contract.cases.case import Category
from pytest_vapi_contract.conformance.plan import Stage
from pytest_vapi_contract.conformance.stage_sender import WAYS, StageSender, way_of


def test_each_category_has_a_way():
    """The table has a line for each category of cases, and no other."""
    assert sorted(WAYS) == sorted(get_args(Category))


@pytest.mark.parametrize(
    ("stage", "way"),
    [
        (Stage(category="mutation", type="hang"), StageSender.prepared),
        (Stage(category="http", type="hang"), StageSender.odd_requests),
        (Stage(category="http", type="hang", late=True), StageSender.late),
        (Stage(category="http", type="hang", drawn=True), StageSender.drawn),
        (Stage(category="concurrency", type="hang"), StageSender.crowds),
        (Stage(category="redelivery", type="hang"), StageSender.redelivered),
    ],
)
def test_a_step_is_sent_as_it_asks_for(stage, way):
    """What is drawn at random, and what a server may wait with, is not sent like the rest of its category."""
    assert way_of(stage) is way
