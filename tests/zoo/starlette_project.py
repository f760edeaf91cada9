"""Starlette: the message in a request."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from tests.zoo.project import message_in


async def message_of(request: Request) -> dict[str, Any]:
    """The message in a request; 400 is answered to what is no JSON."""
    try:
        return message_in(await request.body())
    except ValueError as error:
        raise HTTPException(400, "no JSON") from error
