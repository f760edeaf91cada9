"""Faults of the body around a message, and bodies of other message types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..cases.family import Family
from ..json_paths import Object, dumps
from ..wire_envelope import envelope

Body = Callable[[Object], Any]

#: Family -> the body that is made of a message, and the keyword that it breaks.
BODIES: Mapping[Family, tuple[Body, str]] = {
    Family.ENVELOPE_MISSING: (lambda message: {}, "required"),
    Family.ENVELOPE_NULL: (lambda message: envelope(None), "type"),
    Family.ENVELOPE_BOOLEAN: (lambda message: envelope(True), "type"),
    Family.ENVELOPE_NUMBER: (lambda message: envelope(12), "type"),
    Family.ENVELOPE_STRING: (lambda message: envelope(dumps(message)), "type"),
    Family.ENVELOPE_ARRAY: (lambda message: envelope([message]), "type"),
    Family.ENVELOPE_DOUBLE: (lambda message: envelope(envelope(message)), "required"),
    Family.ENVELOPE_CASE: (lambda message: {"Message": message}, "required"),
    Family.ENVELOPE_RENAMED: (lambda message: {"data": message}, "required"),
    Family.BODY_NULL: (lambda message: None, "type"),
    Family.BODY_BOOLEAN: (lambda message: True, "type"),
    Family.BODY_NUMBER: (lambda message: 12, "type"),
    Family.BODY_STRING: (lambda message: dumps(envelope(message)), "type"),
    Family.BODY_ARRAY: (lambda message: [envelope(message)], "type"),
}
