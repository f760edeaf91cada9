"""Observed samples have all that captured bodies have, and their parts are about one call."""

import pytest

from pytest_vapi_contract.samples import sample
from tests.depth import many
from tests.samples.observed.messages import CAPTURED, CONTRACTS, captured, observed, places


def left_out(type, message):
    """Where a capture has what production does not send with every such message, and why."""
    yield "/report"  # added by who captured the report: the names are written as Vapi never writes them
    if type == "tool-calls":
        yield "/call/assistant"  # the call was made with an assistant of its own, which is not stored
        yield "/assistant/model/tools"
        yield "/assistant/model/url"  # of its kind of model, as is the temperature
        yield "/assistant/model/temperature"
        yield "/assistant/voice/fillerInjectionEnabled"  # went in 2025, like the next three
        yield "/assistant/serverUrl"
        yield "/assistant/backchannelingEnabled"
        yield "/assistant/backgroundDenoisingEnabled"
        yield "/assistant/serverMessages"
        yield from ("/toolCalls/-/function/arguments/", "/toolCallList/-/function/arguments/")  # of the tool
        yield "/toolWithToolCallList/-/toolCall/function/arguments/"
        yield "/toolWithToolCallList/-/function/parameters/properties/"
    if type == "assistant-request":
        yield "/call/workflowId"  # went in 2025, as the nulls of the phone number below
        yield from (
            f"/phoneNumber/{name}" for name, value in captured(type)["phoneNumber"].items() if not value
        )
        yield "/phoneNumber/stripeSubscription"
    if "phoneNumber" in message and type != "assistant-request":
        # The captures of these types are of web calls.
        yield from ("/call/webCallUrl", "/call/transport", "/call/assistantOverrides/clientMessages")
        yield from ("/artifact/variables/transport", "/artifact/variableValues/transport")
        yield from ("/artifact/variables/call/transport/", "/artifact/variableValues/call/transport/")
    if message.get("call", {}).get("phoneCallProvider") not in (None, "vapi"):
        # The capture is of a call over SIP.
        yield from ("/call/phoneCallProviderDetails", "/call/transport", "/customer/sipUri", "/phoneNumber/")
        yield "/call/customer/sipUri"
    for assistant in ("assistant", "newAssistant"):
        if message.get(assistant, {}).get("voice", {}).get("provider") != "vapi":
            # Vapi's own voices have a version, and most others choose the language by themselves.
            yield from (f"/{assistant}/voice/version", f"/{assistant}/voice/language", "/costs/-/voice/model")
    entries = message.get("artifact", {}).get("messages", ())
    roles = {entry["role"] for entry in entries}
    if roles != {"system", "bot", "user", "tool_calls", "tool_call_result"}:
        yield from ("/artifact/messages/-/", "/messages/-/", "/artifact/messagesOpenAIFormatted/-/")
    if not message.get("artifact", {}).get("performanceMetrics", {}).get("turnLatencies", True):
        yield "/artifact/performanceMetrics"


@pytest.mark.parametrize("type", CAPTURED)
def test_no_property_of_a_capture_is_missing(type):
    """
    Each of 200 observed samples has every property that the capture of its type has, but for those listed.
    """
    wanted = set(places(captured(type)))

    missing = {
        place
        for message in observed(type)
        for place in wanted - set(places(message))
        if not place.startswith(tuple(left_out(type, message)))
    }

    assert missing == set()


@pytest.mark.parametrize("revision", CONTRACTS)
@pytest.mark.parametrize("detail", ["minimal", "typical", "rich"])
def test_no_observed_sample_is_violating(revision, detail):
    """All of them are conforming or disputed, whatever their type."""
    contract = CONTRACTS[revision]
    for type in contract.observed_types:
        for seed in range(many(12, 500)):
            message = sample(type, seed=seed, contract=contract, reading="observed", detail=detail)
            assert contract.standing(message) != "violating", (type, seed)
