"""The cases of a run: those that an earlier one has prepared, and the others, which are kept for the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from ...cases.case import Case, Category
from ...contract import Contract
from .case_file import CaseFile
from .case_json import cases_from_json, cases_to_json
from .directory import case_directory
from .key import cache_key
from .series import Series

Make = Callable[[Category, str, Contract, int], Iterable[Case]]


@dataclass(kw_only=True, slots=True)
class CaseCache:
    """Prepared cases of one contract and one seed."""

    make: Make
    contract: Contract
    file: CaseFile | None
    _series: dict[str, Series] = field(default_factory=dict[str, Series], init=False)

    @classmethod
    def open(cls, make: Make, contract: Contract, seed: int) -> CaseCache:
        """
        The cases that are kept in the user's directory; in memory only if there is none.

        `make` makes the cases that are not known yet.
        """
        directory = case_directory()
        if directory is None:
            return cls(make=make, contract=contract, file=None)
        path = directory / f"cases-{seed}-{cache_key(contract.bundle)}.zip"
        return cls(make=make, contract=contract, file=CaseFile(path=path))

    def cases(self, category: Category, type: str, contract: Contract, seed: int) -> Iterable[Case]:
        """The cases of a category for a message type."""
        if contract is not self.contract:
            return self.make(category, type, contract, seed)
        name = f"{category}/{type}/{seed}.json"
        return self.series(name, lambda: self.make(category, type, contract, seed))

    def series(self, name: str, make: Callable[[], Iterable[Case]]) -> Series:
        """The cases that are kept under a name; `make` makes them, from the first one on."""
        if name not in self._series:
            self._series[name] = self._read(name, make)
        return self._series[name]

    def _read(self, name: str, make: Callable[[], Iterable[Case]]) -> Series:
        document = self.file.read(name) if self.file else None
        with suppress(AttributeError, LookupError, TypeError, ValueError):
            if document is not None:
                known, complete = cases_from_json(document), document["complete"] is True
                return Series(make=make, known=known, complete=complete)
        return Series(make=make)

    def save(self) -> None:
        """Keep what was prepared for later runs, as far as there is anything new, and a place for it."""
        if self.file is None or not any(each.grown for each in self._series.values()):
            return
        unread = ((name, self.file.read(name)) for name in sorted(self.file.names - self._series.keys()))
        documents = {name: json.dumps(document) for name, document in unread if document is not None}
        if self.file.write(documents | dict(self._written())):
            for each in self._series.values():
                each.grown = False

    def _written(self) -> Iterator[tuple[str, str]]:
        for name, series in self._series.items():
            with suppress(TypeError, ValueError, RecursionError):
                text = json.dumps(cases_to_json(series.known) | {"complete": series.complete})
                if cases_from_json(json.loads(text)) == series.known:  # and nothing but the same
                    yield name, text
