"""The line for the shell sends the same request."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.case_sources.malformed import is_framed
from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.delivery import Bearer, Request, SharedSecret, curl_line
from pytest_vapi_contract.delivery.curl import LONGEST
from pytest_vapi_contract.mutations import http_mutations, text_mutations
from tests.delivery.apps.listening import listening
from tests.delivery.apps.server import serving
from tests.depth import many

SECRET = "q\"u$o`t\\e' d!"

#: Stands in for curl: writes down its arguments, and the body, from the arguments or from standard input.
FAKE = r"""
import json, os, sys
words = [os.fsencode(word).decode("latin-1") for word in sys.argv[1:]]
body = words[words.index("--data-binary") + 1] if "--data-binary" in words else ""
if body == "@-":
    body = sys.stdin.buffer.read().decode("latin-1")
print(json.dumps([words, body]))
"""


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a `curl` that only says what it was told."""
    directory = tmp_path_factory.mktemp("bin")
    (directory / "fake.py").write_text(FAKE)
    (directory / "curl").write_text(f'#!/bin/sh\nexec {sys.executable} -S {directory}/fake.py "$@"\n')
    (directory / "curl").chmod(0o755)
    return directory


def told(line: str, directory: Path) -> tuple[list[str], bytes]:
    """What curl gets to see when `sh` runs the line."""
    environment = {"PATH": f"{directory}:/usr/bin:/bin", "VAPI_SECRET": SECRET, "LC_ALL": "C.UTF-8"}
    script = directory / "line.sh"
    script.write_text(line)
    done = subprocess.run(["sh", script], env=environment, capture_output=True, check=True)
    words, body = json.loads(done.stdout)
    return words, body.encode("latin-1")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")))
@example(body=b"@/etc/passwd")
@example(body=b'it\'s "quoted" $HOME `id` \\ !!')
@example(body=b"line\nbreak\ttab")
@example(body=b"\x00\xff\xfe")
@example(body='{"name":"Zoë 🎉"}'.encode())
@example(body=b"-d")
@example(body=b"")
@example(body=b'{"text":"' + b"long '" * 30_000 + b'"}')
def test_the_body_survives_the_shell(shell, body):
    """Byte for byte, whatever it holds."""
    _, sent = told(curl_line(Request(path="/webhook", body=body)), shell)

    assert sent == body


@pytest.mark.parametrize(
    ("name", "value"),
    [("X-Odd", "it's $HOME `id` \"\\"), ("X-Empty", ""), ("X-Umlaut", "ä"), ("X-Semicolon", "a;b")],
)
def test_headers_survive_the_shell(shell, name, value):
    """Quoted so that the shell leaves them alone."""
    words, _ = told(curl_line(Request(headers=((name, value),), body=b"{}")), shell)

    expected = f"{name}: {value}" if value else f"{name};"
    assert words[words.index("-H") + 1] == expected


@pytest.mark.parametrize(
    "credentials", [SharedSecret(SECRET), Bearer(SECRET), Bearer(SECRET, prefix="it's ")]
)
def test_the_secret_comes_from_the_environment(shell, credentials):
    """It is not in the line, and still it is sent."""
    request = credentials.sign(Request(body=b"{}"))

    line = curl_line(request)

    assert SECRET not in line
    assert '$VAPI_SECRET"' in line
    words, _ = told(line, shell)
    name, value = request.headers[0]
    assert f"{name}: {value}" in words


def test_the_line_reads_well():
    """In the ordinary case there is nothing in it that need not be."""
    request = SharedSecret("hush").sign(
        Request(path="/webhook", headers=(("Content-Type", "application/json"),), body=b'{"message":null}')
    )

    assert curl_line(request) == (
        "curl -i -X POST http://127.0.0.1:8000/webhook -H 'Content-Type: application/json' "
        '-H "X-Vapi-Secret: $VAPI_SECRET" --data-binary \'{"message":null}\''
    )


USUAL = Request(headers=(("Content-Type", "application/json"),), body=b'{"message":{"type":"hang"}}')


