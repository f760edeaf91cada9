"""The request that a case is, to one handler."""

from ..cases.case import Case
from ..delivery import Handler, Request


def request_to(handler: Handler, case: Case) -> Request:
    """The request with the handler's own path, headers and credential, changed as the case says."""
    request = handler.request(case.body)
    return request.altered(case.alter) if case.alter else request
