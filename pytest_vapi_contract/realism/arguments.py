"""What a model puts into the arguments of a tool: by their descriptions, their formats and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..json_paths import Object
from . import makers, words
from .endings import FORMATS
from .makers import Kind, decimal, one_of, whole

#: The words of a name: `partySize`, `party_size` and `Party size` have the same.
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
#: An example in a description: e.g. 'large', such as "sparkling", for example `R-1`.
EXAMPLE = re.compile(
    r"(?:e\.?g\.?,?|such as|for example,?|like)\s*[:(]?\s*(?P<quote>['\"`“])(?P<text>[^'\"`”]+)"
)


def _date(number: int) -> str:
    return makers.date_time(number)[:10]


def _time(number: int) -> str:
    return f"{9 + number * 5 % 12:02}:{number * 15 % 60:02}"


def _first(number: int) -> str:
    return words.PEOPLE[number % len(words.PEOPLE)].split()[0]


def _last(number: int) -> str:
    return words.PEOPLE[number % len(words.PEOPLE)].split()[1]


def _numbered(prefix: str) -> Kind:
    return lambda number: f"{prefix}{47_000 + number * 131 % 50_000}"


#: By the words of a description.
DESCRIBED: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"date[- ]?time|timestamp|ISO ?8601", re.IGNORECASE), makers.date_time),
    (re.compile(r"YYYY-MM-DD"), _date),
    (re.compile(r"\bHH:MM\b|24[- ]hour", re.IGNORECASE), _time),
    (re.compile(r"E\.?164", re.IGNORECASE), makers.phone_number),
    (re.compile(r"weekday|day of the week", re.IGNORECASE), one_of(words.DAYS)),
    (re.compile(r"two[- ]letter (?:country|state)", re.IGNORECASE), one_of(("US", "CA", "DE"))),
)
#: By the last word of a name that has a line.
TEXTS: Mapping[str, Kind] = {
    "address": one_of(("48 Harbor Street", "1120 Cedar Avenue", "7 Mill Lane")),
    "city": one_of(("Portland", "Austin", "Leeds", "Lyon")),
    "code": one_of(("SPRING10", "WELCOME", "B4-221")),
    "color": one_of(("blue", "red", "green")),
    "comment": one_of(words.SENTENCES),
    "company": one_of(words.COMPANIES),
    "country": one_of(("US", "Germany", "Canada")),
    "currency": one_of(("USD", "EUR", "GBP")),
    "date": _date,
    "datetime": makers.date_time,
    "day": one_of(words.DAYS),
    "description": one_of(words.SENTENCES),
    "email": makers.email,
    "first": _first,
    "id": _numbered(""),
    "item": one_of(("Margherita pizza", "house salad", "sparkling water")),
    "language": one_of(("en", "es", "de")),
    "last": _last,
    "location": one_of(("Portland", "the Harbor Street store", "downtown")),
    "message": one_of(words.SENTENCES),
    "mobile": makers.phone_number,
    "name": one_of(words.PEOPLE),
    "note": one_of(("A table by the window, please.", "Allergic to nuts.", "Call on arrival.")),
    "number": _numbered(""),
    "order": _numbered("A-"),
    "phone": makers.phone_number,
    "postcode": one_of(("97204", "10115", "LS1 4AP")),
    "product": one_of(("Margherita pizza", "wireless headset", "oil filter")),
    "query": one_of(words.TOPICS),
    "question": one_of(("Are you open on Sunday?", "Is there parking?", "Do you take cards?")),
    "reason": one_of(words.TOPICS),
    "request": one_of(words.TOPICS),
    "reservation": _numbered("R-"),
    "sku": _numbered("SKU-"),
    "service": one_of(("haircut", "oil change", "cleaning")),
    "state": one_of(("OR", "TX", "CA")),
    "street": one_of(("48 Harbor Street", "1120 Cedar Avenue", "7 Mill Lane")),
    "summary": one_of(words.OUTCOMES),
    "time": _time,
    "title": one_of(words.LABELS),
    "topic": one_of(words.TOPICS),
    "url": makers.url("https://www.example.com/{word}"),
    "zip": one_of(("94107", "97204", "10001")),
}
#: The same for numbers.
NUMBERS: Mapping[str, Kind] = {
    "age": whole(19, 80),
    "amount": decimal(5, 250, 2),
    "count": whole(1, 6),
    "day": whole(1, 28),
    "duration": one_of((30, 45, 60, 90)),
    "guest": whole(2, 6),
    "hour": whole(9, 20),
    "id": whole(1001, 99_000),
    "latitude": decimal(25, 48, 4),
    "longitude": decimal(-120, -70, 4),
    "minute": one_of((15, 30, 45)),
    "month": whole(1, 12),
    "night": whole(1, 5),
    "number": whole(1, 6),
    "people": whole(2, 6),
    "person": whole(2, 6),
    "price": decimal(5, 250, 2),
    "quantity": whole(1, 4),
    "rating": whole(1, 5),
    "size": whole(2, 6),
    "total": decimal(5, 250, 2),
    "year": one_of((2026, 2027)),
}
#: Words that say less than what is before them: `phone_number`, `order_id`.
VAGUE = frozenset({"code", "id", "name", "number"})
#: What means the same as a word that has a line.
SAME: Mapping[str, str] = {
    "caller": "name",
    "customer": "name",
    "guests": "guest",
    "lat": "latitude",
    "lng": "longitude",
    "lon": "longitude",
    "notes": "note",
    "party": "people",
    "postal": "zip",
    "qty": "quantity",
    "seats": "people",
    "surname": "last",
    "tel": "phone",
    "telephone": "phone",
    "zipcode": "zip",
}


def argument_values(name: str, schema: Object, number: int) -> Iterator[Any]:
    """Values that an argument may well have, the likeliest first; each may be one that its schema forbids."""
    yield from (schema[key] for key in ("const", "default", "example") if key in schema)
    yield from schema["examples"] if isinstance(schema.get("examples"), list) else ()
    description = schema.get("description")
    if isinstance(description, str):
        yield from (found["text"].strip() for found in EXAMPLE.finditer(description))
        yield from (kind(number) for pattern, kind in DESCRIBED if pattern.search(description))
    format = schema.get("format")
    if isinstance(format, str) and format in FORMATS:
        yield FORMATS[format](number)
    told = words_of(name)[::-1]
    told = (*(word for word in told if word not in VAGUE), *(word for word in told if word in VAGUE))
    for known in (NUMBERS, TEXTS) if _is_numeric(schema) else (TEXTS,):
        yield from (known[word](number) for word in told if word in known)
    yield words.KEYWORDS[number % len(words.KEYWORDS)]


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in small letters and as they are looked up."""
    found = (word.lower() for word in WORD.findall(name))
    return tuple(SAME.get(word, _singular(word)) for word in found)


def _singular(word: str) -> str:
    single = word.removesuffix("s")
    return single if single in TEXTS or single in NUMBERS else word


def _is_numeric(schema: Object) -> bool:
    return schema.get("type") in ("integer", "number")
