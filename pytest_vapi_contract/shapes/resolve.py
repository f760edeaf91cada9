"""The components of a contract, compiled when first asked for, and what a reference to them means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from math import prod

from ..json_paths import Object
from .compiler import DEFINITIONS, compile_schema
from .intersection import intersect
from .nodes import Joint, Nothing, Reference, Shape, Union

#: The most combinations of branches of unions that are joined.
MOST_WAYS = 10_000


class Components:
    """Compiles each component once, and resolves each joint once."""

    def __init__(self, schemas: Mapping[str, Object]) -> None:
        self.schemas = schemas
        self._compiled: dict[str, Shape] = {}
        self._joined: dict[Joint, Shape] = {}

    def named(self, name: str) -> Shape:
        """Describe a component."""
        if name not in self._compiled:
            self._compiled[name] = compile_schema(self.schemas[name], f"{DEFINITIONS}{name}")
        return self._compiled[name]

    def resolve(self, shape: Shape) -> Shape:
        """Follow references and work out what joint parts allow together."""
        while True:
            if isinstance(shape, Reference):
                shape = self.named(shape.name)
            elif isinstance(shape, Joint):
                shape = self._join(shape)
            else:
                return shape

    def _join(self, joint: Joint) -> Shape:
        if joint not in self._joined:
            self._joined[joint] = Nothing(at=joint.at, reason="it is a part of itself")
            self._joined[joint] = self._together(joint)
        return self._joined[joint]

    def _together(self, joint: Joint) -> Shape:
        parts = map(self.resolve, joint.parts)
        ways = prod(len(part.branches) for part in parts if isinstance(part, Union))
        if ways > MOST_WAYS:
            reason = f"unions with {ways:,} combinations of branches are not generated"
            return Nothing(at=joint.at, reason=reason, understood=False)
        return reduce(lambda left, right: intersect(self, left, right), joint.parts)
