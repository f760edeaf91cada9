"""The folder that the workers of xdist share, for the one run of a session."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

SHARED = "vapi_contract_shared"


class SharedFolder:
    """Gives each worker the same folder, which is there as long as the session."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._path = ""

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a worker of the folder."""
        if not self._path:
            folder = TemporaryDirectory(prefix="vapi-contract-")
            self._config.add_cleanup(folder.cleanup)
            self._path = folder.name
        node.workerinput[SHARED] = self._path


def shared_file(config: pytest.Config) -> Path | None:
    """Where the workers share their run; None outside of a worker, and in one on another machine."""
    folder = Path(getattr(config, "workerinput", {}).get(SHARED, ""))
    return folder / "run" if folder != Path() and folder.is_dir() else None
