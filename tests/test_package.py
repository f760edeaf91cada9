import re
import runpy
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import pytest

from pytest_vapi_contract.case_sources.cache import SHIPPED

ROOT = Path(__file__).parent.parent
ROOT_NAME = "pytest-vapi-contract"
LINK = re.compile(r"\]\(([^)]+)\)")
HEAVY = ("faker", "hypothesis", "hypothesis_jsonschema", "jsonschema", "jsonschema_rs")
#: Libraries that cost milliseconds too, and that only a run of ours needs.
COSTLY = (*HEAVY, "click", "httpx2", "referencing", "rich")

REPORT_IMPORTS = f"""
import sys

def test_reports_what_was_imported():
    imported = {{name.partition(".")[0] for name in sys.modules}}

    assert imported.isdisjoint({COSTLY!r}), imported.intersection({COSTLY!r})
"""


@pytest.fixture(scope="module", autouse=True)
def _without_prepared_cases():
    """Build without the cases of a run, which take some seconds; `.ci/check-package` builds with them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HATCH_BUILD_NO_HOOKS", "1")
        yield


@pytest.fixture(scope="module")
def wheel(_without_prepared_cases, tmp_path_factory):
    """The names of the files in a wheel that is built from this tree."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    [path] = folder.glob("*.whl")
    return set(zipfile.ZipFile(path).namelist())


