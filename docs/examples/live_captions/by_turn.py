"""Live captions: what the assistant says, on the screen while it speaks."""

from fastapi import FastAPI, Request

app = FastAPI()
captions = {}


@app.post("/webhook")
async def webhook(request: Request):
    message = (await request.json())["message"]
    turn = message.get("turnId")
    if turn is not None and message["type"] == "model-output":
        captions[turn] = captions.get(turn, "") + str(message["output"])
    elif turn is not None and message["type"] == "user-interrupted":
        captions[turn] = ""
    return {}


def caption(turn_id):
    return captions.get(turn_id, "")
