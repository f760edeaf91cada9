"""What the workers of xdist share, and tell the process that controls them."""

from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

SHARED, USAGE_ERROR = "vapi_contract_shared", "vapi_contract_usage_error"


class Controller:
    """Gives each worker the same folder, and ends the session with what a worker says of its options."""

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

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """End the session with the usage error of a worker, as without workers: xdist says nothing of it."""
        text = getattr(node, "workeroutput", {}).get(USAGE_ERROR)
        if text:
            raise pytest.UsageError(text)


class Worker:
    """Tells the controller of a usage error."""

    def __init__(self, config: Any) -> None:
        self._config = config

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """Note the error that ends the collection."""
        try:
            return (yield)
        except pytest.UsageError as error:
            self._config.workeroutput[USAGE_ERROR] = str(error)
            raise


def shared_folder(config: pytest.Config) -> Path | None:
    """What the workers share; None outside of a worker, and in one on another machine."""
    folder = Path(getattr(config, "workerinput", {}).get(SHARED, ""))
    return folder if folder != Path() and folder.is_dir() else None
