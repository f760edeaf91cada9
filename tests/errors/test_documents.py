from pathlib import Path

from pytest_vapi_contract.errors import BadRevisionName, DocumentTooLarge, UnknownRevision


def test_an_empty_directory_is_told_how_to_get_a_revision():
    """Where there is no revision at all, the text says what writes one."""
    error = UnknownRevision("2026-01-01", (), Path("schemas"))

    assert str(error) == "No revision found in schemas. To create one, use `vapi-contract import`."


def test_known_revisions_are_listed():
    """A revision that does not exist is told together with those that do."""
    text = str(UnknownRevision("2026-01-01", ("2025-05-05", "2026-08-18"), Path("schemas")))

    assert "'2026-01-01'" in text
    assert text.endswith("2025-05-05, 2026-08-18.")


def test_sizes_are_told_in_megabytes():
    """The size of a document, and the largest that is read, are numbers that people can compare."""
    text = str(DocumentTooLarge(Path("api.json"), 25_500_000, 20_000_000))

    assert "25.5 MB" in text
    assert "20 MB" in text


def test_a_revision_without_a_name_is_told_the_option():
    """Only a revision that has no name is told how to give it one."""
    nameless, unusable = BadRevisionName(None, "it has no date"), BadRevisionName("a/b", "it has a slash")

    assert "--revision" in str(nameless)
    assert "'a/b'" in str(unusable)
    assert "--revision" not in str(unusable)
