"""How a failed item is told."""

import pytest

from pytest_vapi_contract.plugin.failures import ContractBroken, ToldFailure, printed_of
from pytest_vapi_contract.report_formats import RenderedFinding


def finding(name: str, **printed: str) -> RenderedFinding:
    """A finding with texts of this name."""
    return RenderedFinding(
        json={},
        title=f"LOST  {name}",
        brief=f"{name} first",
        text=f"LOST  {name}\n  got  500",
        fails=True,
        printed=printed,
    )


class Terminal:
    """What is written line by line."""

    hasmarkup = False

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, text: str, *, red: bool) -> None:
        """Take a line."""
        assert red
        self.lines.append(text)


def test_the_terminal_shows_a_line_for_each_finding():
    """A file has all of the text, and the short summary the first cause and how many there are."""
    told, terminal = ContractBroken([finding("a"), finding("b")]).told, Terminal()

    told.toterminal(terminal)

    assert terminal.lines == ["LOST  a", "LOST  b"]
    assert str(told) == "LOST  a\n  got  500\n\nLOST  b\n  got  500"
    assert str(told.reprcrash) == "a first (and 1 more)"


def test_what_keeps_an_item_from_being_checked_is_told():
    """Where nothing was found the text is all there is; it is behind what was found."""
    alone, behind = ContractBroken(text="INCOMPLETE: x"), ContractBroken([finding("a")], "INCOMPLETE: x")

    assert (str(alone), alone.told.reprcrash.message) == ("INCOMPLETE: x", "INCOMPLETE: x")
    assert str(behind) == "LOST  a\nINCOMPLETE: x"


def test_the_first_line_is_the_headline():
    """Of a text of several lines."""
    assert ToldFailure("one\ntwo").reprcrash.message == "one"


@pytest.mark.parametrize("where", ["stdout", "stderr", "log"])
def test_what_was_printed_stands_below_its_finding(where):
    """So it is clear which exchange has printed it."""
    printed = printed_of(
        [finding("a", **{where: "one\ntwo"}), finding("b"), finding("c", **{where: "three"})]
    )

    assert printed == {where: "LOST  a\n  one\n  two\nLOST  c\n  three\n"}
