"""`init`: the configuration and a first test for a webhook. What is there is never changed."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from configparser import ConfigParser
from configparser import Error as NotIni
from pathlib import Path

import click

from ..errors import OutputNotWritten
from ..json_paths import is_object
from .group import main

#: Where a webhook is looked for if none is given: file, and the name of the app in it.
USUAL = ("main.py", "app.py", "webhook.py", "wsgi.py", "asgi.py")
#: What the path of a webhook contains, the likeliest first.
NAMES = ("vapi", "webhook", "hook")
#: Files that pytest reads besides pyproject.toml, and the section of each.
SECTIONS = {
    "pytest.ini": "pytest",
    ".pytest.ini": "pytest",
    "tox.ini": "pytest",
    "setup.cfg": "tool:pytest",
}
TEST = "test_vapi_webhook.py"
FIRST_TEST = '''\
"""The webhook for Vapi. `pytest` also runs the checks of vapi-contract, which need no test."""

from pytest_vapi_contract import assert_accepts


def test_accepts_the_end_of_a_call(vapi_handler, vapi_message):
    """A report is accepted as Vapi sends it. Add what your app must have done with it."""
    message = vapi_message("end-of-call-report", reading="observed")

    assert_accepts(vapi_handler, message)
'''


@main.command()
@click.argument("handler", metavar="[HANDLER]", required=False)
@click.option("--path", metavar="PATH", help="Path of the webhook. Default: found in the app's routes.")
@click.option("--secret", metavar="env:NAME", help="Environment variable with the secret for X-Vapi-Secret.")
def init(handler: str | None, path: str | None, secret: str | None) -> None:
    """
    Write the pytest configuration and a first test for a webhook.

    HANDLER is an app or a function (module:attribute), a factory (module:factory()), or a URL. By default an
    app is looked for in this directory. Existing files and sections are never changed.
    """
    if secret is not None and not secret.startswith("env:"):
        raise click.UsageError(
            "A secret does not belong in a file. Pass the name of a variable: --secret env:NAME."
        )
    directory = Path.cwd()
    handler = handler or _usual(directory)
    path = path or _path_of(handler)
    settings = {"vapi_handler": handler, "vapi_path": path, "vapi_secret": secret}
    given = {name: value for name, value in settings.items() if value and value != "/"}
    try:
        _configure(directory, given)
        _add_test(directory)
    except OSError as error:
        raise OutputNotWritten(directory, error.strerror or str(error)) from error
    click.echo("Run the tests with: pytest")


def _usual(directory: Path) -> str:
    """The app in one of the usual files."""
    from ..delivery import handler_of
    from ..delivery.handler_options import HandlerOptions
    from ..errors import ContractError

    for name in USUAL:
        for attribute in ("app", "application") if (directory / name).exists() else ():
            target = f"{name.removesuffix('.py')}:{attribute}"
            try:
                with handler_of(target, HandlerOptions()):
                    return target
            except ContractError:
                continue
    raise click.UsageError(
        f"No app found in {', '.join(USUAL)}. Name it, for example: vapi-contract init app:app"
    )


def _path_of(target: str) -> str:
    """The path of the webhook as far as the app tells it, and what else it could be."""
    from ..delivery import handler_of
    from ..delivery.handler_options import HandlerOptions

    with handler_of(target, HandlerOptions()) as handler:
        routes = handler.post_routes
    path, sure = chosen_route(routes)
    if not sure:
        listed = f" The app accepts POST requests at {', '.join(routes)}." if routes else ""
        click.echo(f"Path of the webhook: {path}.{listed} To choose another one, use --path.")
    return path


def chosen_route(routes: Sequence[str]) -> tuple[str, bool]:
    """The route that is most likely the webhook, and whether there is no doubt."""
    named = [route for name in NAMES for route in routes if name in route.lower()]
    candidates = list(dict.fromkeys(named)) or list(routes)
    if not candidates:
        return "/", True
    return candidates[0], len(candidates) == 1


def _configure(directory: Path, settings: Mapping[str, str]) -> None:
    """Write the settings where pytest reads them, or say what to add to what it reads."""
    taken = configured_in(directory)
    project = directory / "pyproject.toml"
    if taken is not None:
        if "vapi_handler" in taken.read_text(encoding="utf-8"):
            click.echo(f"{taken.name} names a handler already and is unchanged.")
            return
        click.echo(f"{taken.name} configures pytest already. Add these lines to its section:\n")
        quoted = taken.suffix == ".toml"
        click.echo(_lines(settings, quoted=quoted))
        return
    if project.exists():
        before = project.read_text(encoding="utf-8")
        after = f"{before.rstrip()}\n\n[tool.pytest.ini_options]\n{_lines(settings, quoted=True)}"
        if _is_extension(before, after):
            project.write_text(after, encoding="utf-8")
            click.echo("Added the section [tool.pytest.ini_options] to pyproject.toml.")
            return
    file = directory / "pytest.ini"
    file.write_text(f"[pytest]\n{_lines(settings, quoted=False)}", encoding="utf-8")
    click.echo(f"Wrote {file.name}.")


def configured_in(directory: Path) -> Path | None:
    """The file in which pytest has its configuration; None if there is none."""
    for name, section in SECTIONS.items():
        if (directory / name).exists() and (
            name.endswith("pytest.ini") or section in _sections(directory / name)
        ):
            return directory / name
    project = directory / "pyproject.toml"
    tool = _toml(project.read_text(encoding="utf-8")).get("tool") if project.exists() else None
    return project if is_object(tool) and "pytest" in tool else None


def _sections(file: Path) -> list[str]:
    parser = ConfigParser(strict=False, interpolation=None)
    try:
        parser.read_string(file.read_text(encoding="utf-8"))
    except (NotIni, ValueError):
        return []
    return parser.sections()


def _toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _is_extension(before: str, after: str) -> bool:
    """Whether a TOML text has all that was there, and is still TOML."""
    old, new = _toml(before), _toml(after)
    tool = new.get("tool")
    if not is_object(tool) or (before.strip() and not old):
        return False
    without = {name: value for name, value in tool.items() if name != "pytest"}
    return {**new, "tool": without} == {"tool": {}, **old}


def _lines(settings: Mapping[str, str], *, quoted: bool) -> str:
    values = {name: json.dumps(value) if quoted else value for name, value in settings.items()}
    return "".join(f"{name} = {value}\n" for name, value in values.items())


def _add_test(directory: Path) -> None:
    """Write a first test, beside those that there are."""
    file = (
        next((each for each in (directory / "tests", directory / "test") if each.is_dir()), directory) / TEST
    )
    shown = file.relative_to(directory)
    if file.exists():
        click.echo(f"{shown} exists already and is unchanged.")
        return
    file.write_text(FIRST_TEST, encoding="utf-8")
    click.echo(f"Wrote {shown}.")
