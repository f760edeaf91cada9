"""What a user fixes is checked before a message is built around it."""

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.errors import BadFixedValue, UnknownMessageType, UnknownProperty
from pytest_vapi_contract.fixed import check_fixed

CONTRACT = Contract.load()


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
        ({"output": "Hello"}, ("output='Hello' is not valid", '/output: "Hello" is a string, not an object')),
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
