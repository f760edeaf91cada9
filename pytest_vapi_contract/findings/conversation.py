"""A conversation in which something is wrong, as rows: what happened, what is expected, and what was read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ..json_paths import Object
from ..masking.mask import said_line

WIDEST = 24  #: Characters of a text that are shown; of a longer one, its end.
LONGEST = 2_000
MOST_ROWS = 20
HEADINGS = ("time", "event", "turn", "text", "expected", "read")


@dataclass(frozen=True, kw_only=True, slots=True)
class ConversationRow:
    """One event of a conversation, with the text that is expected and read after it. Secrets are masked."""

    time: float  #: Seconds since the start.
    event: str  #: The message type.
    turn: str | None  #: The turn that it is about; None for a message without a `turnId`.
    text: str | None  #: What it says; None where it says nothing.
    expected: str | None = None  #: The text of the turn that is wrong; None where it has none yet.
    read: str | None = None
    outcome: str = ""  #: What came of it in place of a text, such as `refused`.

    def to_json(self) -> Object:
        """The row as JSON."""
        return asdict(self)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as short texts."""
        read = self.outcome or _quoted(self.read)
        turn = "none" if self.turn is None else self.turn
        is_mute = self.text is None and self.event == "model-output"
        text = "(not text)" if is_mute else _quoted(self.text)
        return f"{self.time:.2f}", self.event, turn, text, _quoted(self.expected), read


def table(rows: Sequence[ConversationRow]) -> list[str]:
    """Return the lines of a table; of a long conversation, its end."""
    shown = [row.cells for row in rows[-MOST_ROWS:]]
    left_out = len(rows) - len(shown)
    return [*([f"… ({left_out} earlier events)"] if left_out else []), *columns([HEADINGS, *shown])]


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines, with each column as wide as its widest text."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def cell(text: str) -> str:
    """Return a text in quotes, on one line; of a long one, its end."""
    line = said_line(text, most=LONGEST)
    line = "".join(f"\\u{ord(char):04x}" if unicodedata.combining(char) else char for char in line)
    return f'"{line}"' if len(line) <= WIDEST else f'"…{line[-WIDEST + 1 :]}"'


def _quoted(text: str | None) -> str:
    return "" if text is None else cell(text)
