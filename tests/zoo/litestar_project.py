"""Litestar: the message in a request."""

from typing import Any

from litestar import Request
from litestar.exceptions import ClientException

from tests.zoo.project import message_in


async def message_of(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The message in a request; 400 is answered to what is no JSON."""
    try:
        return message_in(await request.body())
    except ValueError:
        raise ClientException("no JSON") from None
