"""
The records of a call as Vapi stores them: the call as it was created, its phone number and its customer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..._json import Object
from ...plausible import making
from .conversation import Conversation

HOST = "phone-call-websocket.aws-us-west-2-backend-production1.vapi.ai"
#: What an assistant-request tells of a call that has no assistant yet.
UNDECIDED = (
    "assistantId",
    "squadId",
    "squad",
    "squadOverrides",
    "customerId",
    "startedAt",
    "endedAt",
    "destination",
)


def call(scene: Conversation) -> Object:
    """
    Tell the record of the call as it was created: nothing of what happened later is in it.
    """
    created = scene.moment(scene.created)
    common = {
        "id": scene.id("call"),
        "orgId": scene.id("org"),
        "createdAt": created,
        "updatedAt": created,
        "type": scene.kind,
        "status": "ringing" if scene.type == "assistant-request" else "queued",
        "cost": 0,
    }
    if scene.type == "assistant-request":
        return {**common, **phoned(scene), **dict.fromkeys(UNDECIDED), "assistantOverrides": overrides(scene)}
    ours = {
        "monitor": monitor(scene),
        "assistantId": scene.id("assistant"),
        "assistantOverrides": overrides(scene),
    }
    return {**common, **ours, **(phoned(scene) if scene.is_phoned else surfed(scene))}


def monitor(scene: Conversation) -> Object:
    """
    Tell where the call can be listened to, and taken hold of.
    """
    at = f"{HOST}/{scene.id('call')}"
    return {"listenUrl": f"wss://{at}/listen", "controlUrl": f"https://{at}/control"}


def overrides(scene: Conversation) -> Object:
    """
    Tell what the call changes in its assistant: a browser says which messages it wants.
    """
    if scene.is_phoned:
        return {"variableValues": {"account-sid": scene.id("account")}}
    return {"clientMessages": list(CLIENT_MESSAGES), "variableValues": {}}


CLIENT_MESSAGES = (
    "transcript",
    "hang",
    "metadata",
    "tool-calls",
    "tool-calls-result",
    "tool.completed",
    "transfer-update",
    "user-interrupted",
    "status-update",
    "assistant.started",
)


def surfed(scene: Conversation) -> Object:
    """
    Tell what only the record of a web call has.
    """
    return {"transport": transport(scene), "webCallUrl": _room(scene)}


def phoned(scene: Conversation) -> Object:
    """
    Tell what only the record of a phone call has.
    """
    is_sip = scene.provider == "vapi"
    own = {"phoneCallProviderDetails": {"sbcCallId": _sbc(scene)}} if is_sip else {}
    return {
        "phoneCallProvider": scene.provider,
        "phoneCallProviderId": _provider_id(scene),
        "phoneCallTransport": "sip" if is_sip else "pstn",
        "phoneNumberId": scene.id("phoneNumber"),
        "customer": customer(scene),
        **own,
        "transport": transport(scene),
    }


def customer(scene: Conversation) -> Object:
    """
    Tell who is on the phone.
    """
    number = scene.caller_number
    address = {"sipUri": f"sip:{number}@{_host(scene)}"} if scene.provider == "vapi" else {}
    named = {"name": scene.person.name} if scene.base >> 44 & 1 else {}
    return {"number": number, **address, **named}


def transport(scene: Conversation) -> Object:
    """
    Tell how the sound of the call is carried.
    """
    return TRANSPORTS[scene.provider](scene) if scene.is_phoned else _daily(scene)


def _daily(scene: Conversation) -> Object:
    return {
        "callUrl": _room(scene),
        "provider": "daily",
        "conversationType": "voice",
        "assistantVideoEnabled": False,
        "videoRecordingEnabled": False,
        "roomDeleteOnUserLeaveEnabled": True,
    }


def _twilio(scene: Conversation) -> Object:
    account = "AC" + scene.hexadecimal("twilio account", 32)
    return {
        "provider": "twilio",
        "callSid": _provider_id(scene),
        "accountSid": account,
        "conversationType": "voice",
    }


def _sip(scene: Conversation) -> Object:
    return {
        "provider": "vapi.sip",
        "callSid": _provider_id(scene),
        "sbcCallSid": _sbc(scene),
        "conversationType": "voice",
    }


def _vonage(scene: Conversation) -> Object:
    return {"provider": "vonage", "conversationUUID": _provider_id(scene), "conversationType": "voice"}


def _telnyx(scene: Conversation) -> Object:
    return {
        "provider": "telnyx",
        "callControlId": _provider_id(scene),
        "callSessionId": scene.id("telnyx session"),
        "conversationType": "voice",
    }


TRANSPORTS: Mapping[str, Callable[[Conversation], Object]] = {
    "twilio": _twilio,
    "vapi": _sip,
    "vonage": _vonage,
    "telnyx": _telnyx,
}


def _provider_id(scene: Conversation) -> str:
    """
    Name the call as who carries it does.
    """
    match scene.provider:
        case "twilio":
            return "CA" + scene.hexadecimal("twilio call", 32)
        case "vonage":
            return f"CON-{scene.id('conversation')}"
        case "telnyx":
            return "v3:" + making.as_letters(int(scene.hexadecimal("telnyx call", 48), 16), 24)
    return scene.id("sip call")


def _sbc(scene: Conversation) -> str:
    return f"{scene.hexadecimal('sbc', 32)}@{_host(scene)}"


def _host(scene: Conversation) -> str:
    return f"192.0.2.{scene.base >> 50 & 0x7F}"  # of the addresses that are reserved for documentation


def _room(scene: Conversation) -> str:
    return "https://vapi.daily.co/" + making.as_letters(int(scene.hexadecimal("room", 40), 16), 20)


def phone_number(scene: Conversation) -> Object:
    """
    Tell the phone number as it is stored.
    """
    decided = {} if scene.type == "assistant-request" else {"assistantId": scene.id("assistant")}
    return {
        "id": scene.id("phoneNumber"),
        "orgId": scene.id("org"),
        **decided,
        "number": scene.own_number,
        "createdAt": scene.moment(scene.created - 61 * making.DAY),
        "updatedAt": scene.moment(scene.created - 2 * making.DAY),
        "name": f"{scene.company[:30]} line",
        "provider": scene.provider,
        "server": {"url": SERVER},
        "status": "active",
        **_bought(scene),
    }


SERVER = "https://api.example.com/vapi/webhook"


def _bought(scene: Conversation) -> Object:
    """
    Tell what is stored of a number, depending on whom it comes from.
    """
    match scene.provider:
        case "twilio":
            return {"twilioAccountSid": "AC" + scene.hexadecimal("twilio account", 32), "smsEnabled": True}
        case "vapi":
            return {"providerResourceId": scene.id("resource"), "smsEnabled": True}
    return {"credentialId": scene.id("credential")}


def stamps(scene: Conversation, name: str) -> Object:
    """
    Tell what every stored record has, besides what its owner wrote.
    """
    return {
        "id": scene.id(name),
        "orgId": scene.id("org"),
        "createdAt": scene.moment(scene.created - 14 * making.DAY),
        "updatedAt": scene.moment(scene.created - 3 * making.DAY),
    }
