"""
What was not sent, and why.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Skip:
    """
    Something that was not sent, and why.
    """

    what: str
    why: str
    whole: bool = False  #: Whether nothing was sent of something that every run sends.

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


def counted(count: int, noun: str) -> str:
    """
    So many things: "1 finding", "3 findings".
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"
