"""
What is made when the package is built.

That is its page on an index (the README, with links that lead somewhere from there), and in a wheel the cases
of a run with the usual options, so that a first run is as quick as any other.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

#: A link to a file of this repository.
LINK = re.compile(r"\[([^\]]+)\]\((?!https?://|#)([^)]+)\)")
IN_SOURCES = "The files that are named in parentheses are in the source distribution.\n"


def page(readme: str, repository: str) -> str:
    """The README with absolute links. Where no repository is known, the files are named in their place."""
    if repository:
        return LINK.sub(rf"[\1]({repository.rstrip('/')}/blob/HEAD/\2)", readme)
    named = LINK.sub(r"\1 (`\2`)", readme)
    return f"{named.rstrip()}\n\n{IN_SOURCES}"


def urls(repository: str) -> dict[str, str]:
    """The links beside the page; none where no repository is known."""
    if not repository:
        return {}
    files = f"{repository.rstrip('/')}/blob/HEAD"
    return {
        "Source": repository,
        "Changelog": f"{files}/CHANGELOG.md",
        "Documentation": f"{files}/docs/index.md",
    }


class PackagePage(MetadataHookInterface):
    """Makes the page, and the links beside it, when the package is built."""

    def update(self, metadata: dict) -> None:
        """Fill in what pyproject.toml leaves to the build."""
        repository = self.config["repository"]
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": page(readme, repository)}
        metadata["urls"] = urls(repository)


#: Where an installed package has its cases: `case_sources.cache.SHIPPED`.
SHIPPED = "pytest_vapi_contract/case_sources/cache/shipped"
MAKE_CASES = """
import sys
from pathlib import Path
from pytest_vapi_contract.conformance.shipped_cases import make_shipped_cases
make_shipped_cases(Path(sys.argv[1]))
"""


class ShippedCases(BuildHookInterface):
    """Makes the cases of a run with the usual options. Without them, a wheel works; a first run is slower."""

    made: TemporaryDirectory | None = None  # it is there while the wheel is written

    def initialize(self, version: str, build_data: dict) -> None:
        """Make the cases, and put them into the wheel; an editable install uses the sources, which change."""
        if version == "editable":
            return
        self.made = TemporaryDirectory()
        cases = self._cases_in(Path(self.made.name))
        build_data["force_include"] |= {str(path): f"{SHIPPED}/{path.name}" for path in cases}

    def _cases_in(self, directory: Path) -> list[Path]:
        command = [sys.executable, "-B", "-c", MAKE_CASES, str(directory)]
        # The hash seed makes no difference that is known of; with the same one, none can.
        paths = filter(None, (self.root, os.environ.get("PYTHONPATH")))
        environment = os.environ | {
            "HYPOTHESIS_STORAGE_DIRECTORY": str(directory / "hypothesis"),
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": os.pathsep.join(paths),
        }
        made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if made.returncode:
            why = next(reversed(made.stderr.splitlines()), f"status {made.returncode}")
            self.app.display_warning(f"The wheel is built without prepared cases ({why})")
            return []
        return sorted(directory.glob("cases-*.zip"))

    def finalize(self, *_: object) -> None:
        """Delete what is in the wheel now."""
        if self.made is not None:
            self.made.cleanup()
