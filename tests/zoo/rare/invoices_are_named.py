"""A handoff to billing requires an invoice number, which the caller may not have given."""

import json
from typing import Any

from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, message_in, object_at

asked: list[str] = []


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        message = message_in(event.get("body") or "")
    except ValueError:
        return {"statusCode": 400}
    parameters = object_at(message, "parameters")
    if message.get("type") == "handoff-destination-request" and parameters.get("department") == "billing":
        asked.append(parameters["invoiceNumber"])
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = rare(
    "accepts",
    "handoff-destination-request",
    line='asked.append(parameters["invoiceNumber"])',
    types=("handoff-destination-request",),
    handler="handler",
    within=500,
    proof=(like("handoff-destination-request", parameters={"department": "billing"}),),
)
