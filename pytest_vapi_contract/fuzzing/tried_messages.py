"""Which messages a search has tried."""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

#: The number of marks: a power of two, so that 8 MB are enough however long a search is. Of a new message
#: it is believed that it was tried if another one has its mark: of 1 in 300 after 200,000 messages.
MARKS = 1 << 26


@dataclass(slots=True)
class TriedMessages:
    """One mark for each message that was tried, which is the same in every process."""

    _marks: bytearray = field(default_factory=lambda: bytearray(MARKS // 8), init=False)

    def is_new(self, text: str) -> bool:
        """Whether a message was not tried yet; from now on it was."""
        place, mark = divmod(crc32(text.encode("utf-8", "surrogatepass")) % MARKS, 8)
        if self._marks[place] & 1 << mark:
            return False
        self._marks[place] |= 1 << mark
        return True
