from dataclasses import replace
from pathlib import Path

import pytest

from pytest_vapi_contract.case_sources.replay_ids import replay_case
from pytest_vapi_contract.cases.condition import found, missing
from pytest_vapi_contract.checks import CHECKS, DEFAULT
from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.findings import Finding
from pytest_vapi_contract.findings.finding import REPORTED, explains
from pytest_vapi_contract.masking.mask import masks_for
from tests.exchanges import conforming, crash, exchange, mutation

BROKEN = mutation({"message": {"type": "session.created", "session": {}}}, "/session/id", "required")


AT = ("message",)
ALSO = (found(AT, None), found(AT, [1]), *(missing((*AT, name)) for name in "abc"))


def finding_of(check, case, reply):
    """What a check says of an exchange."""
    return replace(CHECKS[check], revision="2026-08-18").judge(case, reply)


def test_a_finding_says_everything():
    """Title and rule, what was sent, expected and got, and how to see it again."""
    finding = finding_of("rejects", BROKEN, exchange(status=500, crash=crash()))

    text = str(replace(finding, again={"curl": "curl -X POST http://127.0.0.1:8000/webhook"}))

    assert finding.title == "session.created is not rejected when `session.id` is missing"
    assert text.splitlines() == [
        f"{f'HARDENING  {finding.title}':<88}  rejects VC362",
        "  sent      an invalid message",
        "  expected  a 4xx reply",
        "  got       500 in 3 ms: KeyError: 'id' (app.py:41 in on_session)",
        "  curl      curl -X POST http://127.0.0.1:8000/webhook",
    ]


def test_a_finding_of_many_messages_says_how_many_and_when_else():
    """The count, the other types, and the first of the other conditions are told."""
    finding = finding_of("survives", BROKEN, exchange(status=500, crash=crash())).with_count(
        12, ("session.created", "hang", "chat.created")
    )

    text = str(replace(finding, also=ALSO))

    assert text.splitlines() == [
        (
            "HARDENING  session.created (also hang and chat.created) breaks the handler "
            "when `session.id` is missing  survives VC302"
        ),
        "  sent      an invalid message (12 failed the same way)",
        "  expected  any reply below 500",
        "  got       500 in 3 ms: KeyError: 'id' (app.py:41 in on_session)",
        "  also      when `message` is null, `message` is a list, `a` is missing, 2 more",
    ]


def test_a_body_without_a_message_has_no_type():
    """A request whose envelope is broken is not said to be of a type."""
    case = mutation({"message": None}, "", "envelope")

    finding = finding_of("survives", case, exchange(status=500, crash=crash("TypeError", "no")))

    assert finding.title == "a request breaks the handler when `message` is null"


def test_a_status_that_means_something_else_comes_with_a_hint():
    """A conforming message that meets a 404 is most likely sent to the wrong path."""
    finding = finding_of("accepts", conforming({"message": {"type": "hang"}}), exchange(status=404))

    assert ("hint", "no route at /webhook; check the path of the webhook") in finding.rows()


@pytest.mark.parametrize(
    ("masks", "hint"), [((), "wants credentials"), ((("hunter2", "$VAPI_SECRET"),), "rejects the credential")]
)
def test_who_sends_a_credential_is_not_told_to_give_one(masks, hint):
    """A conforming message that meets a 401 lacks the credential, or has the wrong one."""
    reply = replace(exchange(status=401), request=Request(masks=masks))

    finding = finding_of("accepts", conforming({"message": {"type": "hang"}}), reply)

    assert hint in finding.hint


def test_no_secret_is_told():
    """A secret that a handler echoes stands in no line, title and field of a finding."""
    secret = "hunter2-hunter2"
    request = Request(masks=((secret, "$VAPI_SECRET"),))
    broken = mutation({"message": {"type": secret}}, "/type", "enum")
    reply = replace(exchange(status=500, crash=crash(message=secret), body=secret.encode()), request=request)

    named = found(("message", "type"), secret)
    finding = replace(finding_of("survives", broken, reply), again={"curl": f"curl {secret}"}, also=(named,))

    assert secret not in str(finding)
    assert secret not in finding.title
    assert secret not in str(finding.to_json())


