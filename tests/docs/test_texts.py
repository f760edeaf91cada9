import ast
import re
from pathlib import Path

import click
import pytest

from pytest_vapi_contract.cli import main
from pytest_vapi_contract.plugin import OPTIONS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pytest_vapi_contract"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "docs").rglob("*.txt")),
]
#: What users read once, and do not any more.
REPLACED = (
    "is answered with what",
    "nobody's business",
    "the message stands there",
    "without its envelope stands",
    "stands there twice",
    "what Vapi cannot read",
    "a message that conforms",
    "in every reading (",
    "such messages)",
    "that no reading of",
    "is not turned away",
    "  again     ",
    "  or        ",
    "a request that does not come from Vapi",
    "odd requests:",
    "they need a socket",
    "give the URL of a server",
    "does the handler ask for a credential",
    "Give it as the secret",
    "nothing listens at",
    "So many messages",
    "Cut nothing short",
    "if unsaid",
    "What stands before",
    "stands before the token",
    "What has to become of",
    "may lead off this machine",
    "that tells your state",
    "names no handler",
    "is no handler",
    "It cannot be seen what kind",
    "Mend it",
    "Heard of call",
    "are no UTF-8",
    "no UTF-8",
    "the readings of revision",
    "errata applied",
)
#: Turns of phrase that are not idiomatic, in what the package prints and in what it documents.
UNIDIOMATIC = re.compile(
    r"\b(is|are) no (?!longer\b)\w+|\bstands\b|\b[Ss]o many\b|\bunsaid\b|\b[Mm]end(s|ed)?\b|\bnobody's\b"
    r"|\b[Ww]hoever\b|\bfor ever\b|\bwhat is \w+ (is|are)\b"
)
#: The same in docstrings, and private words that were replaced. To stand for something is idiomatic there.
PRIVATE = re.compile(
    r"(?<![Tt]here )\b(is|are) no (?!longer\b)\w+|\bstands?\b(?! for\b)|\b[Ss]o many\b|\bunsaid\b"
    r"|\b[Mm]end(s|ed|ing)?\b|\bnobody's\b|\b[Ww]hoever\b|\b[Cc]ircumstances?\b|\bspots?\b"
    r"|\bsound\b(?! of\b)"
)
#: Words of ours that a finding explains instead.
OURS = re.compile(r"\b(readings?|disputed|errat(um|a))\b", re.IGNORECASE)
#: Where the words that findings consist of are.
OF_FINDINGS = ("checks", "cases", "case_sources", "reporting", "conformance")


def literals(path):
    """The texts in a module that it may print: its strings, but for docstrings, with parts of f-strings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node, documented)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def docstrings(path):
    """The docstrings in a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = [ast.get_docstring(node) for node in ast.walk(tree) if isinstance(node, documented)]
    return list(filter(None, found))


def _has_docstring(node, documented):
    return isinstance(node, documented) and ast.get_docstring(node) is not None


def helps(command):
    """The help texts of a command and of those below it."""
    yield command.help or ""
    yield from (getattr(each, "help", None) or "" for each in command.params)
    for below in getattr(command, "commands", {}).values():
        yield from helps(below)


PRINTED = {
    str(path.relative_to(ROOT)): "\n".join(literals(path))
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "words.py"  # what people say on the phone
}
DOCUMENTED = {
    f"docstrings of {path.relative_to(ROOT)}": "\n".join(docstrings(path))
    for path in sorted(PACKAGE.rglob("*.py"))
}
WRITTEN = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in PAGES}
HELP = {
    "vapi-contract --help": "\n".join(helps(main)),
    "pytest --help": "\n".join(each.help for each in OPTIONS),
}


@pytest.mark.parametrize("phrase", REPLACED)
def test_a_text_that_was_replaced_does_not_come_back(phrase):
    """Neither the package nor its documentation says it, in whatever case, and across lines."""
    texts = PRINTED | DOCUMENTED | WRITTEN | HELP
    texts.pop("CONTRIBUTING.md")  # it quotes what not to write

    found = [name for name, text in texts.items() if phrase.lower() in _one_line(text, phrase)]

    assert found == []


def _one_line(text, phrase):
    """The text in small letters and in one line; with its line breaks if the phrase is the label of one."""
    return text.lower() if phrase.startswith(" ") else " ".join(text.lower().split())


@pytest.mark.parametrize("texts", [PRINTED, WRITTEN, HELP], ids=["printed", "written", "help"])
def test_texts_are_idiomatic(texts):
    """
    "is not a handler", not "is no handler"; nothing "stands" anywhere.
    """
    found = {
        f"{name}: {match.group()}"
        for name, text in texts.items()
        if name != "CONTRIBUTING.md"
        for match in UNIDIOMATIC.finditer(text)
    }

    assert found == set()


def test_docstrings_are_idiomatic():
    """The reference is made of them, so users read them, too."""
    found = {
        f"{name}: {match.group()}" for name, text in DOCUMENTED.items() for match in PRIVATE.finditer(text)
    }

    assert found == set()


def test_a_finding_has_none_of_our_own_words():
    """What a finding is made of says what an ambiguous schema means for the user, not which reading it is."""
    texts = {name: text for name, text in PRINTED.items() if name.split("/")[1] in OF_FINDINGS}

    found = {
        f"{name}: {line}"
        for name, text in texts.items()
        for line in text.splitlines()
        if " " in line.strip() and OURS.search(line)
    }

    assert found == set()


def test_every_option_of_the_command_line_has_help():
    """No option is left to be guessed."""
    commands = [main, *main.commands.values()]

    silent = [
        f"{command.name} {each.opts[0]}"
        for command in commands
        for each in command.params
        if isinstance(each, click.Option) and not each.help
    ]

    assert silent == []
