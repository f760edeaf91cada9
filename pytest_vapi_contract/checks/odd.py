"""
What is sent beside messages: malformed bodies, odd requests, bad credentials.
"""

from collections.abc import Callable, Iterator
from typing import Any

from ..delivery import Handler
from .case import Case, Category
from .impostors import impostor_cases
from .malformed import http_cases, text_cases
from .rules import Check

Odd = Callable[[Handler, str, Any], Iterator[Case]]

#: What is not about messages, made from one that conforms; nothing where it means nothing to the handler.
ODD: dict[Category, Odd] = {"text": text_cases, "http": http_cases, "credentials": impostor_cases}


def concerns(check: Check, handler: Handler) -> bool:
    """
    Whether a check has anything to send to a handler.
    """
    if check.per_type:
        return True
    odd = (ODD[category](handler, "", {"message": {}}) for category in check.categories)
    return any(next(cases, None) is not None for cases in odd)
