"""
"module:attribute", and each way in which it can be wrong.
"""

import sys
from pathlib import Path

import pytest

from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.delivery.import_string import load
from pytest_vapi_contract.errors import (
    BadTarget,
    HandlerAttributeNotFound,
    HandlerImportFailed,
    HandlerModuleNotFound,
)

SOURCE = """
class Service:
    def on_message(self, payload):
        return payload["message"]["type"]

service = Service()

def create_app():
    return service.on_message

def broken_factory():
    raise LookupError("no settings")

webhook = service.on_message
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with an app, as the working directory; what is imported from it is forgotten afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in (
        "vapi_app",
        "vapi_nested",
        "vapi_broken",
        "vapi_leaving",
        "vapi_package",
        "vapi_package.web",
    ):
        monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / "vapi_app.py").write_text(SOURCE)
    return tmp_path


@pytest.mark.parametrize(
    "target", ["vapi_app:webhook", "vapi_app:service.on_message", "vapi_app:create_app()"]
)
def test_a_target_is_found_from_the_working_directory(target):
    """An attribute, a dotted one, or what a factory returns."""
    with as_handler(target) as handler:
        exchange = handler.send({"message": {"type": "hang"}})

    assert exchange.reply is not None
    assert exchange.reply.value == "hang"
    assert handler.name == target


def test_a_module_in_a_package_is_found(project):
    """Dots lead into packages."""
    (project / "vapi_package").mkdir()
    (project / "vapi_package" / "web.py").write_text(SOURCE)

    assert callable(load("vapi_package.web:webhook"))


def test_a_missing_module_says_where_it_was_looked_for(project):
    """The directory helps whoever stands in the wrong one."""
    with pytest.raises(HandlerModuleNotFound) as caught:
        load("vapi_absent:app")

    assert str(caught.value) == (
        f"Module 'vapi_absent' not found in {project} or on sys.path. "
        "Run the command from the directory that contains it, or set PYTHONPATH."
    )


@pytest.mark.parametrize(
    ("name", "source", "text"),
    [
        (
            "vapi_nested",
            "import vapi_not_installed\n",
            "ModuleNotFoundError: No module named 'vapi_not_installed' (vapi_nested.py:1 in <module>).",
        ),
        ("vapi_broken", "def (:\n", "SyntaxError"),
        ("vapi_leaving", "import sys\nsys.exit(3)\n", "SystemExit: 3 (vapi_leaving.py:2 in <module>)"),
    ],
)
def test_a_module_that_raises_says_where(project, name, source, text):
    """Whatever an import raises becomes one clear line, also where what it imports does not exist."""
    (project / f"{name}.py").write_text(source)

    with pytest.raises(HandlerImportFailed, match=f"Cannot load '{name}:app': ") as caught:
        load(f"{name}:app")

    assert text in str(caught.value)
    assert f"{name}.py" in str(caught.value)


def test_a_factory_that_raises_says_where():
    """A factory is part of the import."""
    with pytest.raises(HandlerImportFailed) as caught:
        load("vapi_app:broken_factory()")

    assert str(caught.value) == (
        "Cannot load 'vapi_app:broken_factory()': "
        "LookupError: no settings (vapi_app.py:12 in broken_factory)."
    )


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("vapi_app:webhok", "Module 'vapi_app' has no attribute 'webhok'. Did you mean 'webhook'?"),
        (
            "vapi_app:service.on_mesage",
            (
                "Module 'vapi_app' has no attribute 'on_mesage' (of 'service.on_mesage'). "
                "Did you mean 'on_message'?"
            ),
        ),
        ("vapi_app:zzz", "Module 'vapi_app' has no attribute 'zzz'."),
    ],
)
def test_a_missing_attribute_names_a_close_one(target, text):
    """A typing error is met with what was probably meant."""
    with pytest.raises(HandlerAttributeNotFound) as caught:
        load(target)

    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("target", "advice"),
    [
        ("app", "Write 'module:attribute', such as 'app:app', or a URL."),
        ("app.py", "Write the module's name, not its path: 'app:app'."),
        ("src/web.py:app", "Write the module's name, not its path: 'src.web:app'."),
        ("app:", "Write 'module:attribute', such as 'app:app', 'app:create_app()', or a URL."),
        ("app:create(1)", "Write 'module:attribute', such as 'app:app', 'app:create_app()', or a URL."),
        ("", "Write 'module:attribute', such as 'app:app', or a URL."),
    ],
)
def test_what_names_nothing_is_met_with_advice(target, advice):
    """The right form is shown."""
    with pytest.raises(BadTarget) as caught:
        load(target)

    assert str(caught.value) == f"{target!r} is not a valid handler. {advice}"
