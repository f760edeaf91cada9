"""What is missing according to a handler that requires several properties at once, as a model does."""

import pytest

from pytest_vapi_contract.findings.difference import Difference
from pytest_vapi_contract.findings.missing_names import named_as_missing, required_names
from tests.exchanges import exchange
from tests.findings.difference_finding import Refused, envelope, errors, explained


def wants_type_of_call(message):
    """Require two types that a call may have, as a model does."""
    call = message.get("call")
    if call is not None and call.get("type") not in ("inbound", "outbound"):
        raise Refused("literal_error" if "type" in call else "missing")


@pytest.mark.parametrize("model", [envelope(), envelope(customer={"type": "person"})])
def test_what_a_model_says_is_missing_decides(model):
    """And not the object in which it is missing, even if no message that has it is accepted."""
    finding = explained(wants_type_of_call, envelope(call={"id": "c1"}), accepted=[model])

    assert str(finding.condition) == "`call.type` is missing"


def test_what_else_is_refused_is_not_blamed_on_what_is_missing():
    """A reply that names several faults does not say which of them decides."""
    assert named_as_missing(exchange(status=422, body=errors("missing"))) == "type"
    assert not named_as_missing(exchange(status=422, body=errors("missing", "literal_error")))
    assert required_names(exchange(status=422, body=errors("missing", "literal_error"))) == ["type"]


def test_an_object_that_is_empty_decides_if_anything_in_it_will_do():
    """Whatever an accepted message has there."""
    finding = explained(
        lambda message: max(message.get("call", {"id": 1})),
        envelope(call={}),
        accepted=[envelope(call={"id": "c1"}), envelope()],
    )

    assert str(finding.condition) == "`call` is an empty object"


def test_what_is_missing_in_an_object_is_not_missing_where_there_is_none():
    """Two reasons for one status are two differences."""
    lacking = Difference(places=(("message", "call", "id"),))

    assert lacking.covers(envelope(call={}))
    assert not lacking.covers(envelope())
