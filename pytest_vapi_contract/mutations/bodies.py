"""
Faults of the body around a message, and bodies of other message types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..json_paths import Object, dumps, envelope

Body = Callable[[Object], Any]

#: Family -> (the body that is made of a message, why no reading allows it, the keyword).
BODIES: Mapping[str, tuple[Body, str, str]] = {
    "envelope.missing": (lambda message: {}, "the body is an empty object: `message` is missing", "required"),
    "envelope.null": (lambda message: envelope(None), "`message` is null", "type"),
    "envelope.boolean": (lambda message: envelope(True), "`message` is true", "type"),
    "envelope.number": (lambda message: envelope(12), "`message` is a number", "type"),
    "envelope.string": (
        lambda message: envelope(dumps(message)),
        "`message` is the message as JSON text, not an object",
        "type",
    ),
    "envelope.array": (lambda message: envelope([message]), "`message` is a list", "type"),
    "envelope.double": (lambda message: envelope(envelope(message)), "the envelope is doubled", "required"),
    "envelope.case": (lambda message: {"Message": message}, "`message` is written `Message`", "required"),
    "envelope.renamed": (lambda message: {"data": message}, "`message` is called `data`", "required"),
    "body.null": (lambda message: None, "the body is null", "type"),
    "body.boolean": (lambda message: True, "the body is true", "type"),
    "body.number": (lambda message: 12, "the body is a number", "type"),
    "body.string": (lambda message: dumps(envelope(message)), "the body is a string of JSON", "type"),
    "body.array": (lambda message: [envelope(message)], "the body is a list", "type"),
}


def broken_bodies(message: Object) -> Iterator[tuple[str, Any, str, str]]:
    """
    List the broken bodies that a conforming message gives: family, body, why, keyword.
    """
    for family, (body, why, keyword) in BODIES.items():
        yield family, body(message), why, keyword
