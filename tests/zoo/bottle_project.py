"""Bottle: the message in the request."""

from typing import Any

import bottle

from tests.zoo.project import message_in


def message_of_request() -> dict[str, Any]:
    """The message in the request; 400 is answered to what is no JSON."""
    try:
        return message_in(bottle.request.body.read())
    except ValueError as error:
        raise bottle.HTTPError(400, "no JSON") from error
