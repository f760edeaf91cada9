"""
The replies that the vendor's documentation shows: right ones pass, and the mistakes that it names fail.

Each row has its source: a page below docs.vapi.ai, or of the vendor's support, and the date on which it was
read, or published where that is known. Only structures are taken over; names and texts are made up.
"""

from typing import Any, NamedTuple

import pytest

from pytest_vapi_contract.checks.reply_contract import CONTRACTS
from tests.judged_reply import fault, typed

READ = "2026-11-29"
TROUBLE = ("tools/custom-tools-troubleshooting", READ)
TOOLS = ("tools/custom-tools", READ)
EVENTS = ("server-url/events", READ)
SKIPPING_AI = ("server-url/events", "2025-09-20")
ASSISTANT_REQUEST = ("webhooks/assistant-request", READ)
SPAM = ("server-url/spam-call-rejection", READ)
TRANSFERS = ("calls/call-dynamic-transfers", READ)
SUPPORT_OF_TRANSFERS = ("support.vapi.ai/t/27103089", "2025-03-18")
HANDOFF = ("squads/handoff/destinations", READ)
HANDOFF_ERROR = ("tools/handoff", "2025-09-23")
KNOWLEDGE = ("knowledge-base/custom-knowledge-base", "2025-09-12")
VOICE = ("customization/custom-voices/custom-tts", READ)
NUMBER_REFERENCE = ("api-reference, TransferDestinationNumber", READ)
HANDOFF_REFERENCE = ("api-reference, HandoffDestinationAssistant", READ)
DOCUMENT_REFERENCE = ("api-reference, KnowledgeBaseResponseDocument", READ)
VOICE_REFERENCE = ("api-reference, ServerMessageResponseVoiceRequest", READ)
SUPPORT_OF_TOOLS = ("support.vapi.ai/t/27538876", "2025-04-13")

TOOL, ASSISTANT, TRANSFER = "tool-calls", "assistant-request", "transfer-destination-request"
HAND, KNOW, SPEAK = "handoff-destination-request", "knowledge-base-request", "voice-request"
NUMBER = "+14155550123"
MODEL = {"provider": "openai", "model": "gpt-4o", "messages": [{"role": "system", "content": "Be kind."}]}
SHAPE = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
OCTETS = typed("application/octet-stream")
PCM = bytes(range(256)) * 8


class Row(NamedTuple):
    """A reply, where it is shown, and the code of what is found; None if nothing is."""

    source: tuple[str, str]
    type: str
    reply: Any
    code: str | None = None
    headers: Any = ()
    status: int = 200


def said(*entries):
    """Results of tool calls: pairs of an id and what was said about it."""
    return {"results": [{"toolCallId": id, **entry} for id, entry in entries]}


