from itertools import islice

import pytest

from pytest_vapi_contract.mutations import each_mutation
from pytest_vapi_contract.wire_envelope import envelope
from tests.contract.messages import contract

MESSAGE = {"type": "model-output", "output": {}}


@pytest.mark.parametrize(
    ("id", "body"),
    [
        ("envelope.missing", {}),
        ("envelope.null", {"message": None}),
        ("envelope.string", {"message": '{"type":"model-output","output":{}}'}),
        ("envelope.array", {"message": [MESSAGE]}),
        ("envelope.double", envelope(envelope(MESSAGE))),
        ("envelope.case", {"Message": MESSAGE}),
        ("body.null", None),
        ("body.array", [envelope(MESSAGE)]),
    ],
)
def test_a_fault_of_the_body_leaves_the_message_alone(id, body):
    """The body is violating as a whole, and the message by itself conforms."""
    by_id = {mutation.id: mutation for mutation in islice(each_mutation(contract(), "model-output"), 20)}

    mutation = by_id[id]

    assert mutation.body == body
    assert mutation.message == MESSAGE
    assert contract().judge(mutation.body).violating
    assert contract().judge(mutation.message).conforming


def test_a_bare_message_is_no_fault_of_the_contract():
    """
    The contract understands a bare message, so that a body without its envelope is none of the mutations.
    """
    bodies = [mutation.body for mutation in islice(each_mutation(contract(), "model-output"), 40)]

    assert contract().judge(MESSAGE).conforming
    assert MESSAGE not in bodies
