"""
Lines of a report on a terminal, which breaks them wherever it likes if we do not.

Only sentences are broken. What is copied, such as a command or a line of code, stays as it is.
"""

import re
from collections.abc import Iterator

#: Rows of a finding that are sentences, by their label, and where their text begins.
SENTENCES, INDENT = ("sent", "expected", "got", "also", "hint", "accepted", "why"), 12
#: The first line of a finding: its title, then its check and code at the right.
HEAD = re.compile(r"(?P<title>[A-Z]+  .*\S)  +(?P<check>\S+ VC\d+)")
#: What is not broken: code in backticks, and anything without a blank.
WORD = re.compile(r"(?:`[^`]*`|\S)+")


def wrapped(text: str, width: int) -> str:
    """The lines of a text, none of them longer than the width if it is a sentence that can be broken."""
    return "\n".join(line for each in text.split("\n") for line in _lines(each, width))


def _lines(line: str, width: int) -> Iterator[str]:
    head = HEAD.fullmatch(line)
    if head and len(line) > width:
        yield from _broken(f"{head['title']}  {head['check']}", width, indent=2)
    elif line.startswith("  ") and (line.split() or [""])[0] not in SENTENCES:
        yield line
    else:
        yield from _broken(line, width, indent=INDENT if line.startswith("  ") else 2)


def _broken(line: str, width: int, indent: int) -> Iterator[str]:
    """A line, broken between words where it would be too long."""
    start = 0
    for word in WORD.finditer(line):
        first = start == 0
        room = width if first else width - indent
        if word.end() - start > room and line[start : word.start()].strip():
            yield _indented(line[start : word.start()].rstrip(), 0 if first else indent)
            start = word.start()
    yield _indented(line[start:], indent if start else 0)


def _indented(text: str, indent: int) -> str:
    return f"{' ' * indent}{text}"