def odd_requests() -> dict[str, Request]:
    """Every body and request that Vapi never sends, the hostile ones too."""
    cases = (
        *text_mutations({"type": "hang"}, hostile=True),
        *http_mutations("hang", USUAL.body, hostile=True),
    )
    return {case.id: request_of(case) for case in cases}


def request_of(case: Case) -> Request:
    """The usual request with the body of a case, and what it changes."""
    request = replace(USUAL, body=case.body)
    return request.altered(case.alter) if case.alter else request


def test_a_line_has_an_end():
    """Whatever the body is; one that is too long for a line is not in it, and the line says so."""
    lines = {id: curl_line(request) for id, request in odd_requests().items()}

    assert max(map(len, lines.values())) < 1.5 * LONGEST
    assert {id for id, line in lines.items() if "#" in line} == {"hostile.long-string", "hostile.properties"}
    assert lines["hostile.long-string"].endswith(
        "--data-binary @body # first write the body, 10,485,797 bytes, to the file `body`: "
        "it is too long for a line"
    )


def test_lines_for_odd_requests_survive_the_shell(shell):
    """Those with NUL, with bytes that are no UTF-8, and those that are cut."""
    requests = [request for request in odd_requests().values() if len(request.body) < LONGEST]

    for request in requests[:: many(5, 1)]:
        words, sent = told(curl_line(request), shell)

        assert sent == request.body[: request.framing.sent if request.framing else None]
        assert all(f"{name}: {value}" in words or not value for name, value in request.headers)


FRAMED = [each for each in http_mutations("hang", USUAL.body) if is_framed(each)]


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
@pytest.mark.parametrize("mutation", FRAMED, ids=[each.id for each in FRAMED])
def test_curl_itself_frames_a_body_as_we_do(mutation):
    """The same length is said, and the same bytes are sent; chunks are as curl makes them."""
    request = request_of(mutation)
    assert request.framing is not None

    with listening() as (url, heard):
        line = curl_line(request, url).replace("curl -i", "curl -sS --noproxy '*'")
        subprocess.run(["sh", "-c", line], capture_output=True, check=True)
        head, _, sent = heard.get(timeout=60).partition(b"\r\n\r\n")

    said = [line for line in head.decode().split("\r\n") if line.startswith(("Content-Length", "Transfer"))]
    assert said == [f"{name}: {value}" for name, value in request.framing.headers(USUAL.body)]
    assert sent == request.framing.payload(USUAL.body) or request.framing.chunked


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_curl_itself_sends_a_body_with_a_head():
    """It refuses to with an option that it has for the method."""
    with listening() as (url, heard):
        line = curl_line(replace(USUAL, method="HEAD"), url).replace("curl -i", "curl -sS --noproxy '*'")
        subprocess.run(["sh", "-c", line], capture_output=True, check=False)
        head, _, sent = heard.get(timeout=60).partition(b"\r\n\r\n")

    assert head.startswith(b"HEAD / HTTP/1.1")
    assert sent == USUAL.body


class Recorder(BaseHTTPRequestHandler):
    """Answers with what it got."""

    def do_PUT(self) -> None:
        """Answer with body and headers."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        seen = {"path": self.path, "body": body.decode("latin-1"), "type": self.headers["Content-Type"]}
        answer = json.dumps(seen | {"secret": self.headers["X-Vapi-Secret"]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@pytest.fixture
def recorder() -> Iterator[str]:
    """The URL of a server that answers with what it got."""
    with serving(Recorder) as url:
        yield url


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
@pytest.mark.parametrize("body", [b'{"message": "it\'s"}', b"\x00\xff", b"@x"])
def test_curl_itself_sends_it(recorder, body):
    """A real curl to a real server."""
    request = SharedSecret("hush").sign(Request(method="PUT", path="/a/../b?c=[1]&d={e}", body=body))
    line = curl_line(request, recorder).replace("curl -i", "curl -sS --noproxy '*'")

    environment = {"PATH": "/usr/bin:/bin", "VAPI_SECRET": "hush"}
    done = subprocess.run(["sh", "-c", line], env=environment, capture_output=True, check=True)

    assert json.loads(done.stdout) == {
        "path": "/a/../b?c=[1]&d={e}",
        "body": body.decode("latin-1"),
        "type": None,
        "secret": "hush",
    }
