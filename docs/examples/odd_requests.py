"""Print what a server makes of bodies and requests that Vapi never sends: `python odd_requests.py URL`."""

import sys
from collections.abc import Iterator

from pytest_vapi_contract import Exchange, as_handler
from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.checks import ODD


def answers(url: str, timeout: float = 5.0) -> Iterator[tuple[str, str]]:
    body = {"message": {"type": "user-interrupted"}}
    with as_handler(url, timeout=timeout) as handler:
        for category in ("text", "http"):
            for case in ODD[category](handler, "user-interrupted", body):
                yield case.id, told(handler.deliver(request_to(handler, case)))


def told(exchange: Exchange) -> str:
    if exchange.reply is not None:
        return str(exchange.reply.status)
    return "no reply in time" if exchange.timed_out else str(exchange.fault)


if __name__ == "__main__":
    for id, answer in answers(sys.argv[1]):
        print(f"{answer:<24} {id}")
