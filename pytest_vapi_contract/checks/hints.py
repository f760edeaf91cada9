"""
What a reply most likely means, where it is not the message that is at fault.
"""

from ..cases.case import Case
from ..delivery import Exchange

#: By status. Only replies to messages that must be accepted are explained.
HINTS = {
    301: "Vapi does not follow redirects: is the path right, up to the slash at its end?",
    307: "Vapi does not follow redirects: is the path right, up to the slash at its end?",
    308: "Vapi does not follow redirects: is the path right, up to the slash at its end?",
    401: "does the handler ask for a credential? Give it as the secret",
    403: "does the handler ask for a credential? Give it as the secret",
    404: "nothing listens at {path}: is it the path of the webhook?",
    405: "{path} takes no POST: is it the path of the webhook?",
    413: "the limit for bodies is below what Vapi sends: reports of a call have 100 KB and more",
}


#: The same, where a credential was sent.
REFUSED = "the credential was sent: does the handler expect another one, or look for it elsewhere?"


def hint_for(case: Case, exchange: Exchange) -> str:
    """
    Advice for the status of a reply; empty where there is none.
    """
    if case.category not in ("conforming", "observed") or exchange.reply is None:
        return ""
    if exchange.reply.status in (401, 403) and exchange.request.masks:
        return REFUSED
    return HINTS.get(exchange.reply.status or 0, "").format(path=exchange.request.path)
