"""What a reply most likely means, where it is not the message that is at fault."""

import sys

from ..cases.case import Case
from ..delivery import Exchange
from ..delivery.kinds.client_headers import complete_headers

#: By status. Only replies to messages that must be accepted are explained.
HINTS = {
    301: "Vapi does not follow redirects; check the path, including a trailing slash",
    307: "Vapi does not follow redirects; check the path, including a trailing slash",
    308: "Vapi does not follow redirects; check the path, including a trailing slash",
    401: "the webhook wants credentials; pass `--secret`",
    403: "the webhook wants credentials; pass `--secret`",
    404: "no route at {path}; check the path of the webhook",
    405: "{path} does not accept POST; check the path of the webhook",
    413: "the size limit for bodies is too low; reports of a call can exceed 100 KB",
}


#: What to do if characters that are not ASCII are not taken; the same, where it is the credential.
CHARACTERS = "the body is UTF-8, with text in any language; decode it as UTF-8"
SIGNED_BYTES = "verify the signature over the bytes of the body as received, not over re-encoded JSON"
#: Statuses that say that there is no route, which is not so where other messages are accepted.
NO_ROUTE = frozenset({404, 405})
#: What to do about a type of which a handler refuses all messages.
USELESS = "answer 200 to message types that you have no use for"
#: The same, where a credential was sent.
REFUSED = "the handler rejects the credential; it may expect another one, or another header"
#: What to look at if it is not the message that decides.
CHANGED = (
    "a message that was accepted before fails in the same way now, so what came before may matter; the "
    "command sends this message alone"
)


#: What to do if a framework accepts only requests to the host at which it is in production.
HOST = (
    "the app seems to reject requests for the host `{host}`; allow this host in tests, or pass "
    "`--header Host:NAME`"
)
#: What Starlette's middleware replies then.
INVALID_HOST = b"Invalid host header"


def hint_for(case: Case, exchange: Exchange) -> str:
    """Advice for the status of a reply; empty where there is none."""
    if case.category not in ("conforming", "observed") or exchange.reply is None:
        return ""
    if exchange.reply.status in (401, 403) and exchange.request.masks:
        return REFUSED
    if exchange.reply.status == 400 and (host := _refused_host(exchange)):
        return HOST.format(host=host)
    return HINTS.get(exchange.reply.status or 0, "").format(path=exchange.request.path)


def hint_for_characters(exchange: Exchange) -> str:
    """What to do about a body that is refused for its characters."""
    status = exchange.reply.status if exchange.reply else None
    return SIGNED_BYTES if status in (401, 403) else CHARACTERS


def hint_beside_accepted(exchange: Exchange) -> str:
    """What to do about a status that says that there is no route, although there is one."""
    status = exchange.reply.status if exchange.reply else None
    return f"other messages are accepted, so this {status} is about this one; {USELESS}"


def _refused_host(exchange: Exchange) -> str:
    """The host of a request, if Starlette or Django does not accept requests to it."""
    host = next(value for name, value in complete_headers(exchange.request) if name.lower() == "host")
    body = exchange.reply.body if exchange.reply else b""
    return host if body == INVALID_HOST or _is_refused_by_django(host) else ""


def _is_refused_by_django(host: str) -> bool:
    """Whether the settings of Django, if it is in use in this process, leave a host out."""
    conf, request = sys.modules.get("django.conf"), sys.modules.get("django.http.request")
    if conf is None or request is None or not conf.settings.configured:
        return False
    settings = conf.settings
    hosts = settings.ALLOWED_HOSTS or (["localhost", "127.0.0.1"] if settings.DEBUG else [])
    return not request.validate_host(request.split_domain_port(host)[0], hosts)