def test_the_wheel_holds_every_schema_file(wheel):
    """A wheel has each file of `schemas/`, where the package looks for it."""
    schemas = {path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").rglob("*.json")}

    missing = schemas - {name.removeprefix("pytest_vapi_contract/") for name in wheel}

    assert "schemas/manifest.json" in schemas
    assert not missing


def test_the_wheel_holds_every_module(wheel):
    """A wheel has each module of the package, and the marker that tells type checkers to read them."""
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pytest_vapi_contract").rglob("*.py")}

    missing = modules - wheel

    assert not missing
    assert "pytest_vapi_contract/py.typed" in wheel


def test_the_wheel_holds_nothing_else(wheel):
    """A wheel brings no tests, no documentation and no leftovers into an environment."""
    tops = {name.partition("/")[0] for name in wheel}
    kinds = {Path(name).suffix for name in wheel if name.startswith("pytest_vapi_contract/")}

    assert len(tops) == 2
    assert kinds <= {".py", ".json", ".md", ".typed"} | {""}


def test_the_package_is_installed_from_a_clone(tmp_path):
    """As the README says: `pip install` with the path of a clone. The page has no link that leads nowhere."""
    offline = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target", str(tmp_path))

    subprocess.run([sys.executable, "-m", "pip", "install", *offline, str(ROOT)], check=True, timeout=300)

    [metadata] = tmp_path.glob("*.dist-info/METADATA")
    headers, _, page = metadata.read_text(encoding="utf-8").partition("\n\n")
    assert (tmp_path / "pytest_vapi_contract" / "schemas" / "manifest.json").exists()
    assert f"$ pip install /path/to/{ROOT_NAME}\n" in page
    assert [link for link in LINK.findall(page) if not link.startswith("https://")] == []
    assert "Project-URL" not in headers


@pytest.fixture
def hook(monkeypatch, tmp_path):
    """What makes the cases for a wheel, and the module that it is from."""
    spec = spec_from_file_location("hatch_build_of_this_tree", ROOT / "hatch_build.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    hook = module.ShippedCases(str(ROOT), {}, None, None, str(tmp_path), "wheel")
    yield hook, module
    hook.finalize()


def test_a_wheel_gets_the_cases_where_the_package_looks_for_them(hook, monkeypatch):
    """They are made in a folder of the build, which is gone afterwards."""
    hook, module = hook
    monkeypatch.setattr(module, "MAKE_CASES", "import sys; open(sys.argv[1] + '/cases-0-1.zip', 'w').close()")
    build_data = {"force_include": {"schemas": "here"}}

    hook.initialize("standard", build_data)
    [made] = build_data["force_include"].keys() - {"schemas"}
    existed = Path(made).exists()
    hook.finalize()

    assert build_data["force_include"][made] == f"{SHIPPED.relative_to(ROOT).as_posix()}/cases-0-1.zip"
    assert existed
    assert not Path(made).exists()


def test_the_cases_of_a_wheel_are_made_by_the_sources_that_it_is_built_from(hook, monkeypatch):
    """And not by another version that is installed."""
    hook, module = hook
    program = "import sys, pytest_vapi_contract as package; sys.exit(package.__file__)"
    monkeypatch.setattr(module, "MAKE_CASES", program)
    said = []
    monkeypatch.setattr(type(hook), "app", SimpleNamespace(display_warning=said.append))

    hook.initialize("standard", {"force_include": {}})

    assert str(ROOT / "pytest_vapi_contract" / "__init__.py") in said[0]


def test_a_wheel_is_built_without_cases_where_they_cannot_be_made(hook, monkeypatch, capsys):
    """Whoever builds it is told why."""
    hook, module = hook
    monkeypatch.setattr(module, "MAKE_CASES", "import a_library_that_is_missing")
    build_data = {"force_include": {}}

    hook.initialize("standard", build_data)

    assert build_data["force_include"] == {}
    assert "without prepared cases (ModuleNotFoundError: No module named" in "".join(capsys.readouterr())


def test_an_editable_install_has_no_cases(hook):
    """Its sources change, and then its cases would be those of others."""
    build_data = {"force_include": {}}

    hook[0].initialize("editable", build_data)

    assert build_data["force_include"] == {}


@pytest.mark.parametrize(
    "repository", ["https://host.example/owner/name", "https://host.example/owner/name/"]
)
def test_the_page_has_absolute_links_where_the_repository_is_known(repository):
    """Each leads to the file that it leads to in the repository, and there are links beside the page."""
    build = runpy.run_path(str(ROOT / "hatch_build.py"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    page, urls = build["page"](readme, repository), build["urls"](repository)

    start = "https://host.example/owner/name/blob/HEAD/"
    assert [link.removeprefix(start) for link in LINK.findall(page)] == LINK.findall(readme)
    assert LINK.findall(page).count(f"{start}CHANGELOG.md") == 1
    assert (urls["Changelog"], urls["Documentation"]) == (f"{start}CHANGELOG.md", f"{start}docs/index.md")


def test_a_file_that_the_page_names_is_in_the_source_distribution(tmp_path):
    """So that the sentence at the end of the page holds."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)]

    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)

    [path] = tmp_path.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        files = {name.partition("/")[2] for name in archive.getnames()}
    named = {link for link in LINK.findall((ROOT / "README.md").read_text("utf-8")) if "://" not in link}
    assert len(named) > 5
    assert named <= files


@pytest.mark.parametrize(
    ("group", "target"),
    [("pytest11", "pytest_vapi_contract.plugin"), ("console_scripts", "pytest_vapi_contract.cli:main")],
)
def test_the_entry_points_lead_to_the_plugin_and_the_command(group, target):
    """Installing the package brings the pytest plugin and the command `vapi-contract`."""
    [entry] = entry_points(group=group, name="vapi-contract")

    loaded = entry.load()

    assert entry.value == target
    assert loaded is not None


def test_importing_the_package_imports_nothing_heavy():
    """`import pytest_vapi_contract` costs no library."""
    program = "import sys, pytest_vapi_contract; print(*{name.partition('.')[0] for name in sys.modules})"

    output = subprocess.check_output([sys.executable, "-c", program], text=True, timeout=60)

    assert set(output.split()).isdisjoint(COSTLY)


def test_a_session_without_our_fixtures_imports_nothing_heavy(pytester, monkeypatch):
    """A test session that uses none of our fixtures does not pay for the libraries behind them."""
    pytester.makepyfile(REPORT_IMPORTS)
    # Hypothesis and Faker bring pytest plugins of their own: what counts is what is imported through us.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    result = pytester.runpytest_subprocess("-p", "pytest_vapi_contract.plugin")

    result.assert_outcomes(passed=1)


def test_every_public_name_is_there():
    """What `__all__` lists can be imported, is sorted, and is all that `dir` lists, whatever was imported."""
    import pytest_vapi_contract

    names = list(pytest_vapi_contract.__all__)

    assert names == sorted(names)
    assert all(hasattr(pytest_vapi_contract, name) for name in names)
    assert dir(pytest_vapi_contract) == names
