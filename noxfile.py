"""The test suite on every supported Python that is installed here: `make nox`."""

import os
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_existing_virtualenvs = True

# Interpreters of a version manager are found although its shims are not set to them.
MANAGED = sorted(Path.home().glob(".pyenv/versions/3.1[1-9]*/bin"))
os.environ["PATH"] = os.pathsep.join([*map(str, MANAGED), os.environ["PATH"]])


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Run the tests with the newest dependencies."""
    session.install("--upgrade", "pip")
    session.install("--editable", ".", "--group", "test")
    session.run("python", "-m", "pytest", "-n", "2", "--dist", "worksteal", *session.posargs)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """Use the built package with the oldest dependencies that pyproject.toml allows."""
    project = nox.project.load_toml("pyproject.toml")["project"]
    session.install("--upgrade", "pip")
    session.install(".", *(requirement.replace(">=", "==") for requirement in project["dependencies"]))
    checkout = Path.cwd()
    session.chdir(session.create_tmp())
    session.run("python", "-I", str(checkout / ".ci" / "use_package.py"), str(checkout))
