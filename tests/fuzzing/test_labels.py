import pytest

from pytest_vapi_contract import samples
from pytest_vapi_contract.cases.condition import MISSING
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.fuzzing import Edit, Example
from pytest_vapi_contract.fuzzing.labels import case_of, located

CONTRACT = newest()


def example(type, *edits, reading="every", detail="typical"):
    """A sample with changes."""
    base = samples.sample(type, seed=1, reading=reading, detail=detail)
    return Example(type=type, base=base, observed=reading == "observed", edits=edits)


def labelled(example):
    """The case that an example is, with what it breaks."""
    return located(case_of(example, CONTRACT, 0), example.edits, CONTRACT)


def test_a_valid_message_has_to_be_accepted():
    """Also with changes, as long as it conforms."""
    changed = example("status-update", Edit(("status",), "ended"))

    assert labelled(changed).category == "conforming"
    assert labelled(changed).message["status"] == "ended"


def test_what_breaks_the_contract_has_to_be_survived():
    """It names the place and the rule of the change, whatever else is changed."""
    broken = example("status-update", Edit(("timestamp",), 5), Edit(("status",), []))

    case = labelled(broken)

    assert (case.category, case.at, case.keyword) == ("mutation", "/status", "type")
    assert str(case.condition) == "`status` is a list"


def test_what_is_missing_is_named():
    """The schema blames the object around it."""
    case = labelled(example("status-update", Edit(("status",), MISSING)))

    assert (case.at, case.keyword) == ("", "required")
    assert str(case.condition) == "`status` is missing"


def test_another_value_in_a_message_of_production_has_to_be_accepted_as_well():
    """A token is any text."""
    base = samples.sample("model-output", seed=1, reading="observed", output="Hello")
    changed = Example(type="model-output", base=base, observed=True, edits=(Edit(("output",), "é"),))

    assert labelled(changed).category == "observed"


@pytest.mark.parametrize(
    ("edit", "category"),
    [(Edit(("turnId",), "turn-1"), "observed"), (Edit(("turn",), "turn-1"), "disputed")],
)
def test_what_the_schema_lists_besides_has_to_be_accepted_as_well(edit, category):
    """A property that no schema lists is none of production's."""
    base = {"type": "model-output", "output": "Hello"}

    assert (
        labelled(Example(type="model-output", base=base, observed=True, edits=(edit,))).category == category
    )


@pytest.mark.parametrize("value", [MISSING, None, [], {}])
def test_what_production_was_never_seen_to_leave_out_is_not_demanded(value):
    """It is a message that is ambiguous, or broken."""
    base = samples.sample("tool-calls", seed=1, reading="observed")
    changed = Example(
        type="tool-calls", base=base, observed=True, edits=(Edit(("toolCallList", 0, "function"), value),)
    )

    assert labelled(changed).category in ("disputed", "mutation")


def test_a_message_without_a_type_is_not_demanded():
    """The schema of `tool-calls` forgets to require it, and handlers go by it."""
    case = labelled(example("tool-calls", Edit(("type",), MISSING)))

    assert CONTRACT.standing(case.message) == "conforming"
    assert case.category == "disputed"


def test_a_change_that_breaks_nothing_is_named_where_it_takes_it():
    """The message is ambiguous elsewhere, which is not what it fails for."""
    base = samples.sample("handoff-destination-request", seed=1, reading="observed")
    edit = Edit(("parameters",), {"department": None})
    case = labelled(Example(type=base["type"], base=base, observed=True, edits=(edit,)))

    assert case.category == "disputed"
    assert case.at == "/parameters"