def test_a_check_looks_only_at_what_it_is_about():
    """Each check has its categories; a mutation is nothing to a check for conforming messages."""
    failed = exchange(status=500)

    findings = {name: finding_of(name, BROKEN, failed) for name in CHECKS}

    assert {name for name, finding in findings.items() if isinstance(finding, Finding)} == {
        "survives",
        "rejects",
    }


@pytest.mark.parametrize(
    ("before", "line", "says_more"),
    [
        ("body = await request.json()", 'message = body["message"]', True),
        ("body: dict = {}", 'message = body["message"]', True),
        ("if handler is None:", "    raise HTTPException(400)", True),
        ("try:", "    event = Model(**message)", False),
        ("    check_secret(secret)", "body = await request.json()", False),
        ("count = 1", 'message = body["message"]', False),
        ("if a == b:", "return a", False),
    ],
)
def test_the_line_before_is_shown_if_it_says_more(before, line, says_more):
    """It gives a value to a name of the line, or a reason to come there."""
    assert explains(before, line) is says_more


def test_the_reference_lists_the_checks():
    """The page about checks has each of them with its sentence, and says which run by default."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")

    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if "| `" in line and line.count("|") == 4
    ]

    assert {name: doc for name, doc, _ in rows} == {check.id: check.doc for check in CHECKS.values()}
    assert {name for name, _, default in rows if default.startswith(("always", "with "))} == {
        *DEFAULT["survive"]
    }


@pytest.mark.parametrize(
    ("body", "left_out"),
    [
        ({"message": "x"}, 0),
        ({"message": "x" * REPORTED}, len('{"message": ""}')),
        (b"\xff" * (REPORTED + 3), 2 * REPORTED + 9),  # a replacement character has three bytes
    ],
)
def test_a_long_body_is_cut_in_a_report(body, left_out):
    """The report says how many bytes are missing, and what repeats the exchange has them all."""
    finding = finding_of("accepts", conforming(body), exchange(status=500))

    report = finding.to_json()

    assert report["body_left_out"] == left_out
    assert left_out == 0 or len(report["body"].encode()) <= REPORTED + 3
    assert replay_case(report["replay"])[1].body == body


def test_a_long_body_is_cut_behind_its_secrets():
    """No part of a secret is left where a body is cut."""
    secret = "hunter2-and-more"
    body = {"message": "x" * (REPORTED - 20) + secret + "x" * 100}
    reply = replace(exchange(status=500), request=replace(Request(path="/"), masks=masks_for(secret)))

    report = finding_of("accepts", conforming(body), reply).to_json()

    assert report["body_left_out"] > 0
    assert "hunter" not in report["body"]


def test_the_line_that_raised_is_shown(tmp_path):
    """Below the one before it, with an arrow; also of an exception that the handler has caught."""
    file = tmp_path / "app.py"
    file.write_text("def hook(body):\n    call = body['call']\n    return call\n")
    raised = crash(file=str(file), line=2, function="hook")
    body = conforming({"message": {"type": "hang"}})

    left = finding_of("accepts", body, exchange(status=500, crash=raised))
    caught = finding_of("accepts", body, exchange(status=400, caught=raised))

    assert [text for label, text in left.rows() if not label] == [
        "    1 │ def hook(body):",
        "  ► 2 │     call = body['call']",
    ]
    assert [text for label, text in caught.rows() if not label] == left.to_json()["source"][:2]
    assert left.location == caught.location
    assert (left.location.line, left.location.function) == (2, "hook")
    assert caught.got == f"400 in 3 ms; KeyError: 'id' ({raised.place})"


def test_a_library_has_no_line_of_the_users():
    """Where nothing of an exception is in the user's code, no line of theirs is shown."""
    import json

    raised = crash(file=json.__file__, line=1)

    assert finding_of("accepts", conforming({}), exchange(status=500, crash=raised)).location is None
