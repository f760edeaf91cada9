"""What a reply must not contain: tracebacks, secrets, signatures, and source paths."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from json import dumps

from ..cases.case import Case
from ..cases.skip import Skip
from ..delivery import Crash, Exchange, Handler, Reply, Request, hide
from ..delivery.kinds.returned import as_returned
from ..findings.fingerprint import raises_itself
from ..findings.outcome import excerpt
from ..masking.mask import SECRET, SHORTEST_SECRET, tells
from ..wire_envelope import envelope
from .check import Check, Flaw
from .replies import value_of
from .state_probe import Effect

#: Characters that the text of an exception has at least: a shorter one is in replies by chance.
LEAST = 16
#: How much of what leaks is shown.
EXCERPT = 100
#: What is not done with a secret that replies have by chance, and why.
SEARCH = "the search for the secret in replies"
SHORT = f"a secret of fewer than {SHORTEST_SECRET} characters appears in replies by chance; use a longer one"
COMMON = "this secret is a word that appears in every message; use another one"

_QUOTE = r"""(?:\\?["']|&quot;|&#34;|&#39;)"""
_TRACEBACK = re.compile(
    rf"Traceback \(most recent call last\)|File {_QUOTE}[^\n\"'&]+{_QUOTE}, line \d+", re.IGNORECASE
)
#: An absolute path that ends in `.py`, and is not the end of a URL or of a relative path.
_PATH = re.compile(r"(?<![\w.:/\\-])(?:/|[A-Za-z]:\\{1,2})(?:[\w.@ +-]+(?:/|\\{1,2}))+[\w-]+\.py\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaks(Check):
    """A reply leaks no internal details."""

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """The worst that a reply tells."""
        if exchange.reply is None:
            return None
        found = next(_leaks(exchange, text_of(exchange.reply)), None)
        if found is None:
            return None
        kind, shown = found
        told = excerpt(exchange.reply, exchange.request.masks)
        noted = "" if shown in " ".join(told.replace("\\n", " ").split()) else f"the reply contains {shown}"
        return Flaw(verdict=f"gets a reply that leaks {kind}", mark=("leak", kind), noted=noted)


def text_of(reply: Reply) -> str:
    """All that a reply tells, headers included; for a plain function what it returned."""
    if reply.status is None:
        value = value_of(reply)
        return value if isinstance(value, str) else as_returned(reply).body.decode("utf-8", "replace")
    headers = "\n".join(f"{name}: {value}" for name, value in reply.headers)
    return f"{headers}\n\n{reply.body.decode('utf-8', 'replace')}"


def unsearched(handler: Handler, checks: Iterable[str]) -> Iterator[Skip]:
    """That the secret is not looked for in replies, if that is so."""
    if "leaks" not in checks:
        return
    usual = handler.request(envelope({"type": ""}))
    known = [secret for secret, shown in usual.masks if shown == SECRET]
    if any(len(secret) < SHORTEST_SECRET for secret in known):
        yield Skip(what=SEARCH, why=SHORT)
    elif any(_is_echo(usual, secret) for secret in known):
        yield Skip(what=SEARCH, why=COMMON)


def _leaks(exchange: Exchange, text: str) -> Iterator[tuple[str, str]]:
    for kind, look in KINDS.items():
        shown = look(exchange, text)
        if shown:
            yield kind, shown


def _secret(exchange: Exchange, text: str) -> str:
    """The good secret: to repeat a bad one tells its sender nothing, even if the good one is in it."""
    request = exchange.request
    text = hide(text, tuple(mask for mask in request.masks if mask[1] != SECRET))
    known = (secret for secret, shown in request.masks if shown == SECRET and len(secret) >= SHORTEST_SECRET)
    leaked = (tells(text, secret) and not _is_echo(request, secret) for secret in known)
    return SECRET if any(leaked) else ""


def _signature(exchange: Exchange, text: str) -> str:
    """The signature that the request should have had, unless what was sent has it in it."""
    request = exchange.request
    sent = any(request.withheld in value for _, value in request.headers)
    return request.withheld if request.withheld and not sent and request.withheld in text else ""


def _is_echo(request: Request, secret: str) -> bool:
    """Whether the message has a secret in it: that a reply has it too tells nothing."""
    return tells(request.body.decode("utf-8", "replace"), secret)


def _traceback(exchange: Exchange, text: str) -> str:
    return _first(_TRACEBACK, ("traceback", "line "), exchange, text)


def _path(exchange: Exchange, text: str) -> str:
    return _first(_PATH, (".py",), exchange, text)


def _exception(exchange: Exchange, text: str) -> str:
    """
    What an exception says, unless the handler has written it for the reply.
    """
    crash = exchange.crash or exchange.caught
    if crash is None or len(crash.message) < LEAST or _is_meant(crash):
        return ""
    said = crash.message.strip()
    forms = (said, dumps(said)[1:-1], dumps(said, ensure_ascii=False)[1:-1], escape(said))
    sent = exchange.request.body.decode("utf-8", "replace")
    if said in sent or not any(form in text for form in forms):
        return ""
    return " ".join(said[:EXCERPT].split())


def _is_meant(crash: Crash) -> bool:
    """Whether an exception is made for the reply: by a `raise` of the handler, or one of its framework's."""
    kinds = crash.exception_class.__mro__ if crash.exception_class else ()
    return raises_itself(crash) or any(kind.__name__ == "HTTPException" for kind in kinds)


def _first(pattern: re.Pattern[str], words: tuple[str, ...], exchange: Exchange, text: str) -> str:
    """
    The first match that is not an echo of the request, with a little of what follows.

    One of the words, in small letters, is in every match: to look for them takes a hundredth of the time.
    """
    lowered = text.lower()
    if not any(word in lowered for word in words):
        return ""
    sent, masks = exchange.request.body.decode("utf-8", "replace"), exchange.request.masks
    for match in pattern.finditer(text):
        if match.group() not in sent:
            return " ".join(hide(text[match.start() :], masks)[:EXCERPT].split())
    return ""


Look = Callable[[Exchange, str], str]
#: What leaks, and how it is found; the worst first.
KINDS: Mapping[str, Look] = {
    "the secret": _secret,
    "the right signature": _signature,
    "a traceback": _traceback,
    "a source path": _path,
    "the text of an exception": _exception,
}
