"""One exchange in full: the request, the reply, and how long it took. No secret is told."""

from collections.abc import Callable
from functools import partial
from json import dumps as json_text
from json import loads
from typing import Any

from ..delivery import Exchange, Reply, Request, hide
from ..findings.outcome import answered
from ..json_paths import dumps
from ..masking.mask import hide_distinct
from ..masking.plain_text import on_one_line, plain
from ..report_formats.lines import duration

#: How many lines, and how many characters, of a body are told.
LINES, CHARACTERS = 60, 4_000


def told_exchange(exchange: Exchange, *, printed: str = "", in_full: bool = False) -> str:
    """The text of an exchange and of what was printed; long bodies are cut unless all shall be told."""
    parts = [_request(exchange.request, in_full), _outcome(exchange, in_full)]
    if printed:
        said = hide(printed, exchange.request.masks)
        parts.append(["printed", *_indented([_printable(line) for line in said.splitlines()])])
    text = "\n\n".join("\n".join(part) for part in parts)
    # What comes from outside is masked above, where it comes in. This is for what cannot be mistaken only.
    return hide_distinct(text, exchange.request.masks)


def _request(request: Request, in_full: bool) -> list[str]:
    size = f"{len(request.body):,} bytes"
    body = _indented(_body(request.body, request.shown_body, pretty=True, in_full=in_full))
    return [f"{request.method} {request.path} ({size})", *_headers(request.shown_headers()), "", *body]


def _outcome(exchange: Exchange, in_full: bool) -> list[str]:
    took = duration(exchange.seconds)
    if exchange.timed_out:
        return [f"no reply within {took}"]
    lines: list[str] = []
    said = partial(hide, masks=exchange.request.masks)
    if exchange.reply is not None:
        lines += [f"{answered(exchange.reply)} in {took}", *_reply(exchange.reply, said, in_full)]
    if exchange.crash is not None:
        head = f"and {exchange.crash}" if lines else f"an exception after {took}: {exchange.crash}"
        lines += [*([""] if lines else []), head, *_indented(exchange.crash.traceback.splitlines())]
    return lines or [f"no reply after {took}: {exchange.fault}"]


def _reply(reply: Reply, said: Callable[[str], str], in_full: bool) -> list[str]:
    """The lines of a reply; `said` is what may be shown of what the handler says."""
    if reply.status is None:
        text = reply.not_json and f"a value that is not JSON: {reply.not_json}"
        return _indented([_cut(said(text or repr(loads(reply.body))), in_full)])
    headers = _headers(tuple((said(name), said(value)) for name, value in reply.headers))
    if not reply.body:
        return headers
    end = ["… (the rest was not read)"] if reply.truncated else []
    body = _body(reply.body, said, pretty=False, in_full=in_full)
    return [*headers, "", *_indented([*body, *end])]


def _headers(headers: tuple[tuple[str, str], ...]) -> list[str]:
    return _indented([_printable(f"{name}: {value}") for name, value in headers])


def _body(body: bytes, shown: Callable[[str], str], *, pretty: bool, in_full: bool) -> list[str]:
    """The lines of a body: JSON with indents if that hides nothing, other text as it is."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return [_cut(shown(repr(body)), in_full)]
    value = _value(text) if pretty else None
    if value is not None and dumps(value) == text:
        text = json_text(value, indent=2, ensure_ascii=False)
    lines = [_printable(line) for line in shown(text).split("\n")]
    if in_full:
        return lines
    more = [f"… ({len(lines) - LINES} more lines)"] if len(lines) > LINES else []
    return [_cut(line, in_full) for line in lines[:LINES]] + more


def _value(text: str) -> Any:
    try:
        value = loads(text)
        dumps(value)
    except (ValueError, RecursionError):
        return None
    return value


def _cut(line: str, in_full: bool) -> str:
    if in_full or len(line) <= CHARACTERS:
        return line
    return f"{line[:CHARACTERS]}… ({len(line) - CHARACTERS:,} more characters)"


def _printable(text: str) -> str:
    """A line with its control characters escaped: what a handler answers must not steer a terminal."""
    return on_one_line(plain(text))


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]
