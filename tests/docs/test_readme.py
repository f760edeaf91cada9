import re
import runpy
from pathlib import Path

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance import RunOptions, replay

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECORD = runpy.run_path(str(ROOT / "docs" / "record.py"))
STORY = ROOT / "docs" / "examples" / "first_finding"


def block(language):
    """The first code block of a language."""
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_readme_is_short():
    """A newcomer reads it to the end."""
    lines = README.splitlines()

    assert len(lines) < 150


def test_the_readme_shows_the_webhook_of_the_tutorial():
    """The example of the README is the one that the tests run."""
    shown = block("python")

    assert shown == (STORY / "app.py").read_text(encoding="utf-8")


def test_the_readme_shows_what_the_command_prints():
    """
    The findings in the README are the first of the recorded output, word for word. `make record` renews them.
    """
    recorded = (STORY / "check.txt").read_text(encoding="utf-8")

    renewed = RECORD["with_findings"](README, recorded)

    assert renewed == README
    assert block("text").strip() == "\n\n".join(recorded.split("\n\n")[:2])


def test_what_the_readme_says_of_its_first_finding_holds():
    """It is about a message without `call`, and has a line that repeats it."""
    first, _ = block("text").strip().split("\n\n")

    assert "call" in first.partition("\n")[0]
    assert "--replay " in first


def test_every_page_that_the_readme_names_is_there():
    """No link of the README leads nowhere."""
    links = re.findall(r"\]\(([^)#]+)\)", README)

    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]

    assert missing == []


def test_what_is_shown_can_be_replayed():
    """
    Each text that stands for an exchange, in the README and in the tutorial's output, is one of this version.
    """
    recorded = (STORY / "check.txt").read_text(encoding="utf-8")

    shown = re.findall(r"--replay (\S+)", README + recorded)

    assert len(shown) > 2
    options = RunOptions()

    def app(environ, start_response):
        start_response("204 No Content", [])
        return [b""]

    with as_handler(app) as handler:
        replayed = [replay(handler, text, options).report.checks for text in shown]
    assert replayed == [(text.partition("/")[0],) for text in shown]
