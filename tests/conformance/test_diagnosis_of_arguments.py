"""Which form of a tool call's arguments a handler is blamed for."""

import json
from dataclasses import replace

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.conformance import RunOptions, replay, run_checks
from pytest_vapi_contract.conformance.diagnosis import LIKEWISE
from pytest_vapi_contract.json_paths import dumps
from pytest_vapi_contract.reporting.replay import conclusion
from pytest_vapi_contract.wire_envelope import envelope
from tests.conformance.diagnosing import CONTRACT, TOOL_CALLS, calls_in, check, nothing, source, takes_nested
from tests.exchanges import mutation


def takes_objects(body):
    """A function that takes arguments as Vapi sends them."""
    for call in calls_in(body):
        given = call.get("arguments")
        if isinstance(given, dict | str):
            given.get("city")


def takes_text(body):
    """A function that takes arguments as the schema has them."""
    for call in calls_in(body):
        if "arguments" in call:
            json.loads(call["arguments"])


def takes_everything(body):
    """A function that takes arguments as objects, as text and under their other name."""
    for call in calls_in(body):
        given = call.get("arguments", call.get("parameters"))
        if isinstance(given, dict):
            given.get("city")


def test_what_the_wire_never_has_is_a_note():
    """A handler that takes objects and breaks on text loses nothing: it is told so, and not failed."""
    report = check_handler(takes_objects, types=["tool-calls"])

    assert report.ok, report
    [note] = report.findings
    assert (note.check, note.title) == (
        "accepts",
        "tool-calls is rejected when `toolCallList[0].function.arguments` is a string",
    )
    assert note.hint == "the schema allows text here, but only objects were ever captured"


def test_text_as_arguments_is_a_note_beside_another_fault():
    """An object in its place is refused for something else: still, Vapi never sends text."""

    def needs_a_chat(body):
        message = body["message"]
        return [(call["function"]["arguments"].keys(), message["chat"]) for call in message["toolCallList"]]

    report = check_handler(needs_a_chat, types=["tool-calls"], checks=["accepts", "observed"])

    titles = {finding.title: finding.severity for finding in report.findings}
    place = "toolCallList[0].function.arguments"
    assert titles[f"tool-calls is rejected when `{place}` is not an object"] == "note"
    assert titles["tool-calls is rejected in its production form when `chat` is missing"] == "lost"


def test_a_refusal_of_what_the_wire_never_has_is_a_note():
    """So it is where the reply is a 400."""

    def app(environ, start_response):
        body = json.loads(environ["wsgi.input"].read() or "null")
        textual = any(isinstance(call.get("arguments"), str) for call in calls_in(body))
        start_response("400 Bad" if textual else "200 OK", [])
        return [b""]

    report = check_handler(app, types=["tool-calls"], checks=["accepts", "observed", "survives"])

    assert report.ok, report
    assert [(note.case.at, note.severity) for note in report.findings] == [
        ("/toolCallList/0/function/arguments", "note")
    ]


def test_what_the_wire_has_must_be_accepted():
    """
    A handler that reads the arguments as text loses every tool call: that is a failure, with the reason.
    """
    report = check_handler(takes_text, types=["tool-calls"])

    lost = next(finding for finding in report.failures if finding.check == "observed")
    assert lost.severity == "lost"
    assert lost.title == (
        "tool-calls is rejected in its production form "
        "when `toolCallList[0].function.arguments` is not a string"
    )
    assert lost.hint == "Vapi sends an object here, although the schema says text"


def test_who_takes_every_form_has_nothing_told():
    """Objects, text, flat calls and their other name."""
    report = check_handler(takes_everything, types=["tool-calls"])

    assert not report.findings, report


@pytest.mark.parametrize("function", [takes_objects, takes_nested])
def test_a_note_is_a_note_when_it_is_repeated(function):
    """What is sent again fails no more than it did, and the reason is told again."""
    [note] = check_handler(function, types=["tool-calls"], checks=["accepts", "observed"]).findings

    with as_handler(function) as handler:
        again = replay(handler, note.replay, RunOptions(contract=CONTRACT))

    assert again.report.ok
    assert [finding.severity for finding in again.report.findings] == ["note"]
    assert conclusion(again) == f"the check {note.check!r} passes, with a note; note: {note.hint}"


def test_a_limit_for_bodies_is_not_about_arguments():
    """
    The same message is shorter with objects in the place of text: that it is taken then says nothing of text.
    """
    call = {"id": "a", "type": "function", "function": {"name": "f", "arguments": '{"city":"Berlin"}'}}
    message = {**TOOL_CALLS, "toolCallList": [call]}
    size = len(dumps(envelope(message)))

    def limited(environ, start_response):
        start_response("400 Bad" if int(environ["CONTENT_LENGTH"]) >= size else "200 OK", [])
        return [b""]

    report = check(limited, source(TOOL_CALLS, message, type="tool-calls"), types=["tool-calls"])

    [finding] = report.findings
    assert finding.severity == "lost"


def demands_arguments(body):
    """A function that takes no empty arguments, whatever they are."""
    for call in body["message"]["toolCallList"]:
        if not call["function"]["arguments"]:
            raise RuntimeError("no arguments")


def demands_objects(body):
    """A function that takes no text as arguments."""
    for call in body["message"]["toolCallList"]:
        if isinstance(call["function"]["arguments"], str):
            raise RuntimeError("no arguments")


@pytest.mark.parametrize(
    ("function", "found"),
    [(demands_objects, []), (demands_arguments, [("tool-calls breaks the handler", LIKEWISE)])],
)
def test_a_mutation_is_not_blamed_for_what_its_message_does_unbroken(function, found):
    """
    If the unbroken message fails in the same way, the place that was broken is not the condition.

    If it fails only for its text, which Vapi does not send, that is told where it is sent unbroken.
    """
    call = {"id": "", "type": "function", "function": {"name": "", "arguments": ""}}
    unbroken = {**TOOL_CALLS, "toolCallList": [call]}
    broken = {**TOOL_CALLS, "toolCallList": [{key: call[key] for key in ("id", "function")}]}
    case = replace(
        mutation(envelope(broken), "/toolCallList/0", "required", type="tool-calls"), unbroken=unbroken
    )

    def given(wanted, asked, contract, seed):
        if (wanted, asked) == ("mutation", "tool-calls"):
            yield case

    with as_handler(function) as handler:
        options = {"types": ["tool-calls"], "checks": ["survives"], "cases": given, "draw": nothing}
        report = run_checks(handler, contract=CONTRACT, **options)

    assert [(finding.title, finding.hint) for finding in report.findings] == found
