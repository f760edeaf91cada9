"""The envelope on the wire, `{"message": …}`: how it is put on, recognized and taken off."""

from __future__ import annotations

from .json_paths import Json, Object


def envelope(message: Json) -> Object:
    """The message as Vapi sends it: the value of `message` in the body."""
    return {"message": message}


def is_enveloped(value: Json) -> bool:
    """
    Whether a value is a whole body, with the message at `message`, and not a message without its envelope.

    An object with `message` is a body, whatever `message` is. One that has a `type` beside it is a message
    with a property of that name.
    """
    return isinstance(value, dict) and "message" in value and "type" not in value


def enveloped(value: Json) -> Json:
    """The body for a message, or for what is a body already."""
    return value if is_enveloped(value) else envelope(value)


def unwrapped(value: Json) -> Json:
    """The message in a body, or what is without an envelope already."""
    return value["message"] if is_enveloped(value) else value
