from itertools import islice

import pytest

from pytest_vapi_contract.contract import READINGS
from pytest_vapi_contract.mutations import coverage, each_mutation
from pytest_vapi_contract.mutations.complete import Build
from pytest_vapi_contract.shapes import Union
from tests.contract.judges import quick_judges, thorough_judges
from tests.contract.messages import REVISIONS, contract
from tests.depth import DEEP, many
from tests.mutations.tiny import SHIPPED, complete_mutations, complete_set, refuses

EACH = pytest.mark.parametrize(("revision", "type"), SHIPPED)


#: How many mutations of a type `jsonschema` judges in a deep run: it takes a tenth of a second for one.
THOROUGHLY = 50


def spread(values, count, most=None):
    """So many of the values, evenly spread; in a deep run all, or at most some."""
    wanted = (most or len(values)) if DEEP else count
    return values[:: max(1, len(values) // wanted)] if values else values


@EACH
def test_every_mutation_is_violating(revision, type):
    """No reading accepts what is sent, neither bare nor in its envelope."""
    asked = contract(revision)

    accepted = [
        proven.mutation.id
        for proven in complete_set(revision, type)
        if asked.standing(proven.mutation.body) != "violating"
        or (proven.asserted_place is not None and asked.standing(proven.mutation.message) != "violating")
    ]

    assert accepted == []


@EACH
def test_both_validators_refuse_in_every_reading(revision, type):
    """Neither `jsonschema` nor `jsonschema_rs` accepts a mutation, however the schema is read."""
    mutations = [
        proven.mutation for proven in complete_set(revision, type) if proven.asserted_place is not None
    ]

    accepted = [
        (mutation.id, judge)
        for judges, most in ((quick_judges, None), (thorough_judges, THOROUGHLY))
        for judge in judges(revision, type, READINGS)
        for mutation in spread(mutations, 25, most)
        if judge.is_valid(mutation.message)
    ]

    assert accepted == []


@EACH
def test_the_rest_of_the_message_conforms(revision, type):
    """The fault is the only cause: before it, the message conforms in every reading."""
    bases = {id(proven.base): proven.base for proven in complete_set(revision, type) if proven.base}

    standings = {contract(revision).standing(base.message) for base in bases.values()}

    assert standings == {"conforming"}


def test_a_broken_item_is_in_a_list_that_was_as_long_before():
    """So what the other items do by themselves is not blamed on the one that is broken."""
    broken = next(
        mutation
        for mutation in each_mutation(contract(REVISIONS[-1]), "tool-calls")
        if mutation.id == "items.middle:/toolCallList/1"
    )

    unbroken = broken.unbroken["toolCallList"]

    assert unbroken == [unbroken[0]] * 3
    assert [unbroken[0], None, unbroken[0]] == broken.message["toolCallList"]
    assert contract(REVISIONS[-1]).standing(broken.unbroken) == "conforming"


def union_places(proven):
    """Where in the message the unions stand that the broken value is in, and those that it is itself."""
    steps, tokens = proven.base.path.steps, []
    for shape, step in steps:
        if isinstance(shape, Union):
            yield "".join(f"/{token}" for token in tokens)
        if step.token is not None:
            tokens.append(str(step.token).replace("~", "~0").replace("/", "~1"))
    if isinstance(proven.base.path.last, Union):
        yield "".join(f"/{token}" for token in tokens)


def is_named(proven, violations):
    """
    Whether a violation is the mutated place and keyword, or lies in a union that lost its last branch to it.

    It may also be in the value that stands there now, or be the union that an erratum makes around it.
    """
    at, keyword = proven.mutation.at, proven.mutation.keyword
    if any((violation.at, violation.keyword) == (at, keyword) for violation in violations):
        return True
    if any(is_in_erratum(violation, at) or violation.at.startswith(f"{at}/") for violation in violations):
        return True
    unions = tuple(union_places(proven)) if proven.base else ()
    return any(f"{violation.at}/".startswith(f"{union}/") for union in unions for violation in violations)


def is_in_erratum(violation, at):
    """Whether a violation is a union around a place, although the published schema may have none there."""
    return violation.keyword in ("anyOf", "oneOf") and f"{at}/".startswith(f"{violation.at}/")


@EACH
def test_judging_names_what_was_broken(revision, type):
    """
    The verdict names the pointer and the keyword or, inside a union, the union that lost its last branch.
    """
    asked = contract(revision)

    unnamed = [
        (proven.mutation.id, [str(violation) for violation in asked.judge(proven.mutation.body).violations])
        for proven in spread(complete_set(revision, type), 600)
        if not is_named(proven, asked.judge(proven.mutation.body).violations)
    ]

    assert unnamed == []


@EACH
def test_nearly_every_assertion_is_broken(revision, type):
    """
    At least 97 % of what the schemas demand of a conforming message is broken once; the rest has a reason.
    """
    found = coverage(contract(revision), type)

    assert found.share >= 0.97
    assert len(found.broken) > 3_000
    assert all(found.unbroken.values())


@EACH
def test_each_mutation_is_another_one(revision, type):
    """
    No two mutations have an id in common; few a body, as that of one tag swapped and of another missing.
    """
    mutations = complete_mutations(revision, type)

    assert len({mutation.id for mutation in mutations}) == len(mutations)
    assert len({repr(mutation.body) for mutation in mutations}) > 0.99 * len(mutations)


@EACH
def test_what_is_broken_at_one_place_is_a_part_of_the_whole(revision, type):
    """A few mutations can be made without the others: they are the same."""
    everything = {mutation.id: mutation for mutation in complete_mutations(revision, type)}
    build = Build(contract(revision), type)
    places = list(dict.fromkeys(asserted_place.place for asserted_place in build.asserted_places))

    for place in spread(places, 100):
        for proven in build.at_place(place):
            assert everything[proven.mutation.id] == proven.mutation


def test_the_order_is_the_same_each_time():
    """Another build gives the same mutations in the same order."""
    again = tuple(islice(each_mutation(contract(), "session.created"), many(2_000, 100_000)))

    assert again == complete_mutations(REVISIONS[-1], "session.created")[: len(again)]


@pytest.mark.parametrize(
    "id",
    [
        "required.type",
        "required.session",
        "type.null:/type",
        "type.array:/type",
        "enum.unknown:/type",
        "enum.case:/type",
        "type.string:/session",
        "required.id:/session",
        "type.numeric-string:/session/cost",
        "type-of-other.model-output",
    ],
)
def test_the_names_of_the_first_mutations_are_stable(id):
    """The ids that people read most."""
    everything = {mutation.id for mutation in complete_mutations(REVISIONS[-1], "session.created")}

    assert id in everything


@pytest.mark.parametrize("revision", REVISIONS if DEEP else REVISIONS[-1:])
def test_each_message_type_has_mutations(revision):
    """Nothing but the bundle knows a message type: the first of each are violating and keep to it."""
    asked = contract(revision)

    for type in asked.message_types:
        first = [
            mutation for mutation, _ in zip(each_mutation(asked, type), range(many(40, 400)), strict=False)
        ]

        assert len(first) >= 20
        assert all(refuses(asked, mutation) and mutation.type == type for mutation in first)
