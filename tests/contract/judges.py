"""Validators that are not ours, each compiled once for all message types of a revision."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker

from pytest_vapi_contract.bundle import read_bundle
from pytest_vapi_contract.contract import PUBLISHED_READINGS
from pytest_vapi_contract.contract.readings import Reading, read


class Validator(Protocol):
    """What both libraries have."""

    def is_valid(self, instance: Any) -> bool:
        """Tell whether a value is valid."""


@dataclass(frozen=True)
class Judge:
    """A validator for the messages of one type."""

    validator: Validator
    type: str

    def is_valid(self, message: Any) -> bool:
        """Tell whether a message is valid."""
        return self.validator.is_valid({self.type: message})


def quick_judges(
    revision: str, type: str, readings: Iterable[Reading] = PUBLISHED_READINGS
) -> tuple[Judge, ...]:
    """Judge by `jsonschema_rs`, in each of the readings."""
    return tuple(Judge(_quick(revision, reading), type) for reading in readings)


def thorough_judges(
    revision: str, type: str, readings: Iterable[Reading] = PUBLISHED_READINGS
) -> tuple[Judge, ...]:
    """Judge by `jsonschema`, in each of the readings."""
    return tuple(Judge(_thorough(revision, reading), type) for reading in readings)


@cache
def _quick(revision: str, reading: Reading) -> Validator:
    asserted = reading.formats == "assertion"
    return jsonschema_rs.Draft202012Validator(read(read_bundle(revision), reading), validate_formats=asserted)


@cache
def _thorough(revision: str, reading: Reading) -> Validator:
    checker = FormatChecker() if reading.formats == "assertion" else None
    return Draft202012Validator(read(read_bundle(revision), reading), format_checker=checker)
