"""A first configuration and a first test."""

import tomllib

import pytest

from pytest_vapi_contract.cli.init import chosen_route, configured_in

LINES = 'vapi_handler = "cli_app:routed"\nvapi_path = "/webhook"\n'
INI = LINES.replace('"', "")


def test_an_app_gets_its_files(command, tmp_path):
    """Without any configuration, pytest.ini and a test are written, with the route of the app."""
    (tmp_path / "tests").mkdir()

    result = command("init", "cli_app:routed")

    assert result.exit_code == 0
    assert (
        result.output == "Wrote pytest.ini.\nWrote tests/test_vapi_webhook.py.\nRun the tests with: pytest\n"
    )
    assert (tmp_path / "pytest.ini").read_text(encoding="utf-8") == f"[pytest]\n{INI}"
    assert "def test_accepts" in (tmp_path / "tests" / "test_vapi_webhook.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "before", ['[project]\nname = "x"  # keep', "", "[tool.ruff]\nline-length = 100\n\n"]
)
def test_a_section_is_added_to_a_project(command, tmp_path, before):
    """What pyproject.toml has stays as it is, comments included."""
    (tmp_path / "pyproject.toml").write_text(before, encoding="utf-8")

    command("init", "cli_app:routed")

    text = (tmp_path / "pyproject.toml").read_text(encoding="utf-8")
    assert text == f"{before.rstrip()}\n\n[tool.pytest.ini_options]\n{LINES}"
    assert tomllib.loads(text)["tool"]["pytest"]["ini_options"]["vapi_path"] == "/webhook"


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("pyproject.toml", "[tool.pytest.ini_options]\nminversion = '8'\n", LINES),
        ("pyproject.toml", "[tool.pytest]\nstrict = true\n", LINES),
        ("pytest.ini", "[pytest]\nminversion = 8\n", INI),
        ("tox.ini", "[tox]\n[pytest]\nminversion = 8\n", INI),
        ("setup.cfg", "[tool:pytest]\nminversion = 8\n", INI),
    ],
)
def test_a_section_that_is_there_is_not_changed(command, tmp_path, name, text, shown):
    """The lines to add are shown instead, as the file has them."""
    (tmp_path / name).write_text(text, encoding="utf-8")

    result = command("init", "cli_app:routed")

    assert result.exit_code == 0
    assert f"{name} configures pytest already. Add these lines to its section:\n\n{shown}" in result.output
    assert (tmp_path / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", ["[tool]\npytest = {}\n", "not TOML [", "tool = 5\n", "a = " + "[" * 5_000])
def test_a_project_that_cannot_take_a_section_is_not_changed(command, tmp_path, text):
    """Whatever pyproject.toml is, nothing in it is lost."""
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")

    assert command("init", "cli_app:routed").exit_code == 0

    assert (tmp_path / "pyproject.toml").read_text(encoding="utf-8") == text


def test_a_second_time_changes_nothing(command, tmp_path):
    """Files that are there are left alone, and that is said."""
    command("init", "cli_app:routed")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()}

    result = command("init", "cli_app:routed", "--path", "/other")

    assert result.output.splitlines()[:2] == [
        "pytest.ini names a handler already and is unchanged.",
        "test_vapi_webhook.py exists already and is unchanged.",
    ]
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()} == before


def test_a_usual_app_is_found(command, tmp_path):
    """Without a handler, the app in a usual file is taken; the secret stays in the environment."""
    (tmp_path / "app.py").write_text("from cli_app import sound as app", encoding="utf-8")

    result = command("init", "--secret", "env:VAPI_SECRET")

    assert result.exit_code == 0
    text = (tmp_path / "pytest.ini").read_text(encoding="utf-8")
    assert text == "[pytest]\nvapi_handler = app:app\nvapi_secret = env:VAPI_SECRET\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "No app found in main.py, app.py"),
        (["cli_app:sond"], "Did you mean 'sound'?"),
        (["cli_app:sound", "--secret", "hunter2"], "Pass the name of a variable: --secret env:NAME."),
    ],
)
def test_what_cannot_be_set_up_is_told(command, tmp_path, args, told):
    """Nothing is written, and the error says what to give."""
    result = command("init", *args)

    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "pytest.ini").exists()


@pytest.mark.parametrize(
    ("routes", "chosen"),
    [
        ((), ("/", True)),
        (("/a",), ("/a", True)),
        (("/a", "/api/vapi", "/webhook"), ("/api/vapi", False)),
        (("/a", "/Webhook"), ("/Webhook", True)),
        (("/a", "/b"), ("/a", False)),
    ],
)
def test_the_likeliest_route_is_chosen(routes, chosen):
    """A route that is named like a webhook is taken before others; a choice among several is in doubt."""
    assert chosen_route(routes) == chosen


def test_an_empty_directory_configures_nothing(tmp_path):
    """A tox.ini or setup.cfg without a section for pytest does not count."""
    (tmp_path / "setup.cfg").write_text("[metadata]\nname = x\n", encoding="utf-8")
    (tmp_path / "tox.ini").write_text("garbage", encoding="utf-8")

    assert configured_in(tmp_path) is None
