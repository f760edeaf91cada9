"""The costs of an analysis are labelled by a table that lacks the newest kind."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of

LABELS = {"summary": "Summary", "structuredData": "Data", "successEvaluation": "Evaluation"}
ANALYSES = {*LABELS, "structuredOutput"}
invoice: list[str] = []


async def webhook(request: Request) -> JSONResponse:
    message = await message_of(request)
    costs = message.get("costs")
    for cost in costs if isinstance(costs, list) else ():
        if isinstance(cost, dict) and cost.get("type") == "analysis" and cost.get("promptTokens") == 0:
            kind = cost.get("analysisType")
            if isinstance(kind, str) and kind in ANALYSES:
                invoice.append(LABELS[kind])
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = rare(
    "accepts",
    "end-of-call-report",
    line="invoice.append(LABELS[kind])",
    types=("end-of-call-report",),
    within=2_500,
    proof=(
        like(
            "end-of-call-report",
            costs=[
                {
                    "type": "analysis",
                    "analysisType": "structuredOutput",
                    "model": {},
                    "promptTokens": 0,
                    "completionTokens": 0,
                    "cost": 0.1,
                }
            ],
        ),
    ),
)
