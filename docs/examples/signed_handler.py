"""A handler with its credential: pytest --vapi-handler=signed_handler:signed"""

import os

from pytest_vapi_contract import Hmac, as_handler


def webhook(payload, headers):
    if "x-signature" not in {name.lower() for name in headers}:
        raise ValueError("unsigned")
    return {}


signed = as_handler(webhook, credentials=Hmac(os.environ.get("VAPI_SECRET", "only-for-tests")))

assert signed.send({"message": {"type": "hang"}}).reply.value == {}
