"""A line of the user's code, shown with its neighbours."""

from pytest_vapi_contract.delivery import Location


def test_a_line_is_shown_between_its_neighbours(tmp_path):
    """Without the indentation that all have."""
    file = tmp_path / "app.py"
    file.write_text("def hook(body):\n    call = body['call']\n    return call\n")

    assert Location(str(file), 2, "hook").source == (
        (1, "def hook(body):"),
        (2, "    call = body['call']"),
        (3, "    return call"),
    )
    assert Location(str(file), 3, "hook").source == ((2, "call = body['call']"), (3, "return call"))


def test_a_file_that_cannot_be_read_has_no_source(tmp_path):
    """Nor has a line that is not there."""
    (tmp_path / "app.py").write_text("x = 1\n")

    assert Location("nowhere.py", 3, "f").source == ()
    assert Location(str(tmp_path / "app.py"), 30, "f").source == ()


def test_a_place_is_told_relative_to_the_working_directory(tmp_path, monkeypatch):
    """If it is in there; in full if not, and if the directory is gone."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    inside, outside = Location(str(here / "app.py"), 41, "hook"), Location("/srv/app.py", 41, "hook")

    assert (str(inside), str(outside)) == ("app.py:41 in hook", "/srv/app.py:41 in hook")

    here.rmdir()

    assert inside.shown_file == str(here / "app.py")
