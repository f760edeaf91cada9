import json
from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.errors import UnknownMessageType
from pytest_vapi_contract.strategies.mutations import forget, mutations, requests
from tests.contract.messages import REVISIONS, contract
from tests.depth import many
from tests.mutations.tiny import complete_mutations
from tests.strategies.drawing import drawn, smallest

TYPES = st.sampled_from(["session.created", "model-output", "transcript", "hang", "tool-calls"])
SEARCH = settings(max_examples=2_000, database=None, derandomize=True, deadline=None)


@settings(max_examples=many(60, 5_000))
@given(data=st.data())
@pytest.mark.parametrize("revision", REVISIONS)
def test_what_is_drawn_is_violating(revision, data):
    """Whatever stands around what is broken, no reading accepts it."""
    asked = contract(revision)

    mutation = data.draw(mutations(data.draw(TYPES), contract=asked))

    assert asked.standing(mutation.body) == "violating"
    assert asked.judge(mutation.body).violating


@settings(max_examples=many(40, 2_000))
@given(mutation=mutations("session.created", contract=contract()))
def test_what_is_drawn_names_a_known_mutation(mutation):
    """
    Its id is that of a mutation of the complete set, of the same keyword at the same place.

    A message of another type may be there under another id: broken further, it can be the same message.
    """
    known = complete_by_id().get(mutation.id)

    if known is None:
        assert mutation.body in [each.body for each in complete_by_id().values()]
        return
    assert (known.keyword, known.at, known.why) == (mutation.keyword, mutation.at, mutation.why)


@cache
def complete_by_id():
    """The complete set for `session.created`."""
    return {mutation.id: mutation for mutation in complete_mutations(REVISIONS[-1], "session.created")}


def test_rules_of_every_kind_are_drawn():
    """No keyword is crowded out by those that stand at more places, and the rest of the message differs."""
    keywords, bodies = Counter(), set()

    @settings(SEARCH, max_examples=300, phases=[Phase.generate])
    @given(mutation=mutations("session.created", contract=contract()))
    def draw(mutation):
        keywords[mutation.keyword] += 1
        bodies.add(json.dumps(mutation.body))

    draw()

    assert {"required", "type", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern"} <= set(
        keywords
    )
    assert len(bodies) > 150


@pytest.mark.parametrize("seed", range(many(1, 5)))
@pytest.mark.parametrize(
    "fails",
    [
        lambda mutation: mutation.keyword == "maximum",
        lambda mutation: (mutation.at, mutation.keyword) == ("/session", "required"),
        lambda mutation: mutation.keyword == "enum",
        lambda mutation: mutation.id.startswith("type.null"),
        lambda mutation: mutation.keyword == "pattern",
        lambda mutation: "call" in mutation.message and "id" not in mutation.message["call"],
        lambda mutation: mutation.at.startswith("/call/") and mutation.keyword == "type",
        lambda mutation: mutation.at.startswith("/assistant/model/"),
        lambda mutation: "/0" in mutation.at,
    ],
    ids=["maximum", "session", "enum", "null", "pattern", "call", "below-call", "below-model", "in-a-list"],
)
def test_shrinking_ends_at_the_smallest_message_with_the_rule_broken(fails, seed):
    """What is left around the fault is what the contract demands."""
    mutation = smallest(mutations("session.created", contract=contract()), fails, Random(seed))

    assert mutation == complete_by_id()[mutation.id]
    assert len(json.dumps(mutation.message)) < len(json.dumps(contract_smallest())) + 200


def contract_smallest():
    """The smallest conforming `session.created`."""
    return complete_by_id()["envelope.null"].message


def test_who_changes_what_was_drawn_changes_nothing_else():
    """Handlers that are plain functions may do as they like with what they get."""

    @settings(SEARCH, max_examples=60, phases=[Phase.generate])
    @given(mutation=mutations("hang", contract=contract()))
    def spoil(mutation):
        assert contract().standing(mutation.body) == "violating"
        for spoilt in (mutation.body, mutation.message):
            if isinstance(spoilt, dict):
                spoilt.clear()
                spoilt["type"] = "hang"

    spoil()


@settings(max_examples=many(100, 2_000))
@given(request=requests("session.created", contract=contract()))
def test_each_request_has_a_body(request):
    """It says what differs from the usual one, and nothing hostile comes unasked."""
    assert request.body is not None
    assert request.why.endswith(".")
    assert not request.hostile
    assert len(request.body) < 100_000


def test_requests_shrink_to_the_usual_one():
    """What Vapi sends is the simplest of all requests."""
    request = find(requests("model-output", contract=contract()), lambda request: True, settings=SEARCH)

    assert request.id == "http.usual"
    assert json.loads(request.body or b"")["message"]["type"] == "model-output"


@pytest.mark.parametrize("strategy", [mutations, requests])
def test_an_unknown_type_is_refused_at_once(strategy):
    """Not when the first message is drawn."""
    with pytest.raises(UnknownMessageType, match="session.created"):
        strategy("session.create", contract=contract())


def test_what_was_prepared_is_let_go_and_made_again():
    """The same is drawn before and after, by a strategy that was there and by a new one."""
    strategy = mutations("hang", contract=contract())
    before = drawn(strategy, 5)

    forget("hang")

    assert drawn(strategy, 5) == before
    assert drawn(mutations("hang", contract=contract()), 5) == before
