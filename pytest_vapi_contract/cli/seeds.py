"""Realistic messages, one for each seed that the options ask for."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # at run time they are imported where they are needed: `--help` imports nothing heavy
    from ..contract import Contract
    from ..json_paths import Object


def seeded(contract: "Contract", type: str, options: Mapping[str, Any]) -> "Iterator[tuple[int, Object]]":
    """Each seed, and its message, as `--seed`, `--count`, `--detail`, `--minimal` and `--observed` say."""
    from ..samples import sample

    given: dict[str, Any] = {
        "detail": "minimal" if options["minimal"] else options.get("detail", "typical"),
        "reading": "observed" if options["observed"] else "every",
    }
    for seed in range(options["seed"], options["seed"] + options["count"]):
        yield seed, sample(type, seed=seed, contract=contract, **given)
