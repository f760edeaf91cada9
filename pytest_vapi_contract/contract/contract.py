"""A bundle that can be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..bundle import Bundle, Erratum, read_bundle, revisions
from ..bundle.read import DIALECT
from ..errors import UnknownMessageType, UnsupportedMessage
from ..json_paths import Object, copied
from .json_values import first_flaw, is_plain, plain
from .readings import (
    PUBLISHED,
    PUBLISHED_READINGS,
    READINGS,
    WEAKEST,
    Reading,
    closure,
    even,
    replies_as_messages,
)
from .subject import Directory, Subject
from .validators import Validators
from .verdict import Standing, Verdict, Violation

if TYPE_CHECKING:  # a run whose messages are prepared reads no shapes
    from ..shapes import Catalogue, GenerationReading, Reachability

# Who accepts in these two accepts in all four published readings, in a bundle that is even.
_DECISIVE = tuple(reading for reading in PUBLISHED_READINGS if reading.unions == "exclusive")
# What it rejects needs an erratum, or is violating.
_TOLERANT = Reading(unions="inclusive")
_ONLY_OBSERVED = 'it is sent, but not published; use observed messages (reading="observed", --observed)'
_ERRATA_READINGS = frozenset(reading for reading in READINGS if reading.errata)


@dataclass(frozen=True, eq=False)
class Contract:
    """
    The published schemas of one revision, in all their readings.

    Two contracts are equal only if they are the same object: each keeps the validators that it has built.
    """

    bundle: Bundle
    #: Whether the tests of this package have proven that what is generated is valid: it is not judged again.
    is_shipped: bool = False

    @classmethod
    def load(cls, revision: str | None = None, *, directory: Path | None = None) -> Contract:
        """
        Load a revision, by default the newest, from the package or from `directory`.

        Raises `UnknownRevision` and `BrokenBundle`.
        """
        return cls(read_bundle(revision, directory), is_shipped=directory is None)

    @classmethod
    def from_openapi(
        cls, document: Path | str | Mapping[str, Any], *, revision: str | None = None
    ) -> Contract:
        """
        The contract that an OpenAPI document describes, from its path or as a dictionary.

        Raises `BadDocument`.
        """
        from ..openapi import import_document

        return cls(import_document(document, revision))

    @staticmethod
    def revisions() -> tuple[str, ...]:
        """The revisions that ship with the package, oldest first."""
        return revisions()

    @property
    def revision(self) -> str:
        """The date of the published schemas."""
        return self.bundle.revision

    @property
    def message_types(self) -> tuple[str, ...]:
        """All message types that are published, sorted."""
        return tuple(sorted(self.bundle.messages))

    def other_spellings(self, type: str) -> tuple[str, ...]:
        """The values of `type` beside its name by which a message says that it is of a published type."""
        names = self._directory.types.items()
        return tuple(value for value, types in names if type in types and value != type)

    @property
    def observed_types(self) -> tuple[str, ...]:
        """All message types that are sent and whose schema is known, published for servers or not; sorted."""
        sent = (each.name for each in self.errata if each.kind == "unpublished-type" and each.drawn)
        return tuple(sorted({*self.bundle.messages, *sent}))

    def check_type(self, type: str, reading: GenerationReading = "every") -> None:
        """
        Raise `UnknownMessageType` for a type that has no messages in the reading.

        Raise `UnsupportedMessage` for one that only "observed" has.
        """
        if type in (self.message_types if reading == "every" else self.observed_types):
            return
        if type in self.observed_types:
            raise UnsupportedMessage(type, _ONLY_OBSERVED)
        raise UnknownMessageType(type, self.observed_types)

    def why_not_generated(self, type: str, reading: GenerationReading = "every") -> str | None:
        """
        Why no message of a type can be generated in a reading; `None` if one can.

        The schema contradicts itself, or uses a keyword that is checked, but not used to generate messages.
        Of a shipped revision the tests have proven that it does neither.
        """
        try:
            self.check_type(type, reading)
            if not self.is_shipped:
                self.smallest(type, reading)
        except UnsupportedMessage as error:
            return error.reason
        return None

    def smallest(self, type: str, reading: GenerationReading = "every") -> Object:
        """
        Make the message of a type that has what is required, and nothing else.

        Raises `UnknownMessageType`, and `UnsupportedMessage` if no message of the type can be generated.
        """
        self.check_type(type, reading)
        key = (type, reading)
        if key not in self._smallest:
            catalogue = self.catalogue(reading)
            try:
                made = catalogue.smallest.of(catalogue.typed(type))
            except ValueError as error:  # components may hold each other in intricate ways
                raise UnsupportedMessage(type, str(error)) from error
            if not self.is_as_labelled(made, reading):
                raise UnsupportedMessage(type, self._why_not_valid(made))
            self._smallest[key] = made
        message: Object = copied(self._smallest[key])
        return message

    def is_as_labelled(self, message: Object, reading: GenerationReading = "every") -> bool:
        """
        Tell whether a generated message conforms or, for "observed", at least does not violate.

        What is generated from a shipped revision always does.
        """
        if self.is_shipped:
            return True
        standing = self.standing(message)
        return standing == "conforming" if reading == "every" else standing != "violating"

    def labelled(
        self, message: Object, type: str, reading: GenerationReading = "every", kept: Collection[str] = ()
    ) -> Object:
        """A generated message if it is as labelled, or else the smallest one with what is to be kept."""
        if self.is_as_labelled(message, reading):
            return message
        return self.smallest(type, reading) | {name: message[name] for name in kept}

    def _why_not_valid(self, message: Object) -> str:
        verdict = self.judge(message)
        why = f" ({verdict.violations[0]})" if verdict.violations else ""
        return f"the smallest message that fits its schema is not valid under every interpretation{why}"

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The places where the published schemas contradict themselves, or what Vapi sends."""
        return self.bundle.errata

    def schema(self, type: str, reading: Reading = PUBLISHED) -> Object:
        """
        One self-contained JSON Schema 2020-12 document for a message type. You may change it.

        A schema cannot say whether formats are asserted: that is an option of the validator. Raises
        `UnknownMessageType`, and `UnsupportedMessage` for a type that only readings with errata know.
        """
        self.check_type(type, "observed" if reading.errata else "every")
        document = self._validators.document(reading)
        schema = document["properties"][type]
        definitions = closure(schema, document["$defs"])
        whole: Object = copied({"$schema": DIALECT, "title": type, **schema, "$defs": definitions})
        return whole

    def catalogue(self, reading: GenerationReading = "every") -> Catalogue:
        """The shapes that messages are generated from."""
        return self._every if reading == "every" else self._observed

    def reachability(self, type: str) -> Reachability:
        """
        Which places of a message type a conforming message can show, and why it cannot show the others.

        Raises `UnknownMessageType`.
        """
        self.check_type(type)
        from ..shapes import reachability

        return reachability(self._every, type)

    def judge(self, message: Any) -> Verdict:
        """
        Say whether a message, bare or in its envelope, is conforming, disputed or violating, and why.

        Anything can be judged: what is not JSON is violating.
        """
        subject = self._directory.subject(message)
        verdicts = [self._verdict(type, subject) for type in subject.types]
        best = max(verdicts, key=lambda verdict: len(verdict.accepting), default=None)
        untyped = subject.refusal is not None and subject.erratum is None
        return self._refused(subject) if best is None or (untyped and best.violating) else best

    def standing(self, message: Any) -> Standing:
        """Say the standing of a message without reasons: the same as `judge`, for messages in bulk."""
        subject = self._directory.subject(message)
        standings = {self._standing(type, subject.message) for type in subject.types}
        if not standings or standings == {"violating"}:
            return "violating"
        return "conforming" if "conforming" in standings and subject.erratum is None else "disputed"

    def accepting(self, message: Any) -> frozenset[Reading]:
        """Say which readings accept a message, without reasons."""
        subject = self._directory.subject(message)
        found = [self._accepting(type, subject.message) for type in subject.types]
        accepting = max(found, key=len, default=frozenset[Reading]())
        return accepting & _ERRATA_READINGS if subject.erratum else accepting

    def unseen(self, message: Any) -> tuple[str, ...]:
        """
        Name the errata where a message has only the published form, which captured messages never have.

        Only errata count that say what is sent *instead of* what is published. A handler need not accept
        such a message. Nothing is named for a message that is violating.
        """
        subject = self._directory.subject(message)
        return tuple(
            dict.fromkeys(name for type in subject.types for name in self._unseen(type, subject.message))
        )

    def has_unseen(self, message: Any) -> bool:
        """Tell whether `unseen` names anything, in less time than it takes to name it."""
        subject = self._directory.subject(message)
        return any(self._has_unseen(type, subject.message) for type in subject.types)

    def _has_unseen(self, type: str, message: Object) -> bool:
        sent = self._sent
        if not sent or not self._validators.accepts(WEAKEST, type, message):
            return False
        return not self._validators_of(sent).accepts(WEAKEST, type, message)

    def _unseen(self, type: str, message: Object) -> Iterator[str]:
        if not self._has_unseen(type, message):
            return
        sent = self._sent
        alone = [each for each in sent if not self._validators_of((each,)).accepts(WEAKEST, type, message)]
        yield from (each.name for each in alone or sent)  # all, where only several together reject it

    def properties_of_reply(self, type: str) -> frozenset[str]:
        """What Vapi looks for in the reply to messages of a type; empty if it does not use the reply."""
        schema = self.bundle.components.get(self.bundle.replies.get(type, ""), {})
        return frozenset(schema.get("properties", ()))

    def violations_of_reply(self, type: str, reply: Any) -> tuple[Violation, ...]:
        """Say why no reading allows a reply, as JSON, to a message of a type; nothing if one does."""
        if type not in self.bundle.replies:
            return ()
        if not is_plain(reply):
            if (flaw := first_flaw(reply)) is not None:
                return (Violation(at=flaw.at, keyword="json", message=flaw.why),)
            reply = plain(reply)
        if self._validators_of_replies.accepts(WEAKEST, type, reply):
            return ()
        return self._validators_of_replies.explain(WEAKEST, type, reply).violations

    def _standing(self, type: str, message: Object) -> Standing:
        accepts = self._validators.accepts
        if not self._even:
            return self._verdict(type, Subject(enveloped=False, message=message)).standing
        if not accepts(WEAKEST, type, message):
            return "violating"
        return "conforming" if all(accepts(reading, type, message) for reading in _DECISIVE) else "disputed"

    def _verdict(self, type: str, subject: Subject) -> Verdict:
        accepting = self._accepting(type, subject.message)
        if subject.erratum:
            accepting &= _ERRATA_READINGS
        verdict = Verdict(revision=self.revision, type=type, enveloped=subject.enveloped, accepting=accepting)
        if verdict.conforming:
            return verdict
        if verdict.disputed and subject.erratum and subject.refusal:
            needed = (subject.erratum, *self._errata_needed(type, subject, accepting))
            return replace(verdict, violations=(subject.refusal,), errata=needed)
        reading = WEAKEST if verdict.violating else next(each for each in READINGS if each not in accepting)
        violations = self._validators.explain(reading, type, subject.message).violations
        return replace(verdict, violations=violations, errata=self._errata_needed(type, subject, accepting))

    def _accepting(self, type: str, message: Object) -> frozenset[Reading]:
        accepts = self._validators.accepts
        if self._even and not accepts(WEAKEST, type, message):
            return frozenset()
        return frozenset(reading for reading in READINGS if accepts(reading, type, message))

    def _errata_needed(self, type: str, subject: Subject, accepting: Collection[Reading]) -> tuple[str, ...]:
        if not accepting or _TOLERANT in accepting:
            return ()
        if self._validators.accepts(_TOLERANT, type, subject.message):
            return ()
        return self._validators.explain(_TOLERANT, type, subject.message).errata

    def _refused(self, subject: Subject) -> Verdict:
        return Verdict(
            revision=self.revision,
            type=None,
            enveloped=subject.enveloped,
            accepting=frozenset(),
            violations=(subject.refusal,) if subject.refusal else (),
        )

    @cached_property
    def _every(self) -> Catalogue:
        from ..shapes import catalogue_of

        return catalogue_of(self.bundle, "every")

    @cached_property
    def _observed(self) -> Catalogue:
        from ..shapes import catalogue_of

        return catalogue_of(self.bundle, "observed")

    @cached_property
    def _smallest(self) -> dict[tuple[str, str], Object]:
        return {}

    @cached_property
    def _directory(self) -> Directory:
        return Directory.of(self.bundle)

    @cached_property
    def _validators(self) -> Validators:
        return Validators(self.bundle)

    @cached_property
    def _sent(self) -> tuple[Erratum, ...]:
        """The errata that say what is sent instead of what is published."""
        return tuple(each for each in self.errata if each.kind == "observed" and each.strength == "instead")

    def _validators_of(self, sent: tuple[Erratum, ...]) -> Validators:
        """The validators of a bundle that publishes what is sent at the places of some errata."""
        key = tuple(each.name for each in sent)
        if key not in self._corrected:
            from ..shapes import corrected

            self._corrected[key] = Validators(corrected(self.bundle, sent))
        return self._corrected[key]

    @cached_property
    def _corrected(self) -> dict[tuple[str, ...], Validators]:
        return {}

    @cached_property
    def _validators_of_replies(self) -> Validators:
        return Validators(replies_as_messages(self.bundle))

    @cached_property
    def _even(self) -> bool:
        return even(self.bundle)


def shipped(revision: str | None = None) -> Contract:
    """
    The contract of a shipped revision, one for all who do not bring their own. Raises `UnknownRevision`.

    What it has built, such as validators and shapes, is built once in a process.
    """
    return newest() if revision is None else _shipped(revision)


@cache
def newest() -> Contract:
    """The contract of the newest shipped revision."""
    return _shipped(revisions()[-1])


@cache
def _shipped(revision: str) -> Contract:
    return Contract.load(revision)
