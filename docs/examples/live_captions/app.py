"""Live captions: what the assistant says, on the screen while it speaks."""

from fastapi import FastAPI, Request

app = FastAPI()
screen = {"caption": ""}


@app.post("/webhook")
async def webhook(request: Request):
    message = (await request.json())["message"]
    if message["type"] == "model-output":
        screen["caption"] += str(message["output"])
    elif message["type"] == "user-interrupted":
        screen["caption"] = ""
    return {}


def caption(turn_id):
    return screen["caption"]
