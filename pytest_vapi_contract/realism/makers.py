"""Kinds of values: each function makes the value of a number, the same one always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from . import words

Kind = Callable[[int], Any]
EPOCH = datetime(1970, 1, 1)
FIRST_MOMENT = 1_772_438_400_000  # 2026-03-02T08:00:00Z in milliseconds, a Monday
DAY = 86_400_000
AREAS = ("212", "303", "312", "404", "415", "512", "617", "702", "808", "919")
ALPHANUMERICS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_AS_LETTERS = bytes(ALPHANUMERICS[byte % len(ALPHANUMERICS)] for byte in range(256))


def digest(salt: str, number: int) -> str:
    """Spread a number over 64 hexadecimal digits."""
    return sha256(f"{salt} {number}".encode()).hexdigest()


def one_of(values: Sequence[Any]) -> Kind:
    """Take the values in turn."""
    return lambda number: values[number % len(values)]


def filled(templates: Sequence[str]) -> Kind:
    """Take the templates in turn and fill in names and topics, others each time."""

    def fill(number: int) -> str:
        return templates[number % len(templates)].format(**setting(number))

    return fill


def setting(number: int) -> dict[str, str]:
    """Choose who talks to whom about what and when."""
    return {
        "company": words.COMPANIES[number * 5 % len(words.COMPANIES)],
        "name": words.PEOPLE[number * 7 % len(words.PEOPLE)].split()[0],
        "order": str(47_000 + number * 131 % 50_000),
        "topic": words.TOPICS[number * 3 % len(words.TOPICS)],
        "day": words.DAYS[number % len(words.DAYS)],
        "time": words.TIMES[number // 2 % len(words.TIMES)],
    }


def uuid(number: int) -> str:
    """Make a random-looking UUID (version 4)."""
    return as_uuid(int(digest("uuid", number)[:32], 16))


def as_uuid(bits: int) -> str:
    """Write 128 bits as a UUID of version 4."""
    text = f"{bits & (1 << 128) - 1:032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{'89ab'[bits >> 62 & 3]}{text[17:20]}-{text[20:]}"


def as_timed_uuid(milliseconds: int, bits: int) -> str:
    """Write a time and 74 bits as a UUID of version 7."""
    text = f"{milliseconds & (1 << 48) - 1:012x}{bits & (1 << 72) - 1:018x}"
    return f"{text[:8]}-{text[8:12]}-7{text[12:15]}-{'89ab'[bits >> 72 & 3]}{text[15:18]}-{text[18:]}"


def hexadecimal(prefix: str, length: int) -> Kind:
    """Make prefixed hexadecimal names, as `CA…` for a call at Twilio."""
    return lambda number: prefix + digest(prefix, number)[:length]


def alphanumeric(prefix: str, length: int) -> Kind:
    """Make prefixed names of letters and digits, as `call_…` for a tool call."""

    def make(number: int) -> str:
        return prefix + as_letters(int(digest(prefix, number), 16), length)

    return make


def as_letters(bits: int, length: int) -> str:
    """Write bits as letters and digits, eight bits for each."""
    return (bits & (1 << 8 * length) - 1).to_bytes(length, "big").translate(_AS_LETTERS).decode()


def phone_number(number: int) -> str:
    """
    Make an E.164 number out of those that are reserved for fiction.

    They are the American 555-0100 to 555-0199 or, one in six, British mobile numbers from 07700 900000.
    """
    if number % 6 == 5:
        return f"+447700900{number * 37 % 1_000:03}"
    return f"+1{AREAS[number % len(AREAS)]}55501{number * 37 % 100:02}"


def user_name(number: int) -> str:
    """Make the name of an account out of a person's."""
    person = words.PEOPLE[number % len(words.PEOPLE)]
    return as_account(person)


def as_account(person: str) -> str:
    """Write a person's name as that of an account: small ASCII letters and dots."""
    plain = person.lower().translate(str.maketrans("éëöäü", "eeoau", "'"))
    return ".".join(plain.split())


def email(number: int) -> str:
    """Make an e-mail address at example.com."""
    return f"{user_name(number)}@example.com"


def sip_uri(number: int) -> str:
    """Make a SIP address."""
    return f"sip:{user_name(number)}@sip.example.com"


def url(template: str) -> Kind:
    """Make addresses of a host for examples; `{id}` in them is a UUID, `{word}` a word."""

    def make(number: int) -> str:
        return template.format(id=uuid(number), word=words.KEYWORDS[number % len(words.KEYWORDS)])

    return make


def moment(number: int) -> int:
    """Make a time of day in business hours, in milliseconds since 1970."""
    return FIRST_MOMENT + number * 3 % 180 * DAY + number * 7_919_113 % 36_000_000


def as_date_time(milliseconds: int) -> str:
    """Write a time as Vapi does: ISO 8601 with milliseconds, in UTC."""
    return (EPOCH + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds") + "Z"


def date_time(number: int) -> str:
    """Make a date and time in text."""
    return as_date_time(moment(number))


def arguments(number: int) -> str:
    """Make the arguments of a tool call: an object, as JSON in text."""
    return words.TOOLS[words.FUNCTIONS[number % len(words.TOOLS)]][0].format(**setting(number))


def result(number: int) -> str:
    """Make what a tool answers."""
    return words.TOOLS[words.FUNCTIONS[number % len(words.TOOLS)]][1].format(**setting(number))


def transcript(number: int) -> str:
    """Make the text of a dialogue, a line for each turn."""
    dialogue = words.DIALOGUES[number % len(words.DIALOGUES)]
    chosen = setting(number)
    speakers = {"bot": "AI", "user": "User"}
    turns = [(speakers[who], text.format(**chosen)) for who, text in dialogue if who in speakers]
    return "".join(f"{who}: {text}\n" for who, text in turns[: 4 + number % 6])


def utterance(number: int) -> str:
    """Make what one speaker says in a turn."""
    dialogue = words.DIALOGUES[number % len(words.DIALOGUES)]
    spoken = [text for who, text in dialogue if who != "tool"]
    return spoken[number // len(words.DIALOGUES) % len(spoken)].format(**setting(number))


def summary(number: int) -> str:
    """Make the summary of a call."""
    chosen = setting(number)
    return as_summary(chosen["name"], chosen["company"], chosen["topic"], number)


def as_summary(name: str, company: str, topic: str, number: int) -> str:
    """Write the summary of a call in two sentences or in two paragraphs."""
    joint = "\n\n" if number % 3 == 2 else " "
    return f"{name} called {company} about {topic}.{joint}{words.OUTCOMES[number % len(words.OUTCOMES)]}"


def extension(number: int) -> str:
    """Make the number of a desk."""
    return str(101 + number * 37 % 889)


def version(number: int) -> str:
    """Make the version of an assistant."""
    return str(1 + number * 7 % 40)


def whole(low: int, high: int) -> Kind:
    """Make whole numbers between two others, both included."""
    return lambda number: low + number * 7919 % (high - low + 1)


def decimal(low: float, high: float, digits: int) -> Kind:
    """Make decimal numbers between two others."""
    return lambda number: round(low + (high - low) * (number * 7919 % 1009) / 1008, digits)
