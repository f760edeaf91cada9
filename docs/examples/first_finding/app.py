import logging

from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request):
    body = await request.json()
    call = body["message"]["call"]["id"]
    logging.info("Received call %s", call)
    return {"ok": True}
