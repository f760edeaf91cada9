"""
The cases that come with the package: all that a run with the usual options takes.

They are made when a wheel is built (`hatch_build.py`), so that nobody has to wait for them. They are whatever
a run takes from its cache, so there is no list of them that could be wrong.
"""

from pathlib import Path
from typing import Any

from ..case_sources.cache import CaseCache, CaseFile, file_name, shipped_key
from ..delivery import as_handler
from .prepared_cases import cases_in, generate
from .run_options import RunOptions
from .start import checked

#: A run looks further for a message that is accepted if none is.
ACCEPTED, BROKEN = 200, 500
#: Seconds that nothing takes that is well.
LONGEST = 600.0
#: The file is made once and read often.
EFFORT = 9


def make_shipped_cases(directory: Path, options: RunOptions | None = None) -> Path:
    """
    Write the file of cases that `case_sources.cache.SHIPPED` has in an installed package; its path.

    Raises `RuntimeError` if it could not be made completely.
    """
    options = options or RunOptions(time_budget=LONGEST)
    contract = options.chosen_contract
    path = directory / file_name(options.seed, shipped_key(contract.bundle))
    cache = CaseCache(make=generate, contract=contract, locate=lambda: path)
    cache.file = CaseFile(path=path, effort=EFFORT)
    for status in (ACCEPTED, BROKEN):
        with as_handler(_app(status)) as handler:
            if not checked(handler, options, prepared=cases_in(cache)).complete:
                raise RuntimeError("the run was not complete")
    return path


def _app(status: int) -> Any:
    """An ASGI application that answers everything with a status."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])
        await receive()
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    return app
