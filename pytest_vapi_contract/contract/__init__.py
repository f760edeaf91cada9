"""The verdict about a message: conforming, disputed or violating, and why."""

from .contract import Contract, newest, shipped
from .message_types import DESCRIPTIONS, MessageType, ShippedType
from .readings import PUBLISHED, PUBLISHED_READINGS, READINGS, WEAKEST, Formats, Reading, Unions
from .verdict import Standing, Verdict, Violation

__all__ = [
    "DESCRIPTIONS",
    "PUBLISHED",
    "PUBLISHED_READINGS",
    "READINGS",
    "WEAKEST",
    "Contract",
    "Formats",
    "MessageType",
    "Reading",
    "ShippedType",
    "Standing",
    "Unions",
    "Verdict",
    "Violation",
    "newest",
    "shipped",
]
