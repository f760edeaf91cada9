import logging

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request):
    try:
        body = await request.json()
    except ValueError:
        raise HTTPException(400, "The body is not JSON.") from None
    call = member(member(body, "message"), "call")
    logging.info("Received call %s", member(call, "id"))
    return {"ok": True}


def member(value, name):
    """Return a member of an object, or `None` if it is missing or the value is not an object."""
    return value.get(name) if isinstance(value, dict) else None
