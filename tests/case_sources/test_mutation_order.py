from functools import cache
from itertools import islice

import pytest

from pytest_vapi_contract.case_sources.messages import mutated
from pytest_vapi_contract.case_sources.mutation_order import own_properties, shared_out
from pytest_vapi_contract.case_sources.type_order import FIRST
from pytest_vapi_contract.contract import shipped

CONTRACT = shipped()
BEHIND = [type for type in CONTRACT.message_types if type not in FIRST]


@cache
def usual(type):
    """The mutations of a type that stands alone."""
    return list(islice(mutated(type, CONTRACT, 0), 100))


def shared(type, seed=0):
    """The mutations that a type takes beside others."""
    return list(shared_out(usual(type), type, CONTRACT, seed))


def top_of(case):
    """The property of the message in which a mutation is."""
    return case.at.split("/")[1] if case.at else ""


@pytest.mark.parametrize("type", BEHIND)
def test_no_property_is_left_out_where_types_share(type):
    """
    Each place at the top is broken, what is required goes missing, and the type's own is broken as ever.
    """
    own = own_properties(CONTRACT, type)
    every, taken = usual(type), shared(type)
    needed = {
        case.id for case in every if top_of(case) in own or (not case.at and case.id.startswith("required."))
    }

    assert {case.at for case in every if case.at.count("/") == 1} <= {case.at for case in taken}
    assert needed <= {case.id for case in taken}
    assert len(taken) < len(every)


@pytest.mark.parametrize("seed", range(4))
def test_types_take_all_together(seed):
    """What is broken in many types, and says of which, is sent for one of them at least."""
    types = [type for type in BEHIND if not own_properties(CONTRACT, type)]
    every = {case.id for type in types for case in usual(type) if case.at.count("/") > 1}

    taken = {case.id for type in BEHIND for case in shared(type, seed)}

    assert every <= taken


def test_what_says_nothing_of_a_type_is_left_to_the_first():
    """A body without a message is the same for all types."""
    assert not [case.id for case in shared("hang") if case.id.startswith(("body.", "envelope."))]


def test_another_seed_shares_otherwise():
    """Over several seeds each type gets everything."""
    taken = [{case.id for case in shared("hang", seed)} for seed in range(4)]

    assert taken[0] == {case.id for case in shared("hang", 4)}
    assert len({frozenset(ids) for ids in taken}) == 4
    assert set.union(*taken) == {
        case.id for case in usual("hang") if not case.id.startswith(("body.", "envelope."))
    } - {
        "type.array",
        "type.string",
    }
