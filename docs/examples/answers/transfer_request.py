from datetime import UTC, datetime
from typing import Any

from flask import Flask, request

from pytest_vapi_contract import assert_answers, samples

app = Flask(__name__)

DESK = "+13125550174"
OPEN = range(9, 18)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = request.get_json()["message"]
    if message["type"] != "transfer-destination-request":
        return {}
    now = datetime.fromtimestamp(message.get("timestamp", 0) / 1000, UTC)
    if now.hour not in OPEN:
        return {"error": "Nobody is at the desk until nine."}
    return {"destination": {"type": "number", "number": DESK, "message": "I put you through."}}


def at(hour: int) -> dict[str, Any]:
    """A request that comes at an hour of the day."""
    moment = int(datetime(2026, 3, 2, hour, tzinfo=UTC).timestamp() * 1000)
    return samples.sample("transfer-destination-request", reading="observed", timestamp=moment)


def test_a_call_is_transferred_to_the_desk() -> None:
    reply = assert_answers(app, at(10), path="/webhook")

    assert reply.json()["destination"]["number"] == DESK


def test_at_night_there_is_no_transfer() -> None:
    reply = assert_answers(app, at(22), path="/webhook")

    assert "destination" not in reply.json()
