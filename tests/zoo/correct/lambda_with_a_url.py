import json
from typing import Any

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        return answer_to(message_in(event.get("body", "")))
    except ValueError:
        return {"statusCode": 400, "body": json.dumps({"error": "no JSON"})}


EXHIBIT = Exhibit(handler="handler", kind="lambda-url")
