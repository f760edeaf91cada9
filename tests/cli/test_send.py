"""`vapi-contract send`: what is sent, what is printed of it, and how it ends."""

import hashlib
import hmac
import json
import re

import pytest

from pytest_vapi_contract import samples
from pytest_vapi_contract.contract import shipped
from tests.delivery.apps.server import Webhook, serving

SECRET = "hunter2-hunter2"


class Fine(Webhook):
    """Answers every POST with 200."""

    def do_POST(self):  # noqa: N802 - so http.server wants it
        """Answer a POST."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


def text_of(result):
    """The output, without times."""
    return re.sub(r"\b[\d.]+ m?s\b", "… ms", result.output)


def body_of(result):
    """The JSON that the handler `echo` was sent, as it came back."""
    return json.loads(result.output.partition("|")[2].splitlines()[0])


def test_request_reply_and_time_are_printed(command):
    """The smallest message, in full: what was sent, and what came back after what time."""
    result = command("send", "hang", "cli_app:echo", "--path", "/webhook", "--minimal")

    assert result.exit_code == 0
    assert (
        text_of(result)
        == """\
hang, sample of seed 0
POST /webhook (27 bytes)
  Content-Type: application/json

  {
    "message": {
      "type": "hang"
    }
  }

200 in … ms
  Content-Type: text/plain

  |{"message":{"type":"hang"}}

