from fastapi import FastAPI, Request
from flask import Flask

from pytest_vapi_contract import Bearer, as_handler

asgi = FastAPI()
wsgi = Flask(__name__)


@asgi.post("/webhook")
async def answer(request: Request):
    return {"ok": True}


@wsgi.post("/webhook")
def reply():
    return {"ok": True}


def of_the_payload(payload):
    return payload["message"]["type"]


async def of_payload_and_headers(payload, headers):
    return {name.lower() for name, value in headers.items()}


body = {"message": {"type": "model-output", "output": {}}}

with as_handler(asgi, path="/webhook") as handler:
    assert handler.send(body).reply.status == 200

with as_handler(wsgi, path="/webhook", secret="a shared secret") as handler:
    assert handler.send(body).reply.status == 200

with as_handler(of_the_payload) as handler:
    assert handler.send(body).reply.value == "model-output"

with as_handler(of_payload_and_headers, credentials=Bearer("a token")) as handler:
    assert "authorization" in handler.send(body).reply.value

with as_handler(lambda message: message["type"], envelope=False) as handler:
    assert handler.send(body).reply.value == "model-output"
