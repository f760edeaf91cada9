"""
The one place that builds validators: `jsonschema_rs` decides, `jsonschema` explains.

Both are imported when the first message needs them, because that takes longer than all else that a session
without fixtures of ours does. A reading is compiled when it is first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..bundle import Bundle
from ..json_paths import Json, Object, pointer
from .explain_violation import Explainer, Explanation
from .readings import Reading, location, read
from .verdict import Violation
from .violation_texts import LONGEST_TEXT, cut

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator as ExplainingValidator
    from jsonschema_rs import Validator

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, eq=False)
class Validators:
    """The validators of a bundle, each built when it is needed."""

    bundle: Bundle
    _documents: dict[Reading, Object] = field(default_factory=dict[Reading, Object], init=False, repr=False)
    _deciding: dict[Reading, Validator] = field(
        default_factory=dict[Reading, "Validator"], init=False, repr=False
    )
    _explaining: dict[Reading, ExplainingValidator] = field(
        default_factory=dict[Reading, "ExplainingValidator"], init=False, repr=False
    )
    _formats: dict[str, Validator] = field(default_factory=dict[str, "Validator"], init=False, repr=False)

    def document(self, reading: Reading) -> Object:
        """What the bundle says in a reading; not to be changed. Formats make no difference to it."""
        reading = replace(reading, formats="annotation")
        return _kept(self._documents, reading, lambda key: read(self.bundle, key))

    def accepts(self, reading: Reading, type: str, message: Object) -> bool:
        """Tell whether a reading accepts a plain message as one of a type."""
        validator = self._deciding.get(reading) or self._deciding_for(reading)
        return validator.is_valid({type: message})

    def explain(self, reading: Reading, type: str, message: Object) -> Explanation:
        """Say why a reading rejects a message."""
        explainer = Explainer(document=self._published(reading), errata=self._errata(reading))
        try:
            found = explainer.explanation(type, self._errors(reading, type, message))
        except RecursionError:  # a message that follows a recursive schema for a hundred levels
            found = Explanation((), ())
        return found if found.violations else self._located(reading, type, message)

    def _errors(self, reading: Reading, type: str, message: Object) -> Iterator[ValidationError]:
        validator = _kept(self._explaining, reading, self._explaining_for)
        schema = self._published(reading)["properties"][type]
        narrowed = validator.evolve(schema=schema)  # pyright: ignore[reportUnknownMemberType]  **kwargs of no type
        return iter(narrowed.iter_errors(message))

    def _located(self, reading: Reading, type: str, message: Object) -> Explanation:
        """What the deciding validator says: always something, but slowly and at length in a union."""
        error = next(iter(self._deciding_for(reading).iter_errors({type: message})))
        at = pointer(*error.instance_path[1:])
        found = Violation(at=at, keyword=error.kind.name, message=cut(error.message, LONGEST_TEXT))
        return Explanation((found,), ())

    def _published(self, reading: Reading) -> Object:
        # Unions stay `oneOf` for the validator that explains: violations name the keyword as published.
        return self.document(replace(reading, unions="exclusive"))

    def _errata(self, reading: Reading) -> Mapping[tuple[str, ...], str]:
        if reading.errata:
            return {}
        amended = (erratum for erratum in self.bundle.errata if erratum.kind != "unpublished-type")
        return {location(erratum): erratum.name for erratum in amended}

    def _deciding_for(self, reading: Reading) -> Validator:
        from jsonschema_rs import Draft202012Validator

        return _kept(
            self._deciding,
            reading,
            lambda key: Draft202012Validator(
                self.document(key), validate_formats=key.formats == "assertion", retriever=_refuse
            ),
        )

    def _explaining_for(self, reading: Reading) -> ExplainingValidator:
        from .explaining_keywords import explaining

        return explaining(self._published(reading), reading, self._is_of_format)

    def _is_of_format(self, name: str, value: Json) -> bool:
        return _kept(self._formats, name, _deciding_on_format).is_valid(value)


def _deciding_on_format(name: str) -> Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator({"format": name}, validate_formats=True)


def _kept(cache: dict[K, V], key: K, make: Callable[[K], V]) -> V:
    if key not in cache:
        cache[key] = make(key)
    return cache[key]


def _refuse(uri: str) -> Any:
    raise LookupError(f"{uri} is not part of the bundle, and nothing is fetched")
