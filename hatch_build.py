"""What the package's page on an index says: the README, with links that lead somewhere from there."""

import re
from pathlib import Path

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
