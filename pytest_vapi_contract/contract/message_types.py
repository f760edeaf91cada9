"""The message types by name, so that an editor completes them, and what each of them is about."""

from collections.abc import Mapping
from typing import Final, Literal

#: The message type that asks for calls of tools.
TOOL_CALLS: Final = "tool-calls"
#: Where such a message has these calls; handlers read any of them.
CALL_LISTS = ("toolCallList", "toolCalls", "toolWithToolCallList")
#: The message types that the shipped revisions have a schema for.
ShippedType = Literal[
    "assistant-request",
    "assistant.speechStarted",
    "assistant.started",
    "call.artifact.upload",
    "call.delete.failed",
    "call.deleted",
    "call.endpointing.request",
    "campaign.predial",
    "chat.created",
    "chat.deleted",
    "conversation-update",
    "end-of-call-report",
    "handoff-destination-request",
    "hang",
    "knowledge-base-request",
    "language-change-detected",
    "model-output",
    "phone-call-control",
    "session.created",
    "session.deleted",
    "session.updated",
    "speech-update",
    "status-update",
    "tool-calls",
    "transcript",
    "transfer-destination-request",
    "transfer-update",
    "user-interrupted",
    "voice-input",
    "voice-request",
]
#: A message type: one of the shipped ones, or any that another bundle has.
MessageType = ShippedType | str
#: When Vapi sends each type, in a few words.
DESCRIPTIONS: Mapping[str, str] = {
    "assistant-request": "Which assistant takes this call? Vapi uses the reply.",
    "assistant.speechStarted": "The assistant starts to speak, with its text so far.",
    "assistant.started": "An assistant joins the call.",
    "call.artifact.upload": "A recording of the call was uploaded.",
    "call.delete.failed": "A call could not be deleted.",
    "call.deleted": "A call was deleted.",
    "call.endpointing.request": "How long to wait until the user is done? Vapi uses the reply.",
    "campaign.predial": "May a campaign call this contact? Vapi uses the reply.",
    "chat.created": "A chat was created.",
    "chat.deleted": "A chat was deleted.",
    "conversation-update": "The whole conversation so far.",
    "end-of-call-report": "The call is over: transcript, recording, costs, analysis.",
    "handoff-destination-request": "Which assistant takes over? Vapi uses the reply.",
    "hang": "Nobody has spoken for some seconds. It is not a hang-up.",
    "knowledge-base-request": "Which documents answer this? Vapi uses the reply.",
    "language-change-detected": "The user changed to another language.",
    "model-output": "Text of the model as it is generated, or its tool calls.",
    "phone-call-control": "Your server must forward or end the phone call.",
    "session.created": "A session was created.",
    "session.deleted": "A session was deleted.",
    "session.updated": "A session was updated.",
    "speech-update": "The user or the assistant starts or stops speaking.",
    "status-update": "The status of the call changed, for example to in-progress or ended.",
    "tool-calls": "The assistant calls your tools. Vapi uses the reply.",
    "transcript": "A part of the transcript, partial or final.",
    "transfer-destination-request": "Where to transfer this call? Vapi uses the reply.",
    "transfer-update": "The call is transferred to another assistant or number.",
    "user-interrupted": "The user interrupted the assistant.",
    "voice-input": "Text that is about to be spoken.",
    "voice-request": "Text to turn into speech. Vapi uses the reply.",
}
