"""What a bundle is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..json_paths import Json, Object

ErratumKind = Literal[
    "container-enum", "empty-enum", "nullable-enum", "unknown-type", "observed", "unpublished-type"
]


#: How strong the evidence is: what is meant was seen *instead of* what is published, or *beside* it.
Strength = Literal["instead", "beside"]


@dataclass(frozen=True, kw_only=True)
class Erratum:
    """
    One place where the published schemas contradict themselves, or what Vapi sends.

    A reading with an erratum takes `anyOf: [published, meant]` at the place, so it only ever accepts more.
    Messages that look like production (`reading="observed"`) have `meant` there and nothing else, so that
    `meant` repeats of `published` what is on the wire as well; an erratum that is not `drawn` leaves them as
    they are. The strength says what may be demanded of a handler. With "instead", what only `published`
    allows was shown never to be sent, and no handler has to take it; with "beside" no more is known than that
    `meant` is sent.
    """

    name: str  #: Stable and readable: "BackoffPlan.type", "assistant.started".
    kind: ErratumKind
    place: str  #: A file and a JSON pointer into it: "components.json#/$defs/BackoffPlan/properties/type".
    published: Json  #: The schema as published at the place; None for a message type without a schema.
    meant: Json
    evidence: str
    strength: Strength = "beside"
    drawn: bool = True  #: Whether observed messages are drawn as `meant`, or `meant` is only accepted.


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """The schemas of one revision. References between them are "#/$defs/NAME", into `components`."""

    revision: str
    messages: Mapping[str, Object]  #: Message type -> its schema.
    components: Mapping[str, Object]  #: Name -> what the messages and replies refer to.
    replies: Mapping[str, str]  #: Message type -> the component that describes the reply Vapi reads.
    errata: tuple[Erratum, ...]
    origin: Mapping[str, str]  #: Title, version and SHA-256 of the imported document.
    warnings: tuple[str, ...] = ()  #: What was read otherwise than the document has it.
