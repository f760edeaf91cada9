import json
from typing import Any

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        message = message_in(event["body"] or "")
    except ValueError:
        return {"statusCode": 400, "body": "no JSON"}
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = Exhibit(handler="handler", kind="lambda-v1", types=("tool-calls",))
