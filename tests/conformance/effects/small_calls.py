"""Calls of a few events that tests make by hand, and a handler with a state to play them to."""

from typing import Any

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance.effects.calls import CallEvent
from pytest_vapi_contract.conformance.effects.play import EffectPlayer
from pytest_vapi_contract.conformance.effects.survey import Survey, surveyed
from pytest_vapi_contract.conformance.sender import Sender

REPORT = "end-of-call-report"


def event(type: str, at: float = 0.0, call: str = "c1-0001", of: str = "A", **fields: Any) -> CallEvent:
    """An event of a call."""
    about = {"id": call, "status": "queued", "phoneNumberId": f"line {call[:2].upper()}"}
    message = {"type": type, "timestamp": int(1000 * at), "call": about, **fields}
    return CallEvent(at=at, type=type, body={"message": message}, call=of)


def status(status: str, at: float = 0.0, **fields: Any) -> CallEvent:
    """A status-update."""
    return event("status-update", at, status=status, **fields)


class Calls:
    """What a handler has of calls, which may be brought back; a subclass says what it does with a message."""

    def __init__(self, *, is_reset: bool = True) -> None:
        self.is_reset = is_reset
        self.rows: dict[str, Any] = {}
        self.requests = 0
        self.got: list[Any] = []

    def webhook(self, body: Any) -> None:
        """Count and keep the body, and act on its message."""
        self.requests += 1
        self.got.append(body)
        message = body.get("message", {})
        self.act(message, message.get("call", {}).get("id"), body)

    def act(self, message: Any, call: Any, body: Any) -> None:
        """Do nothing."""

    def state(self) -> Any:
        """The rows, and how many requests there were."""
        return {"rows": self.rows, "requests": self.requests}

    def reset(self) -> None:
        """Forget the rows."""
        self.rows.clear()

    @property
    def player(self) -> EffectPlayer:
        """A player for this handler."""
        handler = as_handler(self.webhook)
        reset = self.reset if self.is_reset else None
        return EffectPlayer(sender=Sender(handler=handler, state=self.state, reset=reset))

    def survey(self, *calls: tuple[CallEvent, ...], handled: tuple[str, ...] = (REPORT,)) -> Survey:
        """What the events of these calls do."""
        return surveyed(self.player, calls, handled)


class Reports(Calls):
    """Keeps the reason of each report."""

    def act(self, message: Any, call: Any, body: Any) -> None:
        """Keep it once."""
        if message["type"] == REPORT:
            self.rows[call] = message.get("endedReason", "unknown")


class Numbered(Calls):
    """Numbers its calls, and the numbers go on."""

    def act(self, message: Any, call: Any, body: Any) -> None:
        """Do as the class says."""
        self.number = self.__dict__.get("number", 0) + (call not in self.rows)
        self.rows.setdefault(call, {"number": self.number})[message["type"]] = message["timestamp"]

    def reset(self) -> None:
        """Begin again."""
        super().reset()
        self.number = 0


#: Events of types that nobody handles: what changes with each of them says nothing.
OTHERS = (event("hang", 0.1), event("speech-update", 0.2), event("voice-input", 0.3))
CALL = (status("in-progress"), *OTHERS, status("ended", 1.0), event(REPORT, 3.0, endedReason="over"))
