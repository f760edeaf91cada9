"""Drawn messages are spread widely, and as large as the detail says."""

import json
from collections import Counter
from functools import cache
from statistics import median

import pytest

from pytest_vapi_contract.samples.observed import dressing
from pytest_vapi_contract.shapes import Union, occurrences
from pytest_vapi_contract.strategies import messages
from pytest_vapi_contract.strategies.messages import COMPLETED
from tests.contract.messages import REVISIONS, contract
from tests.depth import DEEP, many
from tests.shapes.observer import Observer
from tests.strategies.drawing import FIRST_CLASS, drawn

COUNT = many(400, 2_000)


@cache
def spread(type, detail="typical", count=COUNT):
    """Many messages, drawn once for all tests."""
    return drawn(messages(type, contract=contract(), detail=detail), count)


@pytest.mark.parametrize("type", FIRST_CLASS)
def test_each_top_level_property_is_often_present_and_often_absent(type):
    """Each optional one is in 10 to 90 % of the messages."""
    record = contract().catalogue().message(type)
    optional = [name for name, part in record.properties.items() if not part.required and name != "type"]

    counts = Counter(name for message in spread(type) for name in message)

    shares = {name: counts[name] / len(spread(type)) for name in optional}
    assert {name: share for name, share in shares.items() if not 0.1 <= share <= 0.9} == {}


@pytest.mark.skipif(not DEEP, reason="takes 2,000 messages: `make deep`")
@pytest.mark.parametrize("type", FIRST_CLASS)
def test_every_branch_of_the_first_three_levels_is_drawn(type):
    """Each reachable branch of each union that lies at most three properties or items down comes up."""
    known = contract().catalogue()
    root = known.message(type)
    near = occurrences(known, root, depth=3)
    wanted = {branch.at for shape in near if isinstance(shape, Union) for branch in known.branches(shape)}

    observer = Observer(known, type)
    seen = {place.at for message in spread(type) for place in observer.shown(message)}

    assert wanted - seen == set()


@pytest.mark.skipif(not DEEP, reason="takes 5,000 messages: `make deep`")
@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("type", FIRST_CLASS)
def test_observed_messages_show_every_erratum_and_every_union_that_overlaps(type, revision):
    """Each that the message type can reach comes up, and no message is violating."""
    asked = contract(revision)
    known = asked.catalogue("observed")
    root = dressing(asked, type).undressed(COMPLETED)  # the rest is that of a call
    shapes = occurrences(known, root)
    overlapping = {
        branch.at
        for shape in shapes
        if isinstance(shape, Union) and known.overlaps(shape)
        for branch in known.branches(shape)
    }
    errata = {f"#{erratum.place.partition('#')[2]}" for erratum in asked.errata if erratum.drawn}
    reachable = {each for each in errata if any(shape.at.startswith(each) for shape in shapes)}

    messages_seen = drawn(messages(type, contract=asked, reading="observed"), 5_000)
    observer = Observer(known, type)
    places = {place for message in messages_seen for place in observer.shown(message)}
    seen = {place.at for place in places if place.aspect != "absent"}

    assert overlapping - seen == set()
    assert {each for each in reachable if not any(at.startswith(each) for at in seen)} == set()
    assert {asked.standing(message) for message in messages_seen} <= {"conforming", "disputed"}


@pytest.mark.parametrize("type", FIRST_CLASS)
def test_details_are_ordered_by_size(type):
    """Minimal messages are smaller than typical ones, and those are smaller than rich ones."""
    minimal, typical, rich = (
        median(len(json.dumps(message)) for message in spread(type, detail, many(24, 60)))
        for detail in ("minimal", "typical", "rich")
    )

    assert minimal * 3 < typical
    assert typical * 3 < rich
