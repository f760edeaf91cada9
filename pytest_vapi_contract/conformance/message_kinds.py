"""What tells messages of a type from others of it that a handler may well treat otherwise."""

from ..json_paths import Object

#: The properties: who speaks, what a call or a speech has come to, and whether a transcript is final.
DISTINCTIVE = ("role", "status", "transcriptType")


def distinctive_in(message: Object) -> list[str]:
    """What tells a message from others of its type, such as the status of a call."""
    values = (message.get(name) for name in DISTINCTIVE)
    return [value for value in values if isinstance(value, str)]
