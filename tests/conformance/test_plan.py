from collections import Counter
from itertools import pairwise

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.checks import selected
from pytest_vapi_contract.conformance.budget import ENOUGH, ENOUGH_BEHIND, MAX_EXAMPLES, PREPARED_PER_DRAWN
from pytest_vapi_contract.conformance.plan import MANY, ORDER, Plan
from pytest_vapi_contract.contract import shipped

CONTRACT = shipped()


def steps(asked, **options):
    """The steps of a plan for all default checks, by kind and type."""
    plan = Plan(handler=as_handler(lambda body: None), contract=CONTRACT, **options)
    planned = plan.steps(selected(), asked)
    return {(step.category, step.type): step for step in planned if not step.drawn}


def test_first_class_types_come_before_others():
    """In a usual run others get fewer messages and share their mutations; the first-class types get all."""
    planned = steps(CONTRACT.message_types)

    first = {
        category: planned[category, "model-output"] for category in ("conforming", "observed", "mutation")
    }
    assert {(step.limit, step.shared) for step in first.values()} == {(MAX_EXAMPLES, False)}
    assert planned["disputed", "model-output"].limit == ENOUGH["disputed"]
    assert planned["conforming", "hang"].limit == ENOUGH_BEHIND["conforming"]
    assert planned["observed", "hang"].limit == ENOUGH_BEHIND["observed"]
    assert planned["mutation", "hang"].shared


def test_few_types_share_nothing():
    """A run that checks one type sends all of its mutations."""
    assert not steps(["hang"])["mutation", "hang"].shared


def test_more_messages_than_usual_are_sent_of_all_types():
    """Nothing is left out of a thorough run, and no step has more messages than asked for."""
    thorough = steps(CONTRACT.message_types, max_examples=MAX_EXAMPLES + 1)
    least = steps(CONTRACT.message_types, max_examples=3)

    assert {(step.limit, step.shared) for step in thorough.values()} == {(MAX_EXAMPLES + 1, False)}
    assert {step.limit for step in least.values()} == {3}


def in_rounds(max_examples):
    """The steps of a plan with so many messages, whatever round they are of."""
    plan = Plan(handler=as_handler(lambda body: None), contract=CONTRACT, max_examples=max_examples)
    return plan.steps(selected(), CONTRACT.message_types)


def test_each_type_has_its_turn_before_any_has_more_than_usual():
    """A run that uses up its time has sent as many messages of the last type as of the first."""
    planned = in_rounds(100_000)
    conforming = [step for step in planned if step.category == "conforming" and not step.drawn]

    assert [step.round for step in planned] == sorted(step.round for step in planned)
    assert {step.limit for step in planned if step.round == 1 and not step.drawn} == {MAX_EXAMPLES, 100_000}
    assert Counter(step.type for step in conforming) == dict.fromkeys(CONTRACT.message_types, 6)
    assert all(step.essential == 0 for step in planned if step.round > 1)


@pytest.mark.parametrize("max_examples", [1, 50, 100, 101, 399, 400, 401, 1_000, 7_777])
def test_the_rounds_send_what_was_asked_for_and_nothing_twice(max_examples):
    """Each step goes on where the last one of its kind ended, until there are as many as asked for."""
    kinds = {}
    for step in in_rounds(max_examples):
        kinds.setdefault((step.category, step.type, step.drawn), []).append(step)

    for (category, type, is_drawn), rounds in kinds.items():
        asked_for = max_examples // PREPARED_PER_DRAWN if is_drawn else max_examples
        assert rounds[0].sent == 0
        assert all(before.limit == after.sent for before, after in pairwise(rounds))
        assert rounds[-1].limit <= asked_for, (category, type)
        if max_examples > MAX_EXAMPLES:
            assert rounds[-1].limit == asked_for, (category, type)


def test_what_is_sent_and_not_published_is_sent_as_production_sends_it():
    """A default run sends `assistant.started`, observed and in no other way."""
    with as_handler(lambda body: None) as handler:
        plan = Plan(handler=handler, contract=CONTRACT)
        steps = plan.steps(selected(contract=CONTRACT), CONTRACT.message_types)

    assert {step.category for step in steps if step.type == "assistant.started"} == {"observed"}


def test_each_category_has_words():
    """The line of the progress, and that about what was skipped, name it as users do."""
    assert MANY.keys() == set(ORDER)
