from pathlib import Path

from tests.zoo.exhibit import names, opened

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "what-is-found.md"


def listed():
    """The faults on the page, with the check above them."""
    check, faults = "", set()
    for line in PAGE.read_text(encoding="utf-8").partition("## What is a note")[0].splitlines():
        check = line.split("`")[1] if line.startswith("`") else check
        if line.startswith("- "):
            faults.add((check, line.removeprefix("- ")))
    return faults


def test_the_page_lists_what_is_found_in_the_zoo():
    """The page has each fault of the zoo under the check that finds it, and no other."""
    exhibits = [opened("faulty", name) for name in names("faulty")]

    faults = {(exhibit.EXHIBIT.expected[0].check, exhibit.__doc__) for exhibit in exhibits}

    assert listed() == faults
