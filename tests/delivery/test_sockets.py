"""Every body and request that Vapi never sends, to the example webhooks behind real servers."""

import gc
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from runpy import run_path
from typing import Any, NamedTuple

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.case_sources.malformed import is_framed
from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.delivery import Exchange, Handler, as_handler
from pytest_vapi_contract.mutations import http_mutations, text_mutations
from tests.delivery.apps.servers import EXAMPLES, example, example_under
from tests.depth import DEEP

MESSAGE = {"type": "user-interrupted"}
BODY = {"message": MESSAGE}
#: Seconds for one exchange. All servers answer within milliseconds, but to the slow one of the hostile ones.
PATIENCE = 20.0


class Served(NamedTuple):
    """An example webhook: in process, and behind a server."""

    app: Any
    url: str


@pytest.fixture(scope="module", params=["uvicorn", "waitress"])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    """FastAPI under uvicorn, Flask under waitress."""
    name = {"uvicorn": "fastapi_app", "waitress": "flask_app"}[request.param]
    with example_under(request.param, name) as url:
        yield Served(example(name), url)


def sent(handler: Handler, *, hostile: bool) -> Iterator[tuple[str, Exchange]]:
    """What comes of every body, and of every request around a sound one."""
    for case in (
        *text_mutations(MESSAGE, hostile=hostile),
        *http_mutations(MESSAGE["type"], BODY, hostile=hostile),
    ):
        yield case.id, handler.deliver(request_to(handler, case))


def outcome(exchange: Exchange) -> str:
    """A word for what came back."""
    if exchange.reply is not None:
        return str(exchange.reply.status)
    if exchange.crash is not None or exchange.timed_out or exchange.unsent:
        return "crash" if exchange.crash else "late" if exchange.timed_out else "unsent"
    return "closed" if str(exchange.fault).startswith("the connection broke") else str(exchange.fault)


def files() -> int:
    """How many files and sockets are open here."""
    gc.collect()
    here = Path("/proc/self/fd")
    return sum(1 for _ in here.iterdir()) if here.exists() else 0


def settles(left: Callable[[], int], before: int) -> bool:
    """Whether no more is left than before, once what is closing is closed."""
    deadline = time.monotonic() + 60
    while left() > before and time.monotonic() < deadline:
        time.sleep(0.02)
    return left() <= before


def test_every_odd_request_comes_to_an_end_over_a_socket(served):
    """
    With a reply or a closed connection; the server answers afterwards, and nothing of ours is left behind.
    """
    threads, open_before = threading.active_count(), files()

    with as_handler(served.url, timeout=PATIENCE) as handler:
        came = {id: outcome(exchange) for id, exchange in sent(handler, hostile=DEEP)}
        after = handler.send(BODY)

    assert set(came.values()) <= {"200", "307", "400", "404", "405", "411", "413", "415", "431", "closed"}, (
        came
    )
    assert Counter(came.values())["200"] > 50
    assert after.reply is not None
    assert after.reply.status == 200
    assert settles(threading.active_count, threads)
    assert settles(files, open_before)


def test_every_odd_request_comes_to_an_end_in_process(served):
    """The same, but for what needs a socket, which is not sent."""
    threads = threading.active_count()

    with as_handler(served.app, path="/webhook", timeout=PATIENCE) as handler:
        came = {id: outcome(exchange) for id, exchange in sent(handler, hostile=DEEP)}
        after = handler.send(BODY)

    unsent = {id for id, word in came.items() if word == "unsent"}
    bodies = http_mutations("hang", b"{}", hostile=DEEP)
    assert unsent == {mutation.id for mutation in bodies if is_framed(mutation)}
    assert {came[id] for id in came.keys() - unsent} <= {"200", "307", "308", "400", "404", "405"}, came
    assert after.reply is not None
    assert after.reply.status == 200
    assert settles(threading.active_count, threads)


def test_a_run_sends_over_a_socket_what_it_skips_in_process(served):
    """The report of the one says what was not sent; that of the other finds nothing in it."""
    options: Any = {"types": ["hang"], "checks": ["malformed"]}

    outside = check_handler(served.url, **options)
    inside = check_handler(served.app, path="/webhook", **options)

    assert outside.ok, str(outside)
    assert inside.ok, str(inside)
    assert outside.skipped == ()
    what = "8 requests that need a connection"
    assert [str(skip) for skip in inside.skipped] == [f"{what}: pass a URL to run them"]
    assert outside.exchanges >= inside.exchanges + 8


def test_the_example_prints_what_a_server_makes_of_each(served):
    """One line for each body and request."""
    answers = run_path(str(EXAMPLES / "odd_requests.py"))["answers"]

    told = dict(answers(served.url))

    assert told["text.empty"] == "400"
    assert told["http.body.chunked"] == "200"
    assert told["http.content-length.negative"] == "400"
    assert told["http.body.half"].startswith("the connection broke")