"""
    )


def test_a_crash_is_told_with_its_place(command):
    """A handler in process that breaks is told with the line at which it did; exit status 1."""
    result = command("send", "hang", "cli_app:broken", "--minimal")

    lines = text_of(result).splitlines()
    assert result.exit_code == 1
    assert lines[10] == "an exception after … ms: KeyError: 'call' (cli_app.py:31 in broken)"


def test_a_function_is_told_with_its_value(command):
    """A plain function has no status: what it returned is printed."""
    result = command("send", "hang", "cli_app:sound", "--minimal")

    assert result.exit_code == 0
    assert text_of(result).endswith("a return in … ms\n  'ok'\n\n")


def test_a_sample_is_what_sample_prints(command):
    """The seed decides, and `--count` takes the seeds that follow."""
    result = command(
        "send", "model-output", "cli_app:echo", "--seed", "4", "--count", "2", "--observed", "--full"
    )

    bodies = [
        json.loads(line.partition("|")[2]) for line in result.output.splitlines() if line.startswith("  |")
    ]
    expected = [samples.sample("model-output", seed=seed, reading="observed") for seed in (4, 5)]
    assert [body["message"] for body in bodies] == expected
    assert result.output.endswith("2 of 2 accepted\n")


def test_it_reaches_a_server(command):
    """A URL on this machine needs no permission."""
    with serving(Fine) as url:
        result = command("send", "hang", f"{url}/webhook", "--minimal")

    assert result.exit_code == 0, result.output
    assert "POST /webhook" in result.output
    assert re.search(r"^200 in [\d.]+ m?s$", result.output, re.MULTILINE)


def test_a_server_that_is_not_there_ends_with_status_2(command):
    """Where nothing listens, nothing could be sent, and one line says what to do."""
    with serving() as url:
        pass

    result = command("send", "hang", url, "--minimal")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.fullmatch(
        r"Error: Cannot connect to the server: no connection: .*\. "
        r"Start it, and check the host and the port of the URL\.\n",
        result.stderr,
    )


@pytest.mark.parametrize(
    ("id", "sent"),
    [
        ("envelope.null", '{"message":null}'),
        ("text.root.list", "[]"),
        ("text.bom", '\\ufeff{"message":{"type":"hang"}}'),
        ("new.type.new.message.type", '{"message":{"type":"new.message.type"}}'),
    ],
)
def test_a_mutation_is_sent_by_its_id(command, id, sent):
    """Whatever `mutations` lists can be sent by its id, whichever kind it is."""
    result = command("send", "hang", "cli_app:echo", "--mutation", id)

    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"hang, {id}: ")
    assert f"  |{sent}\n" in result.output


def test_an_odd_request_is_sent_by_its_id(command):
    """What is odd about the request around a body is sent, too."""
    result = command("send", "hang", "cli_app:echo", "--mutation", "http.method.PUT")

    assert result.output.startswith("hang, http.method.PUT: the method is PUT.\nPUT / (27 bytes)\n")


def test_a_disputed_message_is_sent_by_its_id(command):
    """The id of a disputed message is looked for among these."""
    id = "erratum.model-output.output.string"

    result = command("send", "model-output", "cli_app:echo", "--mutation", id)

    assert shipped().standing(body_of(result)) == "disputed"


@pytest.mark.parametrize(
    ("content", "options", "sent"),
    [
        ('{"type": "hang"}', (), '{"message":{"type":"hang"}}'),
        ('{"type": "hang"}', ("--as-is",), '{"type": "hang"}'),
        ('{"message": {"type": "hang"}}', (), '{"message": {"type": "hang"}}'),
        ('{"message": null}', (), '{"message": null}'),
        (
            '{"message": {"type": "hang"}, "type": "x"}',
            ("--as-is",),
            '{"message": {"type": "hang"}, "type": "x"}',
        ),
        ('{"type":"hang","message":null}', (), '{"message":{"type":"hang","message":null}}'),
        ("[]", (), '{"message":[]}'),
        ("[]", ("--as-is",), "[]"),
        ("not JSON", (), "not JSON"),
    ],
)
def test_a_file_is_sent(command, tmp_path, content, options, sent):
    """JSON without an envelope gets one, all else goes byte for byte."""
    (tmp_path / "body.json").write_text(content, encoding="utf-8")

    result = command("send", "cli_app:echo", "--file", "body.json", *options)

    assert result.exit_code == 0, result.output
    assert f"  |{sent}\n" in result.output


def test_standard_input_is_a_file(command):
    """What `sample` prints can be sent on."""
    message = command("sample", "hang").output

    result = command("send", "hang", "cli_app:echo", "--file", "-", "--full", input=message)

    assert body_of(result) == {"message": json.loads(message)}


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("--secret", "env:WEBHOOK_SECRET"), "X-Vapi-Secret: $VAPI_SECRET"),
        (("--secret", SECRET), "X-Vapi-Secret: $VAPI_SECRET"),
        (("--bearer", "env:WEBHOOK_SECRET"), "Authorization: Bearer $VAPI_SECRET"),
        (
            ("--bearer", SECRET, "--bearer-header", "X-Auth", "--bearer-prefix", ""),
            "X-Auth: $VAPI_SECRET",
        ),
        (("--header", "authorization: env:WEBHOOK_SECRET"), "authorization: $VAPI_SECRET"),
    ],
)
def test_a_credential_is_sent_and_not_shown(command, monkeypatch, options, shown):
    """The handler, which echoes it, is given the secret; the output has something in its place."""
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)

    result = command("send", "hang", "cli_app:echo", "--minimal", *options)

    assert f"  {shown}\n" in result.output
    assert "=Bearer $VAPI_SECRET;|" in result.output or "=$VAPI_SECRET;|" in result.output
    assert SECRET not in result.output


def test_a_request_is_signed(command):
    """An HMAC with every option is that of timestamp and body, and its key is not shown."""
    options = ("--hmac-algorithm", "sha512", "--hmac-prefix", "v1=", "--hmac-header", "x-signature")
    options += ("--hmac-timestamp-header", "x-time", "--hmac-id-header", "x-id", "--hmac-encoding", "hex")

    result = command("send", "hang", "cli_app:echo", "--minimal", "--hmac", SECRET, *options)

    stamp = re.search(r"x-time: (\d+)", result.output).group(1)
    payload = f'{stamp}.{{"message":{{"type":"hang"}}}}'.encode()
    assert f"SIGNATURE=v1={hmac.new(SECRET.encode(), payload, hashlib.sha512).hexdigest()};" in result.output
    assert SECRET not in result.output


def test_a_refusal_comes_with_a_hint(command):
    """A 401 to a sound message most likely means that the credential is missing."""
    without = command("send", "hang", "cli_app:picky")
    with_it = command("send", "hang", "cli_app:picky", "--secret", SECRET)

    assert (without.exit_code, with_it.exit_code) == (1, 0)
    assert "hint: the webhook wants credentials; pass `--secret`\n" in without.output


def test_a_long_body_is_cut_short(command):
    """A long message takes no more than a screen or two, unless all of it is wanted."""
    cut = command("send", "session.created", "cli_app:sound")
    full = command("send", "session.created", "cli_app:sound", "--full")

    assert re.search(r"^  … \(\d+ more lines\)$", cut.output, re.MULTILINE)
    assert "more lines" not in full.output


def test_what_a_handler_answers_does_not_steer_the_terminal(command, tmp_path):
    """Control characters of a reply are told, not obeyed."""
    (tmp_path / "body.bin").write_bytes(b"\x1b[31mred\r\x07")

    result = command("send", "cli_app:echo", "--file", "body.bin")

    assert "  |\\x1b[31mred\\r\\x07\n" in result.output


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["send"], "TYPE and URL are required"),
        (["send", "hang"], "TYPE and URL are required"),
        (["send", "hang", "https://example.com/webhook"], "'example.com' is not this machine"),
        (["send", "hangs", "cli_app:sound"], "Did you mean 'hang'?"),
        (["send", "hang", "cli_app:sound", "--mutation", "text.boms"], "Did you mean 'text.bom'?"),
        (["send", "hang", "cli_app:sound", "--mutation", "http.nonsense"], "lists the ids"),
        (["send", "hang", "cli_app:sound", "--file", "nowhere.json"], "nowhere.json"),
        (
            ["send", "hang", "cli_app:sound", "--secret", "env:NOT_SET"],
            "variable NOT_SET for the secret",
        ),
        (["send", "hang", "cli_app:sound", "--secret", "a", "--hmac", "b"], "cannot be combined"),
        (
            ["send", "hang", "cli_app:sound", "--hmac-prefix", "v1="],
            "requires --hmac",
        ),
        (
            ["send", "hang", "cli_app:sound", "--header", "nonsense"],
            "--header must be NAME:VALUE, not 'nonsense'",
        ),
        (["send", "hang", "cli_app:sound", "--count", "0"], "0 is not in the range x>=1"),
    ],
)
def test_misuse_ends_with_status_2(command, args, text):
    """What was asked for wrongly is told on standard error; nothing is sent, and the exit status is 2."""
    result = command(*args)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert text in result.stderr


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["hang", "cli_app:routed"], "(it accepts POST requests at /webhook)"),
        (["hang", "cli_app:routed", "--mutation", "type.null:/type"], "(it accepts POST requests at "),
        (["hang", "cli_app:picky"], "the webhook wants credentials; pass `--secret`"),
        (["hang", "cli_app:picky", "--mutation", "envelope.null"], "the webhook wants credentials; pass "),
    ],
)
def test_what_a_refusal_likely_means_is_said_beside_the_reply(command, args, hint):
    """The reply to whatever was sent is shown, with the advice that a 404 or a 401 deserves."""
    result = command("send", *args, "--minimal")

    assert result.exit_code == 1
    assert re.search(r"^40[14] in ", result.output, re.MULTILINE)
    [told] = [line for line in result.output.splitlines() if line.startswith("hint: ")]
    assert hint in told
