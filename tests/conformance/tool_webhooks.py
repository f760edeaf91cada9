"""Webhooks that answer calls of two tools, as people write them: five with a fault, three without one."""

from __future__ import annotations

import json
from contextlib import closing
from sqlite3 import connect
from typing import Any

from fastapi import FastAPI, Request, Response
from flask import Flask, jsonify, request

ORDER = {
    "type": "function",
    "function": {
        "name": "order_pizza",
        "description": "Order a pizza.",
        "parameters": {
            "type": "object",
            "properties": {
                "size": {"type": "string", "enum": ["small", "medium", "large"]},
                "count": {"type": "integer", "minimum": 1, "maximum": 9},
                "name": {"type": "string", "description": "Name of the caller."},
                "notes": {"type": "string"},
            },
            "required": ["size", "count", "name"],
        },
    },
}
HOURS = {
    "type": "function",
    "function": {
        "name": "opening_hours",
        "parameters": {"type": "object", "properties": {"day": {"type": "string"}}, "required": ["day"]},
    },
}
TOOLS = [ORDER, HOURS]
PRICES = {"small": 8, "medium": 11, "large": 14}


def on_one_line(text: object) -> str:
    """A text without the line breaks that Vapi does not read."""
    return " ".join(str(text).split())


def answered(body: Any, order: Any) -> dict[str, Any]:
    """The results of all calls in a body; `order` takes the arguments of a call of `order_pizza`."""
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict) or message.get("type") != "tool-calls":
        return {}
    return {"results": [result(call, order) for call in message.get("toolCallList") or []]}


def result(call: Any, order: Any) -> dict[str, Any]:
    """What one call comes to."""
    function = call["function"]
    given = function["arguments"]
    arguments = json.loads(given) if isinstance(given, str) and given.startswith("{") else given
    if not isinstance(arguments, dict):
        return {"toolCallId": call["id"], "error": "the arguments are not an object"}
    if function["name"] == "opening_hours":
        return {"toolCallId": call["id"], "result": "From ten to ten."}
    if function["name"] != "order_pizza":
        return {"toolCallId": call["id"], "error": "unknown tool"}
    return {"toolCallId": call["id"], **order(arguments)}


def is_right(arguments: dict[str, Any]) -> bool:
    """Whether the arguments of an order can be used."""
    count, texts = arguments.get("count"), (arguments.get("name"), arguments.get("notes", ""))
    is_count = isinstance(count, int) and not isinstance(count, bool) and 1 <= count <= 9
    return is_count and arguments.get("size") in [*PRICES] and all(isinstance(each, str) for each in texts)


def strict(arguments: dict[str, Any]) -> dict[str, Any]:
    """Refuse bad arguments in `error`, with status 200."""
    if not is_right(arguments):
        return {"error": "Please ask for size, number and name again."}
    total = PRICES[arguments["size"]] * arguments["count"]
    return {"result": on_one_line(f"{total} dollars, {arguments['name']}. {arguments.get('notes', '')}")}


def tolerant(arguments: dict[str, Any]) -> dict[str, Any]:
    """Take whatever comes."""
    return {"result": on_one_line(json.dumps(arguments))}


def fastapi_app(order: Any) -> FastAPI:
    """A FastAPI application that takes orders."""
    app = FastAPI()

    @app.post("/")
    async def webhook(request: Request) -> dict[str, Any]:
        return answered(await request.json(), order)

    return app


def flask_app(order: Any) -> Flask:
    """A Flask application that takes orders."""
    app = Flask("orders")

    @app.post("/")
    def webhook() -> Any:
        return jsonify(answered(request.get_json(silent=True), order))

    return app


def function(order: Any) -> Any:
    """A plain function that takes orders."""

    def webhook(body: Any) -> dict[str, Any]:
        return answered(body, order)

    return webhook


def one_size_missing(arguments: dict[str, Any]) -> dict[str, Any]:
    """Know two sizes of three."""
    if not is_right(arguments):
        return {"error": "no"}
    return {"result": str({"small": 8, "medium": 11}[arguments["size"]])}


def notes_expected(arguments: dict[str, Any]) -> dict[str, Any]:
    """Expect notes that need not be there."""
    if not is_right(arguments):
        return {"error": "no"}
    return {"result": on_one_line(arguments["notes"])}


def bound_excluded(arguments: dict[str, Any]) -> dict[str, Any]:
    """Stumble over the largest number that is allowed."""
    if not is_right(arguments):
        return {"error": "no"}
    return {
        "result": ["free", "free", "free", "free", "free", "free", "free", "free"][arguments["count"] - 1]
    }


def notes_on_a_line_of_their_own(arguments: dict[str, Any]) -> dict[str, Any]:
    """Break the line, which Vapi does not read."""
    if not is_right(arguments):
        return {"error": "no"}
    return {"result": "Ordered." + (f"\n{arguments['notes']}" if "notes" in arguments else "")}


def thanks_on_a_line_of_their_own(arguments: dict[str, Any]) -> dict[str, Any]:
    """Return two lines, whatever is ordered."""
    return {"result": "Ordered.\nThank you."} if is_right(arguments) else {"error": "no"}


def ascii_only(arguments: dict[str, Any]) -> dict[str, Any]:
    """Write the name as bytes that have no accents."""
    if not is_right(arguments):
        return {"error": "no"}
    return {"result": on_one_line(arguments["name"].encode("latin-1").decode("latin-1"))}


def largest_count_not_stored(arguments: dict[str, Any]) -> dict[str, Any]:
    """Tell the caller what the database says to the largest number that is allowed."""
    if not is_right(arguments):
        return {"error": "no"}
    try:
        with closing(connect(":memory:")) as database:
            database.execute("create table orders (count integer check (count < 9))")
            database.execute("insert into orders values (?)", [arguments["count"]])
    except Exception as error:  # noqa: BLE001 - it is the fault
        return {"error": str(error)}
    return {"result": "Ordered."}


def all_lost_with_one(body: Any) -> dict[str, Any]:
    """Handle all calls of a message in one `try`."""
    try:
        return answered(body, strict_by_exception)
    except ValueError:
        return {"error": "Something went wrong."}


def multi_status() -> FastAPI:
    """A FastAPI application whose status says that some calls of a message went wrong."""
    app = FastAPI()

    @app.post("/")
    async def webhook(request: Request, response: Response) -> dict[str, Any]:
        whole = answered(await request.json(), strict)
        wrong = ["error" in each for each in whole.get("results", [])]
        response.status_code = 207 if any(wrong) and not all(wrong) else 200
        return whole

    return app


def strict_by_exception(arguments: dict[str, Any]) -> dict[str, Any]:
    """Refuse bad arguments by an exception."""
    if not is_right(arguments):
        raise ValueError
    return strict(arguments)


def second_call_lost(body: Any) -> dict[str, Any]:
    """Answer the first call alone."""
    whole = answered(body, strict)
    return {"results": whole["results"][:1]} if whole else {}
