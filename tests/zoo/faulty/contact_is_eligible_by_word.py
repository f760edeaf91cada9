"""Whether a contact may be called is a word, not true or false."""

import json
from typing import Any

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        message = message_in(event.get("body") or "")
    except ValueError:
        return {"statusCode": 400}
    if message.get("type") == "campaign.predial":
        return {"statusCode": 200, "body": json.dumps({"eligible": "yes"})}
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = replier("/eligible", type="campaign.predial", status=200, handler="handler", kind="lambda-url")
