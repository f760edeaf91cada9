from typing import Any

said: dict[str, str] = {}
assistants: dict[str, str | None] = {}


def app(body: Any) -> dict[str, bool]:
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict):
        raise ValueError("this is not a message")
    output, session = message.get("output"), message.get("session")
    if message.get("type") == "model-output" and isinstance(output, str):
        turn = str(message.get("turnId"))
        said[turn] = said.get(turn, "") + output
    if message.get("type") == "session.created" and isinstance(session, dict):
        assistants[str(session.get("id"))] = session.get("assistantId")
    return {"ok": True}
