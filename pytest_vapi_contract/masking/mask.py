"""
Secrets, and their placeholders wherever something from outside is shown.

Only what comes from outside is masked, where it comes in: what a handler says, and where a request has its
credential. Our own words never are. A secret that is an ordinary word, a number, or short is found in many a
text by chance. It is masked in what a handler says where it is a word of its own, and in a request only where
it is the credential.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ..credential_names import CREDENTIAL
from ..json_paths import is_list, is_object
from ..wire_text import wire_text
from .plain_text import beginning, on_one_line, plain
from .secret_forms import encoded, pattern_of, turned

#: A secret, and its placeholder.
Mask = tuple[str, str]
Masks = tuple[Mask, ...]
#: A piece of a text, and whether it stands for a secret.
Piece = tuple[str, bool]

#: The placeholder for a secret wherever it is shown: the shell's text for a variable of the environment.
SECRET = "$VAPI_SECRET"
#: Secrets shorter than this are in any text by chance.
SHORTEST_SECRET = 5
#: Characters that are kept of what a handler says, and of a line or a name.
SAID, LINE = 4_000, 300
#: A character of a secret is written with as many characters at most.
WIDEST = 12
#: Names of headers, and of properties, whose values are credentials, whatever sets them.
CREDENTIAL_NAME = re.compile(CREDENTIAL)

#: Words, or numbers, with what may be between them. No word has more letters.
_ORDINARY = re.compile(r"(?:[A-Za-z]{1,20}(?:[\s._/:@-]+|$))+|[\d\s._/:@-]+")
#: Where a word begins: not within another one. An escaped character may come directly before it.
_BEGIN = r"(?:(?<![A-Za-z0-9])|(?<=\\[abfnrtv])|(?<=%[0-9A-Fa-f]{2})|(?<=\\x[0-9a-f]{2})|(?<=\\u[0-9a-f]{4}))"
_END = r"(?![A-Za-z0-9])"
#: The text before the value of a property of that name, in JSON or Python.
_PROPERTY = rf"""(?P<before>["'][^"'\n]*{CREDENTIAL}[^"'\n]*["']\s*:\s*["'](?:[A-Za-z]+\s)?)"""


def is_ordinary(secret: str) -> bool:
    """Whether a secret may be in a text by chance: it is a word, a number, or short."""
    return len(secret) < SHORTEST_SECRET or _ORDINARY.fullmatch(secret) is not None


def distinct(masks: Masks) -> Masks:
    """The masks of secrets that are in no text by chance."""
    return tuple(mask for mask in masks if not is_ordinary(mask[0]))


def hide(text: str, masks: Masks) -> str:
    """What a handler says, with each secret replaced by its placeholder, the longest first."""
    return joined(pieces(text, masks)) if masks else text


def hide_distinct(text: str, masks: Masks) -> str:
    """A text without the secrets that cannot be mistaken for anything else: our own words stay."""
    return hide(text, distinct(masks))


def said(text: str, masks: Masks = (), most: int = SAID) -> str:
    """
    What a handler says, fit to be kept and shown: plain, without secrets, at most `most` characters long.

    No part of a secret that reaches beyond that is left.
    """
    slack = WIDEST * max((len(secret) for secret, _ in masks), default=0)
    kept = beginning(text, most + slack)
    hidden, whole = hide(plain(kept), masks), str.__len__(text) == len(kept)
    if not whole:
        hidden = hidden[: max(0, len(hidden) - slack)]
    return hidden if whole and len(hidden) <= most else f"{hidden[:most]}…"


def said_line(text: str, masks: Masks = (), most: int = LINE) -> str:
    """The same on one line."""
    return on_one_line(said(text, masks, most))


def tells(text: str, secret: str) -> bool:
    """Whether a text has a secret in it, in whatever way it is written."""
    return any(form in text for form in _whole(secret)) or _said(secret).search(text) is not None


def pieces(text: str, masks: Masks) -> tuple[Piece, ...]:
    """What a handler says, cut at the secrets in it."""
    return _pieces(text, masks, _said)


def body_pieces(text: str, masks: Masks) -> tuple[Piece, ...]:
    """The text of a body that is sent, cut at its secrets; an ordinary word only where it is a credential."""
    return _pieces(text, masks, _sent)


def credential_pieces(value: str, masks: Masks) -> tuple[Piece, ...]:
    """A value that is a credential, whose end may be a secret, cut at it and at what cannot be mistaken."""
    for secret, shown in _longest_first(masks):
        if value.endswith(secret):
            before = value.removesuffix(secret)
            return (*pieces(before, distinct(masks)), (shown, True))
    return pieces(value, distinct(masks))


def joined(parts: tuple[Piece, ...]) -> str:
    """The pieces as one text."""
    return "".join(text for text, _ in parts)


def hidden_json(value: Any, masks: Masks, name: str = "") -> Any:
    """A JSON value, such as one that is sent, without secrets in names, texts, properties for credentials."""
    if not masks:
        return value
    if is_object(value):
        return {hide_distinct(key, masks): hidden_json(each, masks, key) for key, each in value.items()}
    if is_list(value):
        return [hidden_json(each, masks, name) for each in value]
    if not isinstance(value, str):
        return value
    is_credential = CREDENTIAL_NAME.search(name) is not None
    return joined(credential_pieces(value, masks)) if is_credential else hide_distinct(value, masks)


def hidden_reply(value: Any, masks: Masks) -> Any:
    """What a handler says as a JSON value, without secrets in its texts; what has no end stays as it is."""
    try:
        return _hidden(value, masks)
    except RecursionError:
        return value


def _hidden(value: Any, masks: Masks) -> Any:
    if is_object(value):
        return {key: _hidden(each, masks) for key, each in value.items()}
    if is_list(value):
        return [_hidden(each, masks) for each in value]
    return hide(value, masks) if isinstance(value, str) else value


def without_scheme(value: str) -> str:
    """A credential without the word before it, such as `Bearer`."""
    scheme, blank, rest = value.partition(" ")
    return rest if blank and rest and scheme.isalpha() else value


@lru_cache(maxsize=64)
def masks_for(secret: str | bytes) -> Masks:
    """The masks that hide a secret, as it was given and as it goes over the wire; none for an empty one."""
    wired = wire_text(secret)
    given = secret.decode("utf-8", "replace") if isinstance(secret, bytes) else secret
    return tuple((form, SECRET) for form in dict.fromkeys((wired, given)) if form)


def _longest_first(masks: Masks) -> list[Mask]:
    return sorted(masks, key=lambda mask: -len(mask[0]))


def _pieces(text: str, masks: Masks, pattern: Any) -> tuple[Piece, ...]:
    found: list[Piece] = [(text, False)]
    for secret, shown in _longest_first(masks):
        whole = (_literal(form) for form in _whole(secret) if form in text)
        for each in (pattern(secret), *whole):
            found = [part for piece in found for part in _cut(piece, each, shown)]
    return tuple(piece for piece in found if piece[0])


def _cut(piece: Piece, pattern: re.Pattern[str], shown: str) -> list[Piece]:
    text, stands = piece
    if stands:
        return [piece]
    parts: list[Piece] = []
    at = 0
    for match in pattern.finditer(text):
        parts += [(text[at : match.start("secret")], False), (shown, True)]
        at = match.end("secret")
    return [*parts, (text[at:], False)]


@lru_cache(maxsize=256)
def _said(secret: str) -> re.Pattern[str]:
    """A secret in what a handler says; an ordinary one as a word."""
    written = pattern_of(secret)
    return re.compile(f"{_BEGIN}{written}{_END}" if is_ordinary(secret) else written)


@lru_cache(maxsize=256)
def _sent(secret: str) -> re.Pattern[str]:
    """A secret in what is sent; an ordinary one as the value of a property for credentials."""
    written = pattern_of(secret)
    return re.compile(rf"""{_PROPERTY}{written}(?=["'])""" if is_ordinary(secret) else written)


def _whole(secret: str) -> tuple[str, ...]:
    """Other forms of a secret; an ordinary word in capitals or backwards is in texts by chance."""
    return encoded(secret) if is_ordinary(secret) else (*encoded(secret), *turned(secret))


def _literal(form: str) -> re.Pattern[str]:
    return re.compile(f"(?P<secret>{re.escape(form)})")
