"""Exchanges that tests make by hand, and a small source of cases that needs no generator."""

from collections.abc import Iterator
from typing import Any

from pytest_vapi_contract.cases.case import Case, Category
from pytest_vapi_contract.contract import Contract
from pytest_vapi_contract.delivery import Crash, Exchange, Reply, Request

CALL = {"id": "c1", "orgId": "o1", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z"}
SESSION = {
    "id": "s1",
    "orgId": "o1",
    "createdAt": "2026-01-01T00:00:00Z",
    "updatedAt": "2026-01-01T00:00:00Z",
}
SMALLEST: dict[str, dict[str, Any]] = {
    "model-output": {"type": "model-output", "output": {}},
    "session.created": {"type": "session.created", "session": SESSION},
    "hang": {"type": "hang"},
}
#: The lines by which the smallest body is told.
HANG_TOLD = ["", "  {", '    "message": {', '      "type": "hang"', "    }", "  }", ""]
#: Message types of the small source.
TYPES = tuple(SMALLEST)
#: What stands in the place of a message.
BROKEN: tuple[Any, ...] = (None, [], "x")


def exchange(
    *, status: int | None = 200, body: bytes = b"", crash: Crash | None = None, **fields: Any
) -> Exchange:
    """An exchange with a reply of a status; without a reply if the status is 0."""
    reply = None if status == 0 else Reply(status=status, body=body)
    return Exchange(request=Request(path="/webhook"), reply=reply, crash=crash, seconds=0.003, **fields)


def crash(type: str = "KeyError", message: str = "'id'", **fields: Any) -> Crash:
    """An exception in `app.py`."""
    where: dict[str, Any] = {"file": "app.py", "line": 41, "function": "on_session"}
    return Crash(type=type, message=message, **where | fields)


def conforming(body: Any = None, **fields: Any) -> Case:
    """A conforming case."""
    return Case(**{"id": "sample-0", "type": "hang", "body": body, "category": "conforming"} | fields)


def mutation(body: Any, at: str, keyword: str = "type", type: str = "session.created") -> Case:
    """A case that is broken at a place."""
    return Case(id=f"{keyword}:{at}", type=type, body=body, category="mutation", at=at, keyword=keyword)


def small_cases(category: Category, type: str, contract: Contract, seed: int) -> Iterator[Case]:
    """
    A handful of cases for each message type: with and without a call, a string token, and a broken envelope.
    """
    smallest = SMALLEST[type]
    if category == "conforming":
        larger = {**smallest, "call": CALL, "timestamp": 1_700_000_000_000 + seed}
        for at, message in enumerate((smallest, larger, {**smallest, "timestamp": 1.5})):
            yield conforming({"message": message}, id=f"sample-{at}", type=type)
    elif category == "observed":
        message = {**smallest, "call": CALL}
        token = {"output": "Hello"} if type == "model-output" else {}
        yield conforming({"message": message | token}, id="observed-0", type=type, category="observed")
    elif category == "mutation":
        for broken in BROKEN:
            yield mutation({"message": broken}, "", "envelope", type)
        yield mutation({"message": {**smallest, "type": []}}, "/type", "type", type)
        yield mutation({"message": {**smallest, "call": None}}, "/call", "type", type)
