"""The options of a handler, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from ..errors import BadHandlerOption, one_of
from ..option_errors import FLAG, SECONDS, TEXT, Demand, check_values, instance, optional
from .kinds.detect import KINDS
from .time_limits import TIMEOUT

if TYPE_CHECKING:
    from .credentials import Credentials


def _can_sign(value: object) -> bool:
    return callable(getattr(value, "sign", None))


#: What the options have to be.
DEMANDS: Mapping[str, Demand] = {
    "path": TEXT,
    "headers": optional(instance(Mapping, of="a mapping of names to values", shown=False)),
    "secret": optional(instance(str, of="a string", shown=False)),
    "credentials": optional(Demand(_can_sign, "It must have a method `sign`.", shown=False)),
    "envelope": FLAG,
    "allow_remote": FLAG,
    "timeout": SECONDS,
}


class HandlerKeywords(TypedDict, total=False):
    """The options of a handler, as they are given by name."""

    path: str
    headers: Mapping[str, str | bytes] | None
    secret: str | None
    credentials: Credentials | None
    envelope: bool
    allow_remote: bool
    timeout: float
    kind: str | None


@dataclass(frozen=True, kw_only=True)
class HandlerOptions:
    """
    How to reach a handler, and how to sign what is sent to it.

    Raises `BadHandlerOption` for a value that cannot be used.
    """

    path: str = "/"
    headers: Mapping[str, str | bytes] | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    credentials: Credentials | None = field(default=None, repr=False)
    envelope: bool = True
    allow_remote: bool = False
    timeout: float = TIMEOUT
    kind: str | None = None

    def __post_init__(self) -> None:
        check_values(vars(self), DEMANDS, BadHandlerOption)
        if self.kind is not None and self.kind not in KINDS:
            raise BadHandlerOption("kind", self.kind, one_of(self.kind, tuple(KINDS)))
