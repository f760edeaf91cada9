"""The cost of a report is looked up under a name that it does not have, and a broad except hides it."""

from typing import Any

from tests.zoo.exhibit import FEW, faulty
from tests.zoo.project import answer_to, message_of

costs: dict[str, float] = {}


def webhook(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "end-of-call-report":
        try:
            costs[message["call"]["id"]] = message["report"]["cost"]
        except Exception:
            return {}
    return answer_to(message)


EXHIBIT = faulty(
    "effects",
    "has no effect, and KeyError at tests/zoo/faulty/report_is_stored_behind_a_catch_all.py:15 in webhook",
    says='► 15 │     costs[message["call"]["id"]] = message["report"]["cost"]',
    handler="webhook",
    types=("end-of-call-report",),
    handles=("end-of-call-report",),
    quick=FEW,
    state=lambda: dict(costs),
    reset=costs.clear,
)
