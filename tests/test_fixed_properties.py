"""What a user fixes is checked before a message is built around it."""

import pytest

from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.errors import BadFixedValue, UnknownMessageType, UnknownProperty
from pytest_vapi_contract.fixed_properties import check_fixed, with_parts
from pytest_vapi_contract.samples import sample
from pytest_vapi_contract.shapes import Smallest

CONTRACT = shipped()


@pytest.mark.parametrize(
    ("reading", "fixed"),
    [
        ("every", {}),
        ("every", {"turnId": "one"}),
        ("every", {"output": {"any": "object"}, "timestamp": 1_772_438_400_000}),
        ("observed", {"output": "Hello"}),
    ],
)
def test_what_fits_is_left_alone(reading, fixed):
    """Nothing is raised for properties that messages of the type can hold."""
    check_fixed(CONTRACT, "model-output", reading, fixed)


@pytest.mark.parametrize(
    ("fixed", "told"),
    [
        ({"turnId": 7}, ("turnId=7 is not valid", "/turnId: 7 is an integer, not a string")),
        ({"type": "hang"}, ("type='hang' is not valid", "/type: 'hang' is another type")),
        ({"call": {"id": "x" * 100}}, ("call={'id': 'xxx", "... is not valid", "/call: ")),
    ],
)
def test_a_value_that_does_not_fit_is_named(fixed, told):
    """The error names the property, its value, the violation and the way out."""
    with pytest.raises(BadFixedValue) as caught:
        check_fixed(CONTRACT, "model-output", "every", fixed)

    text = str(caught.value)
    assert [part for part in told if part not in text] == []
    assert "in messages of type 'model-output': " in text
    assert text.endswith("To fix any value, use `unchecked=True`.")


def test_a_value_that_only_production_sends_is_told():
    """What fits into a message as production sends it needs no `unchecked`."""
    with pytest.raises(BadFixedValue) as caught:
        check_fixed(CONTRACT, "model-output", "every", {"output": "Hel"})

    assert str(caught.value) == (
        "output='Hel' is not valid in messages of type 'model-output': /output: \"Hel\" is a string, not an "
        'object [type]. Messages that Vapi sends in production can have it: use `reading="observed"`.'
    )


@pytest.mark.parametrize(
    ("type", "fixed"),
    [
        ("session.created", {"session__assistantId": "one"}),
        ("model-output", {"call__customer__number": "+13125550174"}),
        ("assistant-request", {"assistant__model__provider": "anthropic"}),
        ("assistant-request", {"assistant__voice__provider": "azure"}),
        ("conversation-update", {"messages__0__message": "Hi"}),
        ("model-output", {"output__anything__deep": 1}),
    ],
)
def test_a_part_is_put_into_what_is_made(type, fixed):
    """Whatever is on the way is made, with the branch of a union that can have the part."""
    [(name, value)] = fixed.items()
    message = {"type": type, **Smallest(CONTRACT.catalogue()).of(CONTRACT.catalogue().record(type))}

    found = with_parts(CONTRACT, type, "every", message, fixed)

    assert CONTRACT.standing(found) == "conforming"
    for token in name.split("__"):
        found = found[int(token) if token.isdigit() else token]
    assert found == value


def test_what_is_there_is_kept():
    """Only the part changes, and the message that was given does not."""
    message = {"type": "model-output", "output": {"a": {"b": 1, "c": 2}}}

    found = with_parts(CONTRACT, "model-output", "every", message, {"output__a__b": 3})

    assert found == {"type": "model-output", "output": {"a": {"b": 3, "c": 2}}}
    assert message["output"]["a"]["b"] == 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("session__assistantID", "Did you mean 'session__assistantId'?"),
        ("call__costumer__number", "Did you mean 'call__customer__number'?"),
        ("artifact__messages__first__role", "Did you mean 'artifact__messages__0__role'?"),
        ("session__id__x", "Did you mean 'session__id'?"),
    ],
)
def test_a_part_that_does_not_exist_is_named(name, hint):
    """The first name on the way that the schema does not have is met with the one that was meant."""
    with pytest.raises(UnknownProperty) as caught:
        check_fixed(CONTRACT, "session.created", "every", {name: "x"})

    assert str(caught.value).startswith(
        f"Messages of type 'session.created' have no property {name!r}. {hint}"
    )


