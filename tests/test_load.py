"""Calls that Locust plays."""

import csv
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.depth import many

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
#: How long it is played, in seconds: longer where the machine was so busy that few requests were sent.
SECONDS = many((4, 12, 36), (30, 90))
#: The requests that show something.
ENOUGH = 20


@contextmanager
def served(app, directory=EXAMPLES):
    """The URL of an application in a directory, under uvicorn."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", app, "--port", str(port), "--log-level", "critical"]
    with subprocess.Popen(command, cwd=directory) as process:
        try:
            wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def free_port():
    """A port of this machine that nothing listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port, process):
    """Wait until something listens at a port."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"uvicorn ended with status {process.returncode}")


def played(app, directory):
    """
    What Locust does with the file of the page in two processes: its status, its rows and its failures.

    It is played again, for longer, as long as not enough was sent.
    """
    pytest.importorskip("gevent", reason="locust is not installed")
    for seconds in SECONDS:
        status, stats, failures = played_for(seconds, app, directory)
        if requests_of(stats).get("Aggregated", 0) > ENOUGH:
            break
    return status, stats, failures


def played_for(seconds, app, directory, users=10):
    """The same, for so long, by so many callers."""
    limits = ["--users", str(users), "--spawn-rate", "10", "--run-time", f"{seconds}s", "--processes", "2"]
    port = str(free_port())  # where the processes of Locust meet: tests run at once
    limits += ["--master-bind-port", port, "--master-port", port]
    with served(app) as url:
        command = [sys.executable, "-m", "locust", "-f", str(EXAMPLES / "locustfile.py"), "--headless"]
        done = subprocess.run(
            [*command, "--host", url, *limits, "--csv", "out"],
            cwd=directory,
            env=os.environ | {"PYTHONPATH": str(EXAMPLES.parents[1])},
            capture_output=True,
            timeout=300,
            check=False,
        )
    return done.returncode, rows(directory / "out_stats.csv"), rows(directory / "out_failures.csv")


def requests_of(stats):
    """How many requests there were of each name."""
    return {row["Name"]: int(row["Request Count"]) for row in stats}


def rows(path):
    """The rows of one of Locust's tables."""
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@pytest.mark.skipif(sys.platform == "win32", reason="Locust makes no processes there")
def test_a_right_webhook_loses_nothing(tmp_path):
    """Events come at their pace from two processes, and each is answered as Vapi expects."""
    status, stats, failures = played("fastapi_app:app", tmp_path)

    counts = requests_of(stats)
    assert (status, failures) == (0, [])
    assert counts["status-update"] > 0
    assert counts["Aggregated"] > ENOUGH


@pytest.mark.skipif(sys.platform == "win32", reason="Locust makes no processes there")
def test_a_faulty_webhook_shows_what_is_lost(tmp_path):
    """In Locust's own table, in the words of findings."""
    status, _, failures = played("fastapi_app_faulty:app", tmp_path)

    assert status == 1
    assert any("speech-update is rejected with 400" in row["Error"] for row in failures)


APP = """
import asyncio
from fastapi import FastAPI, Request, Response

app = FastAPI()

@app.post("/signed")
async def signed(request: Request):
    return Response(status_code=200 if request.headers.get("X-Vapi-Secret") == "hunter2-hunter2" else 401)

@app.post("/late")
async def late(request: Request):
    message = (await request.json())["message"]
    await asyncio.sleep(1 if message["type"] == "status-update" else 0)

@app.post("/tools")
async def tools(request: Request):
    message = (await request.json())["message"]
    calls = message.get("toolCallList", [])
    assert all(call["function"]["name"] == "book_table" for call in calls)
    return {"results": [{"toolCallId": call["id"], "result": "Done."} for call in calls]}

@app.post("/unreadable")
async def unreadable(request: Request):
    return {"results": "no list"} if (await request.json())["message"]["type"] == "tool-calls" else {}
"""
CALLERS = """
import sys
from dataclasses import replace

from locust.env import Environment
from pytest_vapi_contract.load import VapiUser

BOOK = {"type": "function", "function": {"name": "book_table", "parameters": {"type": "object"}}}

class Signed(VapiUser):
    path, secret = "/signed", "hunter2-hunter2"

class Late(VapiUser):
    path, timeout = "/late", 0.3

class WithTools(VapiUser):
    path, tools = "/tools", [BOOK]

class Unreadable(VapiUser):
    path = "/unreadable"

for user in (Signed, Late, WithTools, Unreadable):
    user.host, environment, told = sys.argv[1], Environment(user_classes=[user]), set()
    tell = lambda name, exception, **_rest: told.add(str(exception or name))
    environment.events.request.add_listener(tell)
    caller = user(environment)
    caller.on_start()
    caller._player = replace(caller._player, in_real_time=False)
    caller.play()
    caller.on_stop()
    assert "tool-calls" in {each.split()[0] for each in told}
    print(user.__name__, *sorted(each for each in told if " " in each), sep=": ")
"""


def test_what_is_lost_has_its_reason(tmp_path):
    """Messages are signed and tools are the user's; what is late and what Vapi cannot read is lost."""
    pytest.importorskip("gevent", reason="locust is not installed")
    (tmp_path / "webhooks.py").write_text(APP, encoding="utf-8")
    with served("webhooks:app", tmp_path) as url:
        command = [sys.executable, "-c", CALLERS, url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "Signed",
        "Late: status-update is not answered in time",
        "WithTools",
        "Unreadable: tool-calls returns a reply that Vapi cannot use",
    ]


def test_the_package_does_not_import_locust():
    """It would replace what Python's sockets are, for everyone."""
    names = ", ".join(["sys", *(f"pytest_vapi_contract{part}" for part in ("", ".plugin", ".cli"))])
    code = f"import {names}; print('gevent' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
