"""A message goes to the handler, and its reply comes back: one small file for each kind of handler."""

from ..cases.http_framing import Framing
from ..masking.mask import hide, said
from .credentials import Bearer, Credentials, FixedHeaders, Hmac, SharedSecret
from .curl import curl_line
from .exchange import Crash, Exchange, Reply, Request
from .handler import Handler, as_handler, handler_of
from .handler_options import HandlerKeywords, HandlerOptions
from .kinds.adapter import Adapter
from .location import Location
from .tool_result import ToolResult

__all__ = [
    "Adapter",
    "Bearer",
    "Crash",
    "Credentials",
    "Exchange",
    "FixedHeaders",
    "Framing",
    "Handler",
    "HandlerKeywords",
    "HandlerOptions",
    "Hmac",
    "Location",
    "Reply",
    "Request",
    "SharedSecret",
    "ToolResult",
    "as_handler",
    "curl_line",
    "handler_of",
    "hide",
    "said",
]
