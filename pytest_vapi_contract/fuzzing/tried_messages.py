"""Which messages a search has tried."""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

#: How many bits say which of the marks a message has: 8 MB of marks, however long a search is. A new message
#: is believed to be tried if another one has its mark: 1 in 300 after 200,000 messages.
BITS = 26


@dataclass(slots=True)
class TriedMessages:
    """One mark for each message that was tried, which is the same in every process."""

    _marks: bytearray = field(default_factory=lambda: bytearray(1 << BITS - 3), init=False)

    def is_new(self, text: str) -> bool:
        """Whether a message was not tried yet; from now on it was."""
        checksum = crc32(text.encode("utf-8", "surrogatepass"))
        place, mark = divmod(checksum >> 32 - BITS, 8)  # by its lowest bits, messages are shared out
        if self._marks[place] & 1 << mark:
            return False
        self._marks[place] |= 1 << mark
        return True
