"""A place in the user's own code."""

from __future__ import annotations

import linecache
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

#: How many lines are shown before a line, and behind it.
AROUND = 1

#: Lines of a file, each with its number.
Lines = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Location:
    """A line of a file, and the function it is in."""

    file: str
    line: int
    function: str
    #: The line and its neighbours as a report has them; None to read the file.
    lines: Lines | None = field(default=None, repr=False, compare=False)

    @property
    def shown_file(self) -> str:
        """The file, relative to the working directory if it is in there."""
        path = Path(self.file)
        try:
            here = Path.cwd()
        except OSError:  # it has been deleted
            return self.file
        return str(path.relative_to(here) if path.is_relative_to(here) else path)

    @property
    def source(self) -> Lines:
        """
        The line and its neighbours, each with its number; nothing where the file cannot be read.
        """
        if self.lines is not None:
            return self.lines
        if not linecache.getline(self.file, self.line).strip():
            return ()
        numbers = range(max(1, self.line - AROUND), self.line + AROUND + 1)
        lines = [(number, linecache.getline(self.file, number)) for number in numbers]
        known = [(number, line.rstrip()) for number, line in lines if line]
        texts = dedent("\n".join(line for _, line in known).expandtabs()).split("\n")
        return tuple(zip((number for number, _ in known), texts, strict=True))

    def __str__(self) -> str:
        return f"{self.shown_file}:{self.line} in {self.function}"
