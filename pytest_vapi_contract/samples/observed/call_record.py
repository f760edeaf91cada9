"""The records of a call as Vapi stores them: the call as it was created, its phone number, its customer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...json_paths import Object
from ...realism import makers
from .conversation import Conversation

HOST = "phone-call-websocket.aws-us-west-2-backend-production1.vapi.ai"
#: What an assistant-request contains of a call that has no assistant yet.
UNDECIDED = (
    "assistantId",
    "squadId",
    "squad",
    "squadOverrides",
    "workflowId",
    "customerId",
    "startedAt",
    "endedAt",
    "endedReason",
    "destination",
)


def least_call(scenario: Conversation) -> Object:
    """Tell which call it is, when it was created, and of which kind."""
    created = scenario.moment(scenario.created)
    return {
        "id": scenario.id("call"),
        "orgId": scenario.id("org"),
        "createdAt": created,
        "updatedAt": created,
        "type": scenario.kind,
    }


def call(scenario: Conversation) -> Object:
    """Tell the record of the call as it was created: nothing of what happened later is in it."""
    common = {
        **least_call(scenario),
        "status": "ringing" if scenario.type == "assistant-request" else "queued",
        "cost": 0,
    }
    if scenario.type == "assistant-request":
        return {
            **common,
            **phoned(scenario),
            **dict.fromkeys(UNDECIDED),
            "assistantOverrides": overrides(scenario),
        }
    ours = {
        "monitor": monitor(scenario),
        "assistantId": scenario.id("assistant"),
        "assistantOverrides": overrides(scenario),
    }
    return {**common, **ours, **(phoned(scenario) if scenario.is_phoned else surfed(scenario))}


def monitor(scenario: Conversation) -> Object:
    """Tell where the call can be listened to, and taken hold of."""
    at = f"{HOST}/{scenario.id('call')}"
    return {"listenUrl": f"wss://{at}/listen", "controlUrl": f"https://{at}/control"}


def overrides(scenario: Conversation) -> Object:
    """Tell what the call changes in its assistant: a browser says which messages it wants."""
    if scenario.is_phoned:
        return {"variableValues": {"account-sid": scenario.id("account")}}
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


def surfed(scenario: Conversation) -> Object:
    """Tell what only the record of a web call has."""
    return {"transport": transport(scenario), "webCallUrl": _room(scenario)}


def phoned(scenario: Conversation) -> Object:
    """Tell what only the record of a phone call has."""
    is_sip = scenario.provider == "vapi"
    own = {"phoneCallProviderDetails": {"sbcCallId": _sbc(scenario)}} if is_sip else {}
    return {
        "phoneCallProvider": scenario.provider,
        "phoneCallProviderId": _provider_id(scenario),
        "phoneCallTransport": "sip" if is_sip else "pstn",
        "phoneNumberId": scenario.id("phoneNumber"),
        "customer": customer(scenario),
        **own,
        "transport": transport(scenario),
    }


def customer(scenario: Conversation) -> Object:
    """Tell who is on the phone."""
    number = scenario.caller_number
    address = {"sipUri": f"sip:{number}@{_host(scenario)}"} if scenario.provider == "vapi" else {}
    named = {"name": scenario.person.name} if scenario.base >> 44 & 1 else {}
    return {"number": number, **address, **named}


def transport(scenario: Conversation) -> Object:
    """Tell how the sound of the call is carried."""
    return TRANSPORTS[scenario.provider](scenario) if scenario.is_phoned else _daily(scenario)


def _daily(scenario: Conversation) -> Object:
    return {
        "callUrl": _room(scenario),
        "provider": "daily",
        "conversationType": "voice",
        "assistantVideoEnabled": False,
        "videoRecordingEnabled": False,
        "roomDeleteOnUserLeaveEnabled": True,
    }


def _twilio(scenario: Conversation) -> Object:
    account = "AC" + scenario.hexadecimal("twilio account", 32)
    return {
        "provider": "twilio",
        "callSid": _provider_id(scenario),
        "accountSid": account,
        "conversationType": "voice",
    }


def _sip(scenario: Conversation) -> Object:
    return {
        "provider": "vapi.sip",
        "callSid": _provider_id(scenario),
        "sbcCallSid": _sbc(scenario),
        "conversationType": "voice",
    }


def _vonage(scenario: Conversation) -> Object:
    return {"provider": "vonage", "conversationUUID": _provider_id(scenario), "conversationType": "voice"}


def _telnyx(scenario: Conversation) -> Object:
    return {
        "provider": "telnyx",
        "callControlId": _provider_id(scenario),
        "callSessionId": scenario.id("telnyx session"),
        "conversationType": "voice",
    }


TRANSPORTS: Mapping[str, Callable[[Conversation], Object]] = {
    "twilio": _twilio,
    "vapi": _sip,
    "vonage": _vonage,
    "telnyx": _telnyx,
}


def _provider_id(scenario: Conversation) -> str:
    """Name the call as who carries it does."""
    match scenario.provider:
        case "twilio":
            return "CA" + scenario.hexadecimal("twilio call", 32)
        case "vonage":
            return f"CON-{scenario.id('conversation')}"
        case "telnyx":
            return "v3:" + makers.as_letters(int(scenario.hexadecimal("telnyx call", 48), 16), 24)
        case _:
            return scenario.id("sip call")


def _sbc(scenario: Conversation) -> str:
    return f"{scenario.hexadecimal('sbc', 32)}@{_host(scenario)}"


def _host(scenario: Conversation) -> str:
    return f"192.0.2.{scenario.base >> 50 & 0x7F}"  # of the addresses that are reserved for documentation


def _room(scenario: Conversation) -> str:
    return "https://vapi.daily.co/" + makers.as_letters(int(scenario.hexadecimal("room", 40), 16), 20)


def phone_number(scenario: Conversation) -> Object:
    """Tell the phone number as it is stored."""
    decided = {} if scenario.type == "assistant-request" else {"assistantId": scenario.id("assistant")}
    return {
        "id": scenario.id("phoneNumber"),
        "orgId": scenario.id("org"),
        **decided,
        "number": scenario.own_number,
        "createdAt": scenario.moment(scenario.created - 61 * makers.DAY),
        "updatedAt": scenario.moment(scenario.created - 2 * makers.DAY),
        "name": f"{scenario.company[:30]} line",
        "provider": scenario.provider,
        "server": {"url": SERVER},
        "status": "active",
        **_bought(scenario),
    }


SERVER = "https://api.example.com/vapi/webhook"


def _bought(scenario: Conversation) -> Object:
    """Tell what is stored of a number, depending on whom it comes from."""
    match scenario.provider:
        case "twilio":
            return {"twilioAccountSid": "AC" + scenario.hexadecimal("twilio account", 32), "smsEnabled": True}
        case "vapi":
            return {"providerResourceId": scenario.id("resource"), "smsEnabled": True}
        case _:
            return {"credentialId": scenario.id("credential")}


def stamps(scenario: Conversation, name: str) -> Object:
    """Tell what every stored record has, besides what its owner wrote."""
    return {
        "id": scenario.id(name),
        "orgId": scenario.id("org"),
        "createdAt": scenario.moment(scenario.created - 14 * makers.DAY),
        "updatedAt": scenario.moment(scenario.created - 3 * makers.DAY),
    }
