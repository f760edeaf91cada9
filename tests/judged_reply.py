"""What the check `replies` finds in one reply that a test makes by hand."""

import json
from typing import Any

from pytest_vapi_contract.checks import selected
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.delivery import Exchange, Reply, Request
from pytest_vapi_contract.delivery.exchange import Header
from pytest_vapi_contract.findings import Finding
from tests.exchanges import conforming

CONTRACT = shipped()


def fault(
    message: dict[str, Any],
    value: Any,
    *,
    status: int = 200,
    handles: Any = (),
    kind: str = "http",
    headers: tuple[Header, ...] = (),
    type: str = "",
) -> Finding | None:
    """What is found in the reply to a message: bytes are its body, anything else is sent as JSON."""
    [check] = selected(["replies"], contract=CONTRACT, acted_on=handles)
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    reply = (
        Reply(status=None, value=value)
        if kind == "function"
        else Reply(status=status, body=body, headers=headers)
    )
    case = conforming({"message": message}, type=type or message["type"])
    return check.judge(case, Exchange(request=Request(), reply=reply))


def typed(kind: str) -> tuple[Header, ...]:
    """The header that says of which type a body is."""
    return (("Content-Type", kind),)