DONE, FAILED = {"result": "booked"}, {"error": "closed"}
RIGHT = [
    Row(TROUBLE, TOOL, said(("t1", DONE), ("t2", DONE), ("t3", DONE))),
    Row(TROUBLE, TOOL, said(("t1", FAILED), ("t2", FAILED), ("t3", FAILED))),
    Row(TROUBLE, TOOL, said(("t1", DONE), ("t2", FAILED), ("t3", DONE))),
    Row(TROUBLE, TOOL, said(("t3", DONE), ("t1", DONE), ("t2", DONE)), "VC406"),
    Row(TOOLS, TOOL, said(("t1", DONE), ("t2", {"result": 21.5}), ("t3", {"result": ["a"]})), "VC406"),
    Row(
        EVENTS, TOOL, said(*((id, {"name": "send", "result": '{ "sent": 1 }'}) for id in ("t1", "t2", "t3")))
    ),
    Row(EVENTS, ASSISTANT, {"assistantId": "a1"}),
    Row(EVENTS, ASSISTANT, {"assistant": {"firstMessage": "Hello", "model": MODEL}}),
    Row(EVENTS, ASSISTANT, {"destination": {"type": "number", "phoneNumber": NUMBER}}, "VC406"),
    Row(EVENTS, ASSISTANT, {"error": "there is no credit left"}),
    Row(
        SKIPPING_AI,
        ASSISTANT,
        {
            "destination": {
                "type": "number",
                "phoneNumber": NUMBER,
                "callerId": "{{phoneNumber.number}}",
                "extension": "7",
                "message": "Hold on.",
            }
        },
        "VC406",
    ),
    Row(
        SKIPPING_AI,
        ASSISTANT,
        {"destination": {"type": "sip", "sipUri": "sip:desk@example.com", "sipHeaders": {"X-A": "1"}}},
    ),
    Row(
        ASSISTANT_REQUEST,
        ASSISTANT,
        {
            "assistant": {
                "name": "Desk",
                "model": {"provider": "openai", "model": "gpt-4o-mini"},
                "voice": {"provider": "11labs", "voiceId": "v1"},
            },
            "assistantOverrides": {"variables": {"account": "7"}},
        },
    ),
    Row(ASSISTANT_REQUEST, ASSISTANT, {"destination": {"type": "number", "number": NUMBER}}),
    Row(
        SPAM,
        ASSISTANT,
        {
            "assistant": {
                "name": "Desk",
                "model": MODEL,
                "voice": {"provider": "11labs", "voiceId": "shimmer"},
            }
        },
    ),
    Row(SPAM, ASSISTANT, {"error": "this number is blocked"}),
    Row(
        EVENTS,
        TRANSFER,
        {
            "destination": {"type": "number", "phoneNumber": NUMBER},
            "message": {"type": "request-start", "message": "Hold on."},
        },
        "VC406",
    ),
    Row(
        TRANSFERS, TRANSFER, {"destination": {"type": "number", "number": "+1-555-DESK", "message": "Hold."}}
    ),
    Row(
        SUPPORT_OF_TRANSFERS,
        TRANSFER,
        {"destination": {"type": "sip", "sipUri": "sip:desk@example.com", "message": "Hold on."}},
    ),
    Row(SUPPORT_OF_TRANSFERS, TRANSFER, {"error": "there is nobody to transfer to"}),
    Row(
        HANDOFF,
        HAND,
        {
            "destination": {
                "type": "assistant",
                "assistantId": "a1",
                "variableExtractionPlan": {"schema": SHAPE},
                "contextEngineeringPlan": {"type": "none"},
            }
        },
    ),
    Row(HANDOFF, HAND, {"destination": {"type": "assistant", "assistantName": "Desk"}}),
    Row(HANDOFF, HAND, {"destination": {}}),
    Row(HANDOFF_ERROR, HAND, {"error": "nobody is there"}),
    Row(EVENTS, KNOW, {"documents": [{"content": "Open till six.", "similarity": 0.92, "uuid": "d1"}]}),
    Row(
        KNOWLEDGE,
        KNOW,
        {"documents": [{"content": "Open.", "similarity": 0.92}, {"content": "Shut.", "similarity": 0.78}]},
    ),
    Row(KNOWLEDGE, KNOW, {"message": {"role": "assistant", "content": "Open till six."}}, "VC406"),
    Row(VOICE, SPEAK, PCM, headers=OCTETS),
    Row(EVENTS, "call.endpointing.request", {"timeoutSeconds": 0.5}),
]
MISTAKES = [
    Row(TROUBLE, TOOL, said(("t1", DONE), ("t2", DONE), ("t3", DONE)), "VC134", status=201),
    Row(TROUBLE, TOOL, said(("t1", {"result": "one\ntwo"}), ("t2", DONE), ("t3", DONE)), "VC135"),
    Row(TROUBLE, TOOL, {"result": "one\ntwo\nthree"}, "VC135"),
    Row(TROUBLE, TOOL, {"toolCallId": "t1", "result": "booked"}, "VC135"),
    Row(TROUBLE, TOOL, said(("t1", DONE), ("t2", DONE), ("t4", DONE)), "VC133"),
    Row(TROUBLE, TOOL, said(("t1", DONE), ("t3", DONE)), "VC135"),
    Row(TROUBLE, TOOL, said(("t1", {"error": {"code": 7}}), ("t2", DONE), ("t3", DONE)), "VC132"),
    Row(TROUBLE, TOOL, b'{"results": [{', "VC131", headers=typed("application/json")),
    Row(SUPPORT_OF_TOOLS, TOOL, {"results": {"toolCallId": "t1", "result": "booked"}}, "VC135"),
    Row(SUPPORT_OF_TOOLS, TOOL, said(("t1", DONE), ("t2", DONE), ("t3", DONE)), "VC136", typed("text/html")),
    Row(NUMBER_REFERENCE, TRANSFER, {"destination": {"type": "number"}}, "VC132"),
    Row(HANDOFF_REFERENCE, HAND, {"destination": {"type": "assistant"}}, "VC135"),
    Row(DOCUMENT_REFERENCE, KNOW, {"documents": [{"similarity": 0.9, "uuid": "d1"}]}, "VC132"),
    Row(VOICE_REFERENCE, SPEAK, {"data": "UklGRg=="}, "VC137"),
    Row(VOICE, SPEAK, b"RIFF" + PCM, "VC137", headers=OCTETS),
    Row(VOICE, SPEAK, PCM, "VC137", headers=typed("audio/L16; rate=8000")),
    Row(VOICE, SPEAK, PCM, "VC137", headers=typed("audio/L16; rate=24000; channels=2")),
    Row(VOICE, SPEAK, PCM + b"\0", "VC137", headers=OCTETS),
    Row(VOICE, SPEAK, PCM, "VC134", headers=OCTETS, status=201),
]


def found(row):
    """What is found in the reply of a handler that acts on the type."""
    calls = [{"id": id} for id in ("t1", "t2", "t3")]
    message = {"type": row.type, "toolCallList": calls, "text": "Hello", "sampleRate": 24000}
    return fault(message, row.reply, status=row.status, headers=row.headers, handles=[row.type])


def names(rows):
    """The names of tests: a number, and the page."""
    return [f"{at}-{row.source[0].split('/')[-1]}" for at, row in enumerate(rows)]


@pytest.mark.parametrize("row", RIGHT, ids=names(RIGHT))
def test_a_documented_reply_passes(row):
    """Where another source of the vendor's disagrees, there is a note."""
    finding = found(row)

    assert (finding and finding.code) == row.code
    assert finding is None or finding.is_note


@pytest.mark.parametrize("row", MISTAKES, ids=names(MISTAKES))
def test_a_documented_mistake_fails(row):
    """It costs the user the answer."""
    finding = found(row)

    assert (finding.code, finding.severity) == (row.code, "lost")


def test_every_type_is_documented_somewhere():
    """All but one, whose reply is in the schema alone."""
    assert CONTRACTS.keys() - {row.type for row in RIGHT} == {"campaign.predial"}
