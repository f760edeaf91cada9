"""The result has no statusCode, so a REST API answers 502."""

from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        return answer_to(message_in(event["body"] or ""))
    except ValueError:
        return {"statusCode": 400, "body": "no JSON"}


EXHIBIT = faulty("accepts", "is rejected", status=502, handler="handler", kind="lambda-v1")
