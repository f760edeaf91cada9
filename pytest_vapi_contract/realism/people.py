"""People, companies and places from Faker, drawn once in a process and the same in every process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faker import Faker

SIZE = 256
SEED = 20260422  # of these; the seed of a sample chooses among them


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who calls."""

    first: str
    name: str
    account: str
    city: str
    street: str


@dataclass(frozen=True, slots=True)
class People:
    """Whom a message can be about."""

    people: tuple[Person, ...]
    companies: tuple[str, ...]


@cache
def everyone() -> People:
    """Draw them all. The English data of Faker that they need is the same from 30.0 to 40.54 at least."""
    from faker import Faker  # noqa: PLC0415 - slow to import, and a run of prepared cases needs nobody

    faker = Faker("en_US")
    faker.seed_instance(SEED)
    people = tuple(_person(faker) for _ in range(SIZE))
    return People(people, tuple(faker.company() for _ in range(SIZE)))


def _person(faker: Faker) -> Person:
    first, last = faker.first_name(), faker.last_name()
    account = "".join(letter for letter in f"{first}.{last}".lower() if letter.isalpha() or letter == ".")
    return Person(first, f"{first} {last}", account, faker.city(), faker.street_address())
