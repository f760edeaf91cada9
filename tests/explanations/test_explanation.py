"""Each code has an explanation, and the code in it works."""

import re
import runpy
from pathlib import Path

import pytest

from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.errors import UnknownCode
from pytest_vapi_contract.explanations import explanation_of
from pytest_vapi_contract.explanations.explanation import TEXTS, TOPICS, TOPICS_OF, topic_of
from pytest_vapi_contract.findings import CODES

ROOT = Path(__file__).parents[2]
SNIPPET = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOPIC_FILES = sorted((TEXTS / "topics").glob("*.md"))
#: For whom each topic says how to fix it.
FOR = ("### FastAPI", "### Flask", "### Django", "### A function")


@pytest.mark.parametrize("id", CODES)
def test_each_code_has_a_page(id):
    """With what it means, why it matters, and how to fix it in each framework."""
    page = explanation_of(id)

    headings = re.findall(r"^#+ .*", SNIPPET.sub("", page), re.MULTILINE)
    assert headings[0].startswith(f"# {id}: ")
    assert headings[1:4] == ["## What it means", "## Why it matters", "## How to fix it"]
    assert headings[4:] == list(FOR)


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_has_a_page(check):
    """With the codes of its findings."""
    page = explanation_of(check)

    assert page.startswith(f"# {check}\n\n{CHECKS[check].doc}\n")
    assert all(f"`{code.id}` {code.meaning}" in page for code in CODES.values() if code.check == check)


def test_a_code_is_explained_in_small_letters_too():
    """As people type it."""
    assert explanation_of("vc102") == explanation_of("VC102")


def test_an_unknown_code_is_an_error_with_advice():
    """The closest one is named."""
    with pytest.raises(UnknownCode, match="VC10"):
        explanation_of("VC10")


def test_no_text_is_left_over():
    """Each topic is the topic of a code, and each line of the tables is needed."""
    topics = {topic_of(code) for code in CODES.values()}
    kinds = {(code.check, code.happened) for code in CODES.values()}

    assert {file.stem for file in TOPIC_FILES} == topics
    assert TOPICS_OF.keys() <= kinds
    assert TOPICS.keys() <= {happened for _, happened in kinds}
    assert {file.stem for file in (TEXTS / "checks").glob("*.md")} == CHECKS.keys()


@pytest.mark.parametrize("file", TOPIC_FILES, ids=lambda file: file.stem)
def test_the_code_in_an_explanation_runs(file: Path):
    """Each snippet is a module of its own: it is compiled, run, and needs no name that is not there."""
    snippets = SNIPPET.findall(file.read_text(encoding="utf-8"))

    for snippet in snippets:
        exec(compile(snippet, str(file), "exec"), {"__name__": "snippet"})

    assert len(snippets) == len(FOR)


def test_the_docs_have_the_same_pages(tmp_path):
    """One for each code, written when the docs are built."""
    written = runpy.run_path(str(ROOT / "docs" / "conf.py"))["write_codes"]

    written(tmp_path / "codes")

    pages = {file.stem: file.read_text(encoding="utf-8") for file in (tmp_path / "codes").iterdir()}
    assert pages == {id: explanation_of(id) for id in CODES}
