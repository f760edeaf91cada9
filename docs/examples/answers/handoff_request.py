from typing import Any

from fastapi import FastAPI, Request

from pytest_vapi_contract import assert_answers, samples

app = FastAPI()

ASSISTANTS = {"billing": "billing-assistant", "technical": "support-assistant"}


@app.post("/webhook")
async def webhook(request: Request) -> dict[str, Any]:
    message = (await request.json())["message"]
    if message["type"] != "handoff-destination-request":
        return {}
    assistant = ASSISTANTS.get(str(message["parameters"].get("issueCategory")))
    if assistant is None:
        return {"error": "Ask what the problem is about, and try again."}
    return {"destination": {"type": "assistant", "assistantId": assistant}}


def test_billing_takes_over() -> None:
    message = samples.sample("handoff-destination-request", parameters={"issueCategory": "billing"})

    reply = assert_answers(app, message, path="/webhook")

    assert reply.json()["destination"]["assistantId"] == "billing-assistant"


def test_the_assistant_has_to_ask_first() -> None:
    message = samples.sample("handoff-destination-request", parameters={})

    reply = assert_answers(app, message, path="/webhook")

    assert "error" in reply.json()
