"""How a failed item or test is told: its findings in a line each, for all of them are told at the end."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # at run time it is imported where it is needed: that keeps every other session quick
    from ..report_formats import RenderedFinding, RenderedReport


class ToldFailure:
    """
    A failure as text.

    The terminal shows `titles`, a JUnit file has all of the text, and the short summary shows `brief`.
    """

    def __init__(self, text: str, titles: str = "", brief: str = "") -> None:
        self.text, self.titles = text, titles or text
        self.reprcrash = _Headline(brief or self.titles.partition("\n")[0])

    def toterminal(self, terminal: Any) -> None:
        """Print a line for each finding, in red."""
        from ..report_formats.wrapping import wrapped

        for line in self.titles.splitlines():
            for each in wrapped(line, terminal.fullwidth).split("\n") if terminal.hasmarkup else [line]:
                terminal.line(each, red=True)

    def __str__(self) -> str:
        return self.text


class _Headline:
    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return self.message


class ContractBroken(AssertionError):
    """A run has found something, or could not check everything; the text has a line for each finding."""

    def __init__(self, findings: "Sequence[RenderedFinding]" = (), text: str = "") -> None:
        more = [text] if text else []
        titles = "\n".join([*(each.title for each in findings), *more])
        super().__init__(titles)
        text = "\n\n".join([*(each.text for each in findings), *more])
        self.told = ToldFailure(text, titles, _brief(findings))


def raise_if_broken(rendered: "RenderedReport") -> None:
    """Raise `ContractBroken` with the findings that fail a run, and if the run is incomplete."""
    __tracebackhide__ = True
    if not rendered.ok:
        raise ContractBroken(rendered.failures, rendered.warning)


def printed_of(findings: "Iterable[RenderedFinding]") -> Mapping[str, str]:
    """What the handler printed in the exchanges of some findings, by where it did so."""
    printed: dict[str, str] = {}
    for finding in findings:
        for where, text in finding.printed.items():
            printed[where] = f"{printed.get(where, '')}{finding.title}\n{_indented(text)}\n"
    return printed


def _brief(findings: "Sequence[RenderedFinding]") -> str:
    """The first finding in a line, and that there are more."""
    if not findings:
        return ""
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{findings[0].brief}{more}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
