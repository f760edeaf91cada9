"""`as_handler`: whatever a user calls a handler, ready to take requests."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import reduce
from json import dumps
from typing import TYPE_CHECKING, Any, Self, Unpack
from urllib.parse import quote
from weakref import finalize

from ..clock import now
from ..errors import BadHandlerOption
from ..masking.mask import Masks
from ..masking.masked_errors import masked_errors
from ..option_errors import made, shows_options_of
from ..wire_envelope import unwrapped
from .credentials import Credentials, FixedHeaders, HiddenTexts, Hmac, SharedSecret, resolve_secret
from .curl import curl_line
from .exchange import Exchange, Request
from .handler_options import HandlerKeywords, HandlerOptions
from .import_string import load
from .kinds.adapter import BatchAdapter
from .kinds.detect import adapter_for, kind_of
from .observation.observer import observing
from .observation.own_files import own_files
from .process_guard import GUARD
from .routes import post_routes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from .kinds.adapter import Adapter

#: What is part of a request that is not signed, too.
UNSIGNED = (FixedHeaders, HiddenTexts)
NO_SOCKET = "it cannot be sent: it needs a socket without TLS"


class Handler:
    """
    A handler that takes requests, one way for every kind.

    A context manager: entering starts what the handler needs (a loop, a lifespan, connections), leaving
    ends it. Used without `with`, it starts at the first request and ends with the process.
    """

    def __init__(
        self,
        adapter: Adapter,
        *,
        kind: str,
        name: str,
        path: str,
        base_url: str,
        credentials: tuple[Credentials, ...],
        envelope: bool,
        timeout: float,
        target: Any = None,
    ) -> None:
        self.kind = kind
        self.name = name
        self.path = path
        self.base_url = base_url
        self.timeout = timeout
        self._adapter = adapter
        self._target = target
        self._credentials = credentials
        self._envelope = envelope
        self._lock = threading.Lock()
        self._closing: finalize[[Adapter], Handler] | None = None

    @property
    def in_process(self) -> bool:
        """Whether exceptions inside the handler can be seen."""
        return self._adapter.in_process

    @property
    def speaks_http(self) -> bool:
        """Whether bytes, method, path and status mean anything; a plain function knows only JSON values."""
        return self._adapter.speaks_http

    @property
    def can_listen(self) -> bool:
        """Whether a server can run it, so that a request reaches it over a port; not so a function."""
        return self.speaks_http and not self.kind.startswith("lambda")

    @property
    def post_routes(self) -> tuple[str, ...]:
        """The paths at which the application takes a POST, where its framework tells them."""
        return post_routes(self._target)

    @property
    def source_files(self) -> tuple[str, ...]:
        """The user's own files that it is made of, its own first; none where it runs elsewhere."""
        return own_files(self._target, self.name.partition(":")[0]) if self.in_process else ()

    @property
    def takes_framing(self) -> bool:
        """Whether a request can have its own framing: over a socket, without TLS."""
        return self.kind == "url" and self.base_url.startswith("http://")

    @property
    def takes_envelope(self) -> bool:
        """Whether it is given the whole body, and not the message in it."""
        return self._envelope

    @property
    def timestamp_header(self) -> str | None:
        """The header with the time of the signature; None where no time is signed."""
        signing = (each for each in self._credentials if isinstance(each, Hmac) and each.signs_time)
        return next((each.timestamp_header for each in signing), None)

    def signature_of(self, request: Request) -> str:
        """The signature in a signed request, without its prefix; empty if there is none."""
        signing = (each for each in self._credentials if isinstance(each, Hmac))
        found = ((request.header(each.signature_header) or "").removeprefix(each.prefix) for each in signing)
        return next(found, "")

    @property
    def masks(self) -> Masks:
        """What must not be shown, each with its placeholder."""
        return _signed(Request(), self._credentials).masks

    def request(self, body: Any, *, signed: bool = True, age: float = 0.0) -> Request:
        """
        The request for a JSON body, envelope included, or for raw bytes: with path, headers and credential.

        A credential that signs the time signs it as it was `age` seconds ago.
        """
        request = Request(
            path=self.path, headers=(("Content-Type", "application/json"),), body=self._bytes(body)
        )
        usual = self._credentials
        chosen = (
            usual if signed else tuple(each for each in usual if isinstance(each, FixedHeaders | HiddenTexts))
        )
        aged = (each.aged(age) if age and isinstance(each, Hmac) else each for each in chosen)
        return _signed(request, aged)

    def hide(self, secrets: Iterable[str]) -> None:
        """Mask these in whatever is shown, beside the secrets that it is signed with."""
        hidden = HiddenTexts(tuple(secrets))
        if hidden.secrets and hidden not in self._credentials:
            self._credentials = (*self._credentials, hidden)

    def send(self, body: Any) -> Exchange:
        """Deliver a JSON body, envelope included, or raw bytes."""
        return self.deliver(self.request(body))

    def deliver(self, request: Request, timeout: float | None = None) -> Exchange:
        """
        Deliver a request as it is. Whatever the handler does is in the exchange; nothing of it is raised.

        A handler takes requests from several threads at once. `timeout` is in seconds, by default its own.
        """
        if self._needs_socket(request):
            return Exchange(request=request, fault=NO_SOCKET, unsent=True)
        patience = self.timeout if timeout is None else timeout
        if self._closing is None:
            self._open(patience)
        return self._adapter.exchange(request, patience)

    @property
    def takes_batches(self) -> bool:
        """Whether several requests are delivered more quickly by `deliver_each`."""
        return isinstance(self._adapter, BatchAdapter)

    def deliver_each(
        self, requests: Iterable[tuple[Request, float]], take: Callable[[Exchange], None]
    ) -> None:
        """
        Deliver one request after the other, until one is late; with each are the seconds that it may take.

        Each is asked for when it is its turn, perhaps on another thread, and so is each exchange given.
        """
        assert isinstance(self._adapter, BatchAdapter)
        if self._closing is None:
            self._open(self.timeout)
        self._adapter.exchange_each(self._sendable(requests, take), take)

    def _sendable(
        self, requests: Iterable[tuple[Request, float]], take: Callable[[Exchange], None]
    ) -> Iterator[tuple[Request, float]]:
        """The requests that need no socket of their own; those that do are not sent."""
        for request, timeout in requests:
            if self._needs_socket(request):
                take(Exchange(request=request, fault=NO_SOCKET, unsent=True))
            else:
                yield request, timeout

    def _needs_socket(self, request: Request) -> bool:
        return request.framing is not None and not self.takes_framing

    def observe(self, exchange: Exchange, timeout: float | None = None) -> Exchange:
        """
        The exchange, with the exception that led to its reply: the request is sent once more, and watched.

        The same exchange, if that was seen already or cannot be seen in the time of one reply, or if the
        status is another this time.
        """
        reply = exchange.reply
        if reply is None or exchange.crash is not None or not self.in_process:
            return exchange
        patience = self.timeout if timeout is None else timeout
        until = now() + patience
        with observing() as observer:
            again = self.deliver(exchange.request, patience)
        if again.reply is None or again.reply.status != reply.status:
            return exchange
        crash = observer.crash(exchange.request.masks, max(0.0, until - now()))
        if crash is None:
            return exchange
        broken = (reply.status or 0) >= 500
        return replace(exchange, crash=crash) if broken else replace(exchange, caught=crash)

    def curl(self, request: Request, *, body_file: str | None = None) -> str:
        """A line for the shell that sends the request again, with its body from a file if it is in one."""
        return curl_line(request, self.base_url, body_file=body_file)

    def close(self) -> None:
        """End what was started. The handler starts again when it is used again."""
        with self._lock:
            closing, self._closing = self._closing, None
        if closing is not None:
            closing()

    def _open(self, timeout: float) -> None:
        with self._lock:
            if self._closing is None:
                with masked_errors(self.masks), GUARD:
                    self._adapter.open(timeout)
                    self._closing = finalize(self, _end, self._adapter)
                    if self._adapter.in_process:
                        GUARD.open()

    def _bytes(self, body: Any) -> bytes:
        if isinstance(body, bytes):
            return body
        text = dumps(body if self._envelope else unwrapped(body), ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")

    def __enter__(self) -> Self:
        if self._closing is None:
            self._open(self.timeout)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Handler {self.name} ({self.kind}) at {self.path}>"


def _end(adapter: Adapter) -> None:
    """End everything that runs, also for a handler that is no longer used."""
    try:
        adapter.close()
    finally:
        if adapter.in_process:
            GUARD.close()


@shows_options_of(HandlerOptions)
def as_handler(target: Any, **options: Unpack[HandlerKeywords]) -> Handler:
    """
    A handler from an ASGI or WSGI application, a function, "module:attribute", "module:factory()" or a URL.

    `secret` is sent as `X-Vapi-Secret` (`env:NAME` takes it from the environment), `credentials` signs in
    any other way; `headers` are sent with everything. `envelope=False` gives a function the bare message.
    Use `kind` if the type of the target is ambiguous. `timeout` is in seconds. A URL must be on this
    machine unless `allow_remote`.

    If the target, or what "module:attribute" names, is already a handler, it is used as it is, with its own
    options.
    """
    __tracebackhide__ = True
    return handler_of(target, made(HandlerOptions, options))


def handler_of(target: Any, options: HandlerOptions) -> Handler:
    """A handler from whatever `as_handler` takes."""
    if isinstance(target, Handler):
        return target
    if options.secret is not None and options.credentials is not None:
        raise BadHandlerOption("secret", ..., "Use either `secret` or `credentials`, not both.")
    credentials = _signers(options)
    with masked_errors(_signed(Request(), credentials).masks):
        kind, target, name = _resolved(target, options.kind)
    if isinstance(target, Handler):
        return target
    base_url, path = "http://127.0.0.1:8000", _wire_path(options.path)
    if kind == "url":
        from .kinds.url import split_url  # noqa: PLC0415 - only a URL needs what it imports

        base_url, path = split_url(target, path, allow_remote=options.allow_remote)
        target = base_url
    return Handler(
        adapter_for(target, kind),
        kind=kind,
        name=name,
        path=path,
        base_url=base_url,
        credentials=credentials,
        envelope=options.envelope,
        timeout=options.timeout,
        target=target,
    )


def _resolved(target: Any, kind: str | None) -> tuple[str, Any, str]:
    """Kind, object and name of a target. The object may be a handler that was made by `as_handler`."""
    if not isinstance(target, str):
        return kind or kind_of(target), target, _name_of(target)
    if target.partition("://")[0].lower() in ("http", "https"):
        return "url", target, target
    loaded = load(target)
    if isinstance(loaded, Handler):
        return loaded.kind, loaded, loaded.name
    return kind or kind_of(loaded), loaded, target


def _name_of(target: Any) -> str:
    name = getattr(target, "__qualname__", None)
    module = getattr(target, "__module__", None)
    if isinstance(name, str) and isinstance(module, str):
        return f"{module}.{name}"
    return f"{type(target).__module__.partition('.')[0]}.{type(target).__qualname__}"


def _wire_path(path: str) -> str:
    path = path if path.startswith("/") else f"/{path}"
    return quote(path, safe="/%?&=:@!$'()*+,;~-._")


def _signed(request: Request, credentials: Iterable[Credentials]) -> Request:
    return reduce(lambda signed, each: each.sign(signed), credentials, request)


def _signers(options: HandlerOptions) -> tuple[Credentials, ...]:
    signers: list[Credentials] = []
    if options.secret is not None:
        signers.append(SharedSecret(resolve_secret(options.secret)))
    if isinstance(options.credentials, FixedHeaders):
        signers += options.credentials.apart()
    elif options.credentials is not None:
        signers.append(options.credentials)
    if options.headers:
        signers.append(FixedHeaders(dict(options.headers)))  # last: they win over a credential, as with Vapi
    return tuple(signers)
