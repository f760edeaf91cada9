"""All that a contract of a document is asked for; and what must hold of each answer."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from string import printable
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from pytest_vapi_contract import samples
from pytest_vapi_contract import strategies as vapi
from pytest_vapi_contract.contract import PUBLISHED_READINGS, WEAKEST, Contract
from pytest_vapi_contract.errors import BadDocument, UnsupportedMessage
from pytest_vapi_contract.json_paths import Object

FORMATS = FormatChecker(())
FORMATS.checkers = dict(Draft202012Validator.FORMAT_CHECKER.checkers)
#: How many messages of a kind are looked at closely, and how many covering ones are made.
MOST, COVERING = 40, 1_000
DRAWN = settings(
    max_examples=6, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


def when_encoded(format: str) -> Callable[[object], bool]:
    """What tells an IRI: it is a URI once its other characters are percent-encoded."""

    def is_iri(value: object) -> bool:
        return not isinstance(value, str) or FORMATS.conforms(quote(value, safe=printable), format)

    return is_iri


# jsonschema would check them by a grammar that takes seconds to import.
FORMATS.checks("iri")(when_encoded("uri"))
FORMATS.checks("iri-reference")(when_encoded("uri-reference"))


@dataclass
class Seen:
    """What became of a document."""

    refused: str = ""
    unsupported: dict[str, str] = field(default_factory=dict[str, str])
    messages: int = 0
    mutations: int = 0
    drawn: int = 0


def probe(document: Object) -> Seen:
    """Import a document and ask for everything; raises whatever is not one of our errors, or is wrong."""
    seen = Seen()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            contract = Contract.from_openapi(document, revision="hostile")
    except BadDocument as error:
        seen.refused = str(error)
        return seen
    for type in contract.message_types:
        _Probe(contract, type, seen).all()
    return seen


@dataclass
class _Probe:
    """Asks for everything of one message type."""

    contract: Contract
    type: str
    seen: Seen

    def all(self) -> None:
        reason = self.contract.why_not_generated(self.type)
        self.contract.reachability(self.type)
        for generate in (self.samples, self.covering, self.mutations, self.drawn, self.drawn_mutations):
            if reason is None:
                generate()
                continue
            self.seen.unsupported[self.type] = reason
            with pytest.raises(UnsupportedMessage):
                generate()
        self.observed()

    def samples(self) -> None:
        for detail in ("minimal", "typical", "rich"):
            for seed in range(3):
                self.valid(samples.sample(self.type, seed=seed, contract=self.contract, detail=detail))

    def covering(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is left out
            made = list(islice(samples.each_covering(self.type, contract=self.contract), COVERING))
        for each in made[:MOST]:
            self.valid(each.message)
        assert all(self.contract.standing(each.message) == "conforming" for each in made)

    def mutations(self) -> None:
        for mutation in islice(_mutations(self.contract, self.type), 3 * MOST):
            self.broken(mutation)
        samples.representative(self.type, contract=self.contract)

    def drawn(self) -> None:
        for detail in ("minimal", "rich"):

            @DRAWN
            @given(vapi.messages(self.type, contract=self.contract, detail=detail))
            def look(message):
                self.seen.drawn += 1
                self.valid(message)

            look()

    def drawn_mutations(self) -> None:
        @DRAWN
        @given(vapi.mutations(self.type, contract=self.contract))
        def look(mutation):
            self.broken(mutation)

        look()

    def observed(self) -> None:
        try:
            for seed in range(2):
                message = samples.sample(self.type, seed=seed, contract=self.contract, reading="observed")
                assert self.contract.standing(message) != "violating", message
        except UnsupportedMessage:
            pass

    def valid(self, message: Any) -> None:
        self.seen.messages += 1
        verdict = self.contract.judge(message)
        assert verdict.conforming, f"{verdict}: {str(message)[:300]}"
        for validator in self._published:
            error = next(validator.iter_errors(message), None)
            assert error is None, f"jsonschema: {str(error.message)[:200]}: {str(message)[:300]}"

    def broken(self, mutation: Any) -> None:
        self.seen.mutations += 1
        assert self.contract.judge(mutation.body).violating, mutation.id
        message = mutation.body.get("message") if isinstance(mutation.body, dict) else None
        if isinstance(message, dict) and message.get("type") == self.type:
            assert not self._weakest.is_valid(message), mutation.id

    @cached_property
    def _published(self) -> list[Draft202012Validator]:
        return [
            Draft202012Validator(
                self.contract.schema(self.type, reading),
                format_checker=FORMATS if reading.formats == "assertion" else None,
            )
            for reading in PUBLISHED_READINGS
        ]

    @cached_property
    def _weakest(self) -> Draft202012Validator:
        return Draft202012Validator(self.contract.schema(self.type, WEAKEST))


def _mutations(contract: Contract, type: str) -> Iterator[Any]:
    from pytest_vapi_contract.mutations import each_mutation

    return each_mutation(contract, type)
