"""What a function returns, as a reply: read once, where the function runs."""

from __future__ import annotations

from json import dumps
from typing import Any

from ...masking.mask import said_line
from ..exchange import Reply
from ..patches import PATCHES
from ..recorder import LIMIT


def reply_of_value(value: Any) -> Reply:
    """
    The reply that a returned value is.

    Values may be objects of the handler's own classes, whose methods may do anything: nothing reads the value
    afterwards, only its JSON text.
    """
    PATCHES.put_back()  # the handler has had its turn
    # Of a text of 50 MB, no more is encoded than is kept: that takes time, which is the handler's.
    text, why = json_text(value[: LIMIT + 1] if type(value) is str else value)
    body = text.encode("utf-8", "surrogatepass")
    return Reply(status=None, value=value, body=body[:LIMIT], truncated=len(body) > LIMIT, not_json=why)


def as_returned(reply: Reply) -> Reply:
    """A reply of a function with its JSON text, which only one that was made by hand may lack."""
    read = reply.status is not None or reply.body or reply.not_json
    return reply if read else reply_of_value(reply.value)


def json_text(value: Any) -> tuple[str, str]:
    """A value as JSON, or why it is not."""
    try:
        return dumps(value, ensure_ascii=False, allow_nan=False), ""
    except (TypeError, ValueError, RecursionError) as error:
        return "", said_line(str(error))
