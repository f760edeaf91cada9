from typing import Any

from fastapi import FastAPI, Request

from pytest_vapi_contract import assert_answers, samples

app = FastAPI()

BLOCKED = {"+13125550199"}


@app.post("/webhook")
async def webhook(request: Request) -> dict[str, Any]:
    message = (await request.json())["message"]
    if message["type"] != "assistant-request":
        return {}
    customer = (message.get("call") or {}).get("customer") or {}
    if customer.get("number") in BLOCKED:
        return {"error": "We cannot take this call."}
    return {"assistantId": "front-desk"}


def test_a_caller_gets_the_front_desk() -> None:
    message = samples.sample("assistant-request", reading="observed")

    reply = assert_answers(app, message, path="/webhook")

    assert reply.json() == {"assistantId": "front-desk"}


def test_a_blocked_caller_hears_why() -> None:
    [number] = BLOCKED
    message = samples.sample("assistant-request", reading="observed", call__customer__number=number)

    reply = assert_answers(app, message, path="/webhook")

    assert "error" in reply.json()
