"""Texts that code often forgets, and those that functions and methods often forget that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

#: Texts that code often forgets: letters that are not ASCII or grow when their case changes, digits that are
#: not decimal, blanks of other kinds, what is written from right to left, and what means something elsewhere.
ODD_TEXTS = (
    *("é", "ß", "İ", "ﬁ", "²", "٣", "½", "\u00a0", "\u200b", "\u2028", "\n", "\t", "\r\n", "e\u0301"),
    *("שלום", "日本", "🙂", "👩\u200d👧", "'", '"', "\\", "%s", "{}", "<b>", ";", ",", "/", "..", "-", "+"),
    *("0", "1e5", "nan", "true", "null"),
)
DIGITS = ("²", "٣", "½", "0", "7", "-1", "007", "1_000", " 7 ", "1.5", "1e5", "9" * 20)
NUMBERS = ("0", "-0", "nan", "inf", "-inf", "1e999", "1_0", "٣", " 1 ", "0.1", "1,5", "-1", "7")
LETTERS = ("é", "ß", "İ", "ﬁ", "ŉ", "Σ", "ǅ", "日", "a1", "A", "²")
BLANKS = ("", " ", "  ", "\u00a0", "\u200b", "\t", "\n", "\r\n", "\u2028")
TIMES = (
    *("1970-01-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    *("0001-01-01T00:00:00Z", "2026-07-16T16:47:05Z", "2026-07-16T16:47:05", "2026-07-16"),
    *("2026-03-29T02:30:00+01:00", "2026-07-16T16:47:05.659+14:00", "2016-12-31T23:59:60Z"),
)
JSON_TEXTS = ("{}", "[]", "null", "0", '""', "true", "NaN", "{", "")
ADDRESSES = ("", "/", "//", "https://example.com", "https://example.com/?a=1#b", "example.com", "mailto:a@b")
BINARY = ("", "=", "YQ==", "YQ", "00", "0", "zz", "+/", "-_")
ENCODED = ("é", "日本", "🙂", "\u200b", "")
#: Function or method -> texts that are worth trying for what it is given or called on.
BY_USE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("int", "isdigit", "isdecimal", "isnumeric", "isalnum", "zfill"), DIGITS),
    **dict.fromkeys(("float", "Decimal", "Fraction"), NUMBERS),
    **dict.fromkeys(("lower", "upper", "casefold", "title", "capitalize", "swapcase"), LETTERS),
    **dict.fromkeys(("isalpha", "islower", "isupper", "istitle", "isidentifier", "isascii"), LETTERS),
    **dict.fromkeys(("strip", "lstrip", "rstrip", "split", "rsplit", "splitlines", "isspace"), BLANKS),
    **dict.fromkeys(("partition", "rpartition", "index", "rindex", "find", "rfind"), BLANKS),
    **dict.fromkeys(("fromisoformat", "strptime", "parse", "isoparse", "parse_datetime"), TIMES),
    **dict.fromkeys(("loads", "literal_eval", "model_validate_json"), JSON_TEXTS),
    **dict.fromkeys(("urlparse", "urlsplit", "unquote", "URL"), ADDRESSES),
    **dict.fromkeys(("b64decode", "urlsafe_b64decode", "fromhex", "unhexlify", "UUID"), BINARY),
    **dict.fromkeys(("encode", "ord", "quote"), ENCODED),
}
#: What is done with a text for which its length matters.
MEASURING = frozenset({"len", "range", "ljust", "rjust", "center", "wrap", "shorten"})


def texts_for(uses: Iterable[str]) -> Iterator[str]:
    """The texts that are worth trying where these functions and methods are used."""
    for use in uses:
        yield from BY_USE.get(use, ())


def are_measured(uses: Iterable[str]) -> bool:
    """Whether the length matters where these functions and methods are used."""
    return not MEASURING.isdisjoint(uses)
