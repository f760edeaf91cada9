import sys
from functools import partial
from pathlib import Path

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.delivery.observation.own_files import own_files

FILES = {
    "views": "from shop import prices\ndef view(body):\n    return prices.of(body)\n",
    "shop/__init__": "",
    "shop/prices": "import json\ndef of(body):\n    return json.dumps(body)\n",
    "wiring": "from views import view\nfrom functools import partial\napp = partial(view)\n"
    "class App:\n    def __call__(self, body):\n        return view(body)\nsole = App()\n",
    "apart": "def never(body):\n    pass\n",
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of several files, of which `apart` is not used by the others."""
    for name, source in FILES.items():
        file = tmp_path / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    _forget()
    yield tmp_path
    _forget()


def _forget():
    """Other tests have modules of these names, too."""
    for name in FILES:
        sys.modules.pop(name.removesuffix("/__init__").replace("/", "."), None)


@pytest.mark.parametrize("target", ["views:view", "wiring:view", "wiring:app", "wiring:sole", "wiring:App()"])
def test_the_files_of_a_handler_are_its_own_and_those_that_it_imports(project, target):
    """Neither installed ones nor those of the standard library, nor what is loaded beside it."""
    __import__("apart")
    with as_handler(target, kind="function") as handler:
        files = [Path(file).name for file in handler.source_files]

    assert {"views.py", "prices.py"} <= set(files)
    assert set(files) <= {"views.py", "prices.py", "wiring.py", "__init__.py"}
    assert files[0] == f"{target.partition(':')[0]}.py"


def test_an_object_is_found_by_the_module_that_has_it(project):
    """A partial function does not tell where it is from."""
    wiring = __import__("wiring")

    assert Path(own_files(partial(wiring.app))[0]).name == "views.py"
    assert own_files(object()) == ()


def test_a_url_has_no_files():
    """It runs elsewhere."""
    assert as_handler("http://127.0.0.1:1").source_files == ()
