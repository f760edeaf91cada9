"""Live captions: what the assistant says, on the screen while it speaks."""

from fastapi import FastAPI, Request

app = FastAPI()
captions, interrupted = {}, set()


@app.post("/webhook")
async def webhook(request: Request):
    message = (await request.json())["message"]
    turn = message.get("turnId")
    if turn is None or turn in interrupted:
        return {}
    output = message.get("output")
    if message["type"] == "model-output" and isinstance(output, str):
        captions[turn] = captions.get(turn, "") + output
    elif message["type"] == "user-interrupted":
        captions[turn] = ""
        interrupted.add(turn)
    return {}


def caption(turn_id):
    return captions.get(turn_id, "")
