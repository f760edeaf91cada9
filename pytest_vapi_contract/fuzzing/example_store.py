"""What a search remembers: examples in a database of Hypothesis, for the next run and for other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeVar

from ..cases.skip import Skip, counted
from ..masking.mask import Masks, hide
from .example import Example
from .example_json import VERSION, BadExample, example_from_json, example_to_json

if TYPE_CHECKING:  # at run time a run without a database does without Hypothesis
    from hypothesis.database import ExampleDatabase

Value = TypeVar("Value")
#: Why an example is kept: it failed, or it reached something new.
Why = Literal["failing", "interesting"]
#: The most examples of each kind that a run reads, and that it saves.
MOST: dict[Why, int] = {"failing": 200, "interesting": 1_000}


@dataclass(kw_only=True, slots=True)
class ExampleStore:
    """
    The examples of one handler in a database.

    A database that fails is not asked again in this run: what is found counts without it, too.
    """

    database: ExampleDatabase
    handler: str  #: The name of the handler.
    masks: Masks = ()  #: Its secrets: what contains one is not saved.
    unreadable: int = 0
    trouble: str = ""  #: The first error of the database.
    saved: dict[Why, int] = field(default_factory=dict[Why, int])

    def examples(self, why: Why) -> list[Example]:
        """The examples of earlier runs, in an order that is the same on every machine."""
        found: dict[bytes, Example] = {}
        for text in sorted(self._fetched(why)):
            try:
                found[text] = example_from_json(text)
            except BadExample:
                self.unreadable += 1
        return list(found.values())

    def save(self, why: Why, example: Example) -> None:
        """Keep an example for later runs, unless it is too large, has a secret in it, or there are enough."""
        text = example_to_json(example)
        number = self.saved.get(why, 0)
        if text is None or number >= MOST[why] or self._has_secret(text):
            return
        self.saved[why] = number + 1
        self._ask(lambda: self.database.save(self._key(why), text))

    def no_longer_fails(self, example: Example) -> None:
        """Note that an example that once failed does not: it remains one of those that are varied."""
        text = example_to_json(example)
        if text is not None:
            self._ask(lambda: self.database.move(self._key("failing"), self._key("interesting"), text))

    def skips(self) -> Iterator[Skip]:
        """What could not be read or kept, and why."""
        if self.unreadable:
            what = counted(self.unreadable, "saved example")
            yield Skip(what=what, why="from another version of this package, or broken")
        if self.trouble:
            yield Skip(what="the database of examples", why=self.trouble)

    def _fetched(self, why: Why) -> list[bytes]:
        return self._ask(lambda: list(islice(self.database.fetch(self._key(why)), MOST[why]))) or []

    def _ask(self, ask: Callable[[], Value]) -> Value | None:
        """What the database answers; nothing if it fails, now or before."""
        if self.trouble:
            return None
        try:
            return ask()
        except Exception as error:  # noqa: BLE001 - a database of anyone may fail in any way
            self.trouble = f"{type(error).__name__}: {hide(str(error), self.masks)}"
            return None

    def _has_secret(self, text: bytes) -> bool:
        return hide(text.decode(), self.masks) != text.decode()

    def _key(self, why: Why) -> bytes:
        """Where examples are: it tells nothing of the handler, for a URL may be a secret."""
        handler = sha256(self.handler.encode("utf-8", "surrogatepass")).hexdigest()
        return f"vapi-contract fuzz {VERSION} {why} {handler}".encode()