@pytest.mark.parametrize(
    ("fixed", "told"),
    [
        ({"assistant__model__temperature": 900}, "/assistant/model/temperature: 900 is more than 2"),
        ({"assistant__model__provider": "nobody"}, '"provider" is "nobody", not "anthropic"'),
        ({"call__status": 7}, "/call/status: "),
    ],
)
def test_a_part_with_a_value_that_does_not_fit_is_named(fixed, told):
    """The error has the name as it was written, and what the contract says of the value."""
    [name] = fixed

    with pytest.raises(BadFixedValue) as caught:
        check_fixed(CONTRACT, "assistant-request", "every", fixed)

    assert str(caught.value).startswith(f"{name}={fixed[name]!r} is not valid in messages of type")
    assert told in str(caught.value)


def test_a_property_that_does_not_exist_is_named():
    """A slip of the pen is met with the name that was probably meant."""
    with pytest.raises(UnknownProperty) as caught:
        check_fixed(CONTRACT, "model-output", "every", {"turnID": "one"})

    assert str(caught.value) == (
        "Messages of type 'model-output' have no property 'turnID'. Did you mean 'turnId'? "
        "To fix any property, use `unchecked=True`."
    )


def test_a_type_that_does_not_exist_is_named():
    """A message type that the contract lacks is said first."""
    with pytest.raises(UnknownMessageType, match=r"Did you mean 'model-output'\?"):
        check_fixed(CONTRACT, "model-outptu", "every", {"turnId": "one"})


def test_properties_can_be_fixed():
    """What a user fixes stands in the message as it is, and is a copy."""
    metadata = {"id": "one"}

    message = sample("model-output", seed=5, turnId="one", output=metadata)

    assert (message["turnId"], message["output"]) == ("one", metadata)
    assert message["output"] is not metadata
    assert CONTRACT.standing(message) == "conforming"


def test_a_value_that_does_not_conform_is_refused():
    """A fixed value is checked, unless that is not wanted."""
    with pytest.raises(BadFixedValue, match="/output"):
        sample("model-output", output="Hello")

    assert sample("model-output", output="Hello", unchecked=True)["output"] == "Hello"
    assert sample("model-output", output="Hello", reading="observed")["output"] == "Hello"


def test_an_unknown_property_is_refused():
    """A fixed property must be one of the message type, unless that is not wanted."""
    with pytest.raises(UnknownProperty, match="Did you mean 'turnId'"):
        sample("model-output", turnid="one")

    assert sample("model-output", turnid="one", unchecked=True)["turnid"] == "one"


@pytest.mark.parametrize("reading", ["every", "observed"])
def test_a_part_of_a_property_can_be_fixed(reading):
    """The rest of the property is generated, and what is missing on the way to the part is made."""
    message = sample(
        "session.created", seed=5, reading=reading, session__assistantId="one", call__customer__name="Ann"
    )

    assert message["session"]["assistantId"] == "one"
    assert message["session"].keys() > {"assistantId"}
    assert message["call"]["customer"]["name"] == "Ann"
    assert CONTRACT.standing(message) in {"conforming", "disputed" if reading == "observed" else ""}


def test_a_part_can_be_fixed_unchecked():
    """Objects are made for names that no schema has, and an index leads into a list."""
    message = sample("tool-calls", unchecked=True, brand__new="x", toolCallList__0__id=7)

    assert message["brand"] == {"new": "x"}
    assert message["toolCallList"][0]["id"] == 7
