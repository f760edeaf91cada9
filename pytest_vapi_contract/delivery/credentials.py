"""
How Vapi tells a handler who is calling. Each credential is a value with one method, `sign`.

The facts are those of Vapi's custom credentials: a plain shared secret in `X-Vapi-Secret`; a bearer token,
whose header and prefix can be chosen; an HMAC over timestamp and body; and the fixed headers of
`server.headers`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Protocol
from uuid import uuid4

from ..errors import BadHandlerOption, SecretNotSet
from ..masking.mask import CREDENTIAL_NAME, masks_for, without_scheme
from ..wire_text import wire_text
from .exchange import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Credentials(Protocol):
    """Anything that can sign a request."""

    def sign(self, request: Request) -> Request:
        """The same request with the credential, and with its secrets masked."""
        ...


@dataclass(frozen=True, slots=True)
class SharedSecret:
    """The secret itself in a header, as `server.secret` is sent."""

    secret: str | bytes = field(repr=False)
    header: str = "X-Vapi-Secret"

    def sign(self, request: Request) -> Request:
        """Add the header."""
        signed = request.with_headers((self.header, self.secret))
        return signed.with_masks(*masks_for(self.secret)).carrying(self.header)


@dataclass(frozen=True, slots=True)
class HiddenTexts:
    """Secrets that are not sent, and must not be shown either."""

    secrets: tuple[str, ...] = field(repr=False)

    def sign(self, request: Request) -> Request:
        """Add nothing but what is masked."""
        return request.with_masks(*(mask for secret in self.secrets for mask in masks_for(secret)))


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token in `Authorization`, or in another header, with or without a prefix."""

    token: str | bytes = field(repr=False)
    header: str = "Authorization"
    prefix: str = "Bearer "

    def sign(self, request: Request) -> Request:
        """Add the header."""
        token = self.token if isinstance(self.token, bytes) else self.token.encode("utf-8", "surrogatepass")
        value = self.prefix.encode("latin-1") + token
        masks = (*masks_for(token), *masks_for(self.token))
        return request.with_headers((self.header, value)).with_masks(*masks).carrying(self.header)


@dataclass(frozen=True, slots=True)
class Hmac:
    """A signature over the request, with a timestamp in a header of its own."""

    secret: str | bytes = field(repr=False)
    algorithm: Literal["sha1", "sha256", "sha512"] = "sha256"
    payload: str = "{timestamp}.{body}"  #: Also `{method}`, `{url}` and `{svix-id}`.
    signature_header: str = "x-signature"
    timestamp_header: str | None = "x-timestamp"
    encoding: Literal["hex", "base64"] = "hex"
    prefix: str = ""  #: Such as `sha256=`.
    id_header: str | None = None
    message_id: str = ""  #: Of each request; by default each has an id of its own.
    secret_is_base64: bool = False
    url: str = "http://127.0.0.1:8000"  #: Where `{url}` begins; the request's path follows.
    clock: Callable[[], float] = field(default=time.time, repr=False)

    def __post_init__(self) -> None:
        if self.algorithm not in ("sha1", "sha256", "sha512"):
            raise BadHandlerOption("algorithm", self.algorithm, "Vapi signs with sha1, sha256 or sha512.")
        if self.encoding not in ("hex", "base64"):
            raise BadHandlerOption("encoding", self.encoding, "Vapi encodes signatures as hex or base64.")
        try:
            self._key()
        except ValueError:
            raise BadHandlerOption("secret_is_base64", True, "The secret is not valid base64.") from None

    def sign(self, request: Request) -> Request:
        """Add signature, timestamp and message id."""
        return (self if self.message_id else replace(self, message_id=f"msg_{uuid4().hex}"))._sign(request)

    def _sign(self, request: Request) -> Request:
        stamp = str(int(self.clock()))
        headers = [(self.signature_header, self.prefix + self.signature(request, stamp))]
        if self.timestamp_header:
            headers.append((self.timestamp_header, stamp))
        if self.id_header:
            headers.append((self.id_header, self.message_id))
        # No header has the secret itself, so what is sent can be shown.
        return (
            request.with_headers(*headers)
            .with_masks(*masks_for(self.secret), *masks_for(self._key()))
            .carrying()
        )

    @property
    def signs_time(self) -> bool:
        """Whether the time is sent, and part of what is signed."""
        return self.timestamp_header is not None and "{timestamp}" in self.payload

    def aged(self, seconds: float) -> Hmac:
        """The same credential as it was some seconds ago."""
        return replace(self, clock=lambda: self.clock() - seconds)

    def signature(self, request: Request, timestamp: str) -> str:
        """The signature of a request at a time, in hex or base64."""
        payload = self._payload(request, timestamp)
        digest = hmac.new(self._key(), payload, getattr(hashlib, self.algorithm)).digest()
        return digest.hex() if self.encoding == "hex" else base64.b64encode(digest).decode()

    def _key(self) -> bytes:
        secret = self.secret if isinstance(self.secret, bytes) else self.secret.encode()
        return base64.b64decode(secret.removeprefix(b"whsec_")) if self.secret_is_base64 else secret

    def _payload(self, request: Request, timestamp: str) -> bytes:
        parts = {
            "timestamp": timestamp.encode(),
            "method": request.method.encode(),
            "url": (self.url + request.path).encode(),
            "svix-id": self.message_id.encode(),
        }
        payload = self.payload.encode()
        # The body last: it may hold what looks like a placeholder.
        before, found, after = payload.partition(b"{body}")
        for name, value in parts.items():
            before, after = (part.replace(b"{%s}" % name.encode(), value) for part in (before, after))
        return before + request.body + after if found else before


@dataclass(frozen=True, slots=True)
class FixedHeaders:
    """
    Headers that never change, as in `server.headers`. An `Authorization` here wins over a credential.

    Passed as `credentials=`, a header whose name says that it has a credential is checked as one.
    """

    headers: Mapping[str, str | bytes] = field(repr=False)

    def sign(self, request: Request) -> Request:
        """Add the headers."""
        signed = request.with_headers(*self.headers.items())
        for name, value in self.headers.items():
            if CREDENTIAL_NAME.search(name):
                secret = without_scheme(wire_text(value))
                signed = signed.with_masks(*masks_for(secret)).carrying(name)
        return signed

    def apart(self) -> Iterator[Credentials]:
        """Each header by itself: one that is a credential by its name proves who is calling."""
        for name, value in self.headers.items():
            secret = without_scheme(value) if isinstance(value, str) and value.isascii() else ""
            if secret and CREDENTIAL_NAME.search(name):
                yield Bearer(secret, header=name, prefix=wire_text(value).removesuffix(secret))
            else:
                yield FixedHeaders({name: value})

    def __repr__(self) -> str:
        return f"FixedHeaders({', '.join(self.headers)})"


def resolve_secret(secret: str) -> str:
    """The secret itself or, for `env:NAME`, what that environment variable holds. Raises `SecretNotSet`."""
    if not secret.startswith("env:"):
        return secret
    name = secret.removeprefix("env:")
    if not os.environ.get(name):
        raise SecretNotSet(name)
    return os.environ[name]
