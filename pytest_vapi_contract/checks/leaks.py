"""
What a reply must not tell: tracebacks, secrets, and where the handler's source lies.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..cases.case import Case
from ..delivery import Exchange, Reply
from ..delivery.exchange import SECRET, hide
from .check import Flaw, Rule
from .outcome import excerpt
from .state import Effect

#: Secrets shorter than this may stand in any text by chance.
TELLING = 5
#: How much of what leaks is shown.
EXCERPT = 100

_QUOTE = r"""(?:\\?["']|&quot;|&#34;|&#39;)"""
_TRACEBACK = re.compile(
    rf"Traceback \(most recent call last\)|File {_QUOTE}[^\n\"'&]+{_QUOTE}, line \d+", re.IGNORECASE
)
#: An absolute path that ends in `.py`, and is not the end of a URL or of a relative path.
_PATH = re.compile(r"(?<![\w.:/\\-])(?:/|[A-Za-z]:\\{1,2})(?:[\w.@ +-]+(?:/|\\{1,2}))+[\w-]+\.py\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaks(Rule):
    """
    A reply tells nothing that is nobody's business.
    """

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """
        The worst that a reply tells.
        """
        if exchange.reply is None:
            return None
        found = next(_leaks(exchange, text_of(exchange.reply)), None)
        if found is None:
            return None
        kind, shown = found
        noted = "" if shown in excerpt(exchange.reply) else f"the reply has {shown}"
        return Flaw(verdict=f"is answered with {kind}", mark=("leak", kind), noted=noted)


def text_of(reply: Reply) -> str:
    """
    All that a reply tells, headers included; for a plain function what it returned.
    """
    if reply.status is None:
        return _told(reply.value)
    headers = "\n".join(f"{name}: {value}" for name, value in reply.headers)
    return f"{headers}\n\n{reply.body.decode('utf-8', 'replace')}"


def _told(value: object) -> str:
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return ""


def _leaks(exchange: Exchange, text: str) -> Iterator[tuple[str, str]]:
    for kind, look in KINDS.items():
        shown = look(exchange, text)
        if shown:
            yield kind, shown


def _secret(exchange: Exchange, text: str) -> str:
    """
    The good secret; that a bad one is repeated tells its sender nothing, even if it has the good one in it.
    """
    masks = exchange.request.masks
    text = hide(text, tuple(mask for mask in masks if mask[1] != SECRET))
    known = (secret for secret, shown in masks if shown == SECRET and len(secret) >= TELLING)
    return next((secret for secret in known if secret in text), "")


def _traceback(exchange: Exchange, text: str) -> str:
    return _first(_TRACEBACK, ("traceback", "line "), exchange, text)


def _path(exchange: Exchange, text: str) -> str:
    return _first(_PATH, (".py",), exchange, text)


def _first(pattern: re.Pattern[str], words: tuple[str, ...], exchange: Exchange, text: str) -> str:
    """
    The first match that is no echo of the request, with a little of what follows.

    One of the words, in small letters, is in every match: to look for them takes a hundredth of the time.
    """
    lowered = text.lower()
    if not any(word in lowered for word in words):
        return ""
    sent = exchange.request.body.decode("utf-8", "replace")
    for match in pattern.finditer(text):
        if match.group() not in sent:
            return " ".join(text[match.start() : match.start() + EXCERPT].split())
    return ""


Look = Callable[[Exchange, str], str]
#: What leaks, and how it is found; the worst first.
KINDS: Mapping[str, Look] = {
    "the secret": _secret,
    "a traceback": _traceback,
    "a path of its source": _path,
}
