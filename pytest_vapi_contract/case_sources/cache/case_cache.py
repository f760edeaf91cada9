"""The cases of a run: shipped ones, those of earlier runs, and the others, which are kept for the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ...cases.case import Case, Category
from ...contract import Contract
from .case_file import CaseFile
from .case_json import cases_from_json, cases_to_json
from .directory import case_directory, shipped_directory
from .key import cache_key, shipped_key
from .series import Series

Make = Callable[[Category, str, Contract, int], Iterable[Case]]
MakeSeries = Callable[[], Iterable[Case]]


@dataclass(kw_only=True)
class CaseCache:
    """
    Prepared cases of one contract and one seed.

    A series of cases is looked for in the shipped file, then in the kept one. What is missing is made.
    """

    make: Make
    contract: Contract
    locate: Callable[[], Path | None] = lambda: None  #: Finds the kept file, if a series is not shipped.
    shipped: CaseFile | None = None  #: Is only read.
    _series: dict[str, Series] = field(default_factory=dict[str, Series], init=False)
    _kept: dict[str, Series] = field(default_factory=dict[str, Series], init=False)

    @classmethod
    def open(cls, make: Make, contract: Contract, seed: int) -> CaseCache:
        """The cases that are shipped, and those in the user's directory. `make` makes those of neither."""
        shipped, kept = shipped_directory(), case_directory()
        cache = cls(make=make, contract=contract)
        if kept is not None:
            cache.locate = lambda: kept / file_name(seed, cache_key(contract.bundle))
        if shipped is not None:
            cache.shipped = CaseFile(path=shipped / file_name(seed, shipped_key(contract.bundle)))
        return cache

    @cached_property
    def file(self) -> CaseFile | None:
        """The file of kept cases; None where nothing can be kept."""
        path = self.locate()
        if path is None:
            return None
        file = CaseFile(path=path)
        file.mark_used()
        return file

    def cases(self, category: Category, type: str, contract: Contract, seed: int) -> Iterable[Case]:
        """The cases of a category for a message type."""
        if contract is not self.contract:
            return self.make(category, type, contract, seed)
        name = f"{category}/{type}/{seed}.json"
        return self.series(name, lambda: self.make(category, type, contract, seed))

    def series(self, name: str, make: MakeSeries) -> Series:
        """The cases that are prepared under a name; `make` makes them, from the first one on."""
        if name not in self._series:
            shipped = _read(self.shipped, name, lambda: self._kept_series(name, make))
            self._series[name] = shipped or self._kept_series(name, make)
        return self._series[name]

    def _kept_series(self, name: str, make: MakeSeries) -> Series:
        if name not in self._kept:
            self._kept[name] = _read(self.file, name, make) or Series(make=make)
        return self._kept[name]

    def save(self) -> None:
        """
        Keep what was prepared for later runs, as far as there is anything new, and a place for it.

        What is not new is copied as it is: a run that has used up its time must end.
        """
        grown = {name: series for name, series in self._kept.items() if series.grown}
        file = self.file if grown else None
        if file is None:
            return
        documents = dict(_written(grown))
        copied = ((name, file.text(name)) for name in file.names - documents.keys())
        if file.write({name: text for name, text in copied if text is not None} | documents):
            for each in grown.values():
                each.grown = False


def _written(grown: Mapping[str, Series]) -> Iterator[tuple[str, str]]:
    """What has grown, as far as JSON can say it."""
    for name, series in grown.items():
        with suppress(TypeError, ValueError, RecursionError):
            text = json.dumps(cases_to_json(series.known) | {"complete": series.complete})
            if cases_from_json(json.loads(text)) == series.known:  # and nothing but the same
                yield name, text


def file_name(seed: int, key: str) -> str:
    """How the file of the cases of a seed is named, beside what else they depend on."""
    return f"cases-{seed}-{key}.zip"


def _read(file: CaseFile | None, name: str, make: MakeSeries) -> Series | None:
    """A series as far as a file has it; None if the file does not have it, or it cannot be read."""
    document = file.read(name) if file else None
    with suppress(AttributeError, LookupError, TypeError, ValueError):
        if document is not None:
            known, complete = cases_from_json(document), document["complete"] is True
            return Series(make=make, known=known, complete=complete)
    return None
