"""The body of the result is an object instead of text, so the gateway answers 502."""

from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        message = message_in(event.get("body") or "")
    except ValueError:
        return {"statusCode": 400}
    return {"statusCode": 200, "body": answer_to(message) or {"ok": True}}


EXHIBIT = faulty("accepts", "is rejected", status=502, handler="handler", kind="lambda-url")
