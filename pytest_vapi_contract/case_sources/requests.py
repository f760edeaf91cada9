"""The request that a case is, to one handler."""

from dataclasses import replace

from ..cases.case import Case
from ..delivery import Handler, Request


def request_to(handler: Handler, case: Case) -> Request:
    """The request with the handler's own path, headers and credential, changed as the case says."""
    request = handler.request(case.body)
    if case.alter is None:
        return request
    altered = request.altered(case.alter)
    if case.category != "credentials":
        return altered
    return replace(altered, withheld=handler.signature_of(request))
