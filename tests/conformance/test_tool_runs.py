"""Runs with the user's own tools: which argument decides is in the title, and what is right is not blamed."""

import json

import pytest

from pytest_vapi_contract import assert_handler_conforms, check_handler
from pytest_vapi_contract.checks.replies import right_reply
from pytest_vapi_contract.errors import BadOption, NoTools
from tests.conformance import tool_webhooks as webhooks
from tests.depth import many

#: What the other checks send is not the subject here, and takes time.
ABOUT_TOOLS = ("tools", "arguments", "replies")


TWICE = "tool-calls returns a reply that Vapi cannot use when `opening_hours` is called twice in one message"


def titles(handler, tools=webhooks.TOOLS, **options):
    """The titles of what is found about tools, but for what is only worth knowing."""
    options = {"checks": ABOUT_TOOLS, "types": ["tool-calls"], "cache": False, **options}
    report = check_handler(handler, tools=tools, **options)
    return [finding.title for finding in report.failures]


@pytest.mark.parametrize(
    ("handler", "title"),
    [
        (
            webhooks.fastapi_app(webhooks.one_size_missing),
            'tool-calls breaks the handler when `size` of `order_pizza` is the string "large"',
        ),
        (
            webhooks.flask_app(webhooks.notes_expected),
            "tool-calls breaks the handler when `notes` of `order_pizza` is missing",
        ),
        (
            webhooks.function(webhooks.bound_excluded),
            "tool-calls breaks the handler when `count` of `order_pizza` is 9",
        ),
        (
            webhooks.fastapi_app(webhooks.ascii_only),
            'tool-calls breaks the handler when `name` of `order_pizza` is the string "東京 🎉"',
        ),
        (
            webhooks.second_call_lost,
            TWICE,
        ),
        (
            webhooks.function(webhooks.notes_on_a_line_of_their_own),
            "tool-calls returns a reply that Vapi cannot use when `notes` of `order_pizza` is present",
        ),
        (
            webhooks.function(webhooks.thanks_on_a_line_of_their_own),
            "tool-calls returns a reply that Vapi cannot use when `order_pizza` is called",
        ),
    ],
    ids=["enum", "optional", "bound", "unicode", "second call", "any value", "one of two tools"],
)  # fmt: skip
def test_the_argument_that_decides_is_found(handler, title):
    """One choice, a missing argument, a bound, a text in Unicode, a second call: one finding, by its name."""
    assert titles(handler) == [title]


@pytest.mark.parametrize("seed", range(many(1, 5)))
@pytest.mark.parametrize(
    "handler",
    [
        webhooks.fastapi_app(webhooks.strict),
        webhooks.flask_app(webhooks.tolerant),
        webhooks.function(webhooks.strict),
    ],
    ids=["strict", "tolerant", "function"],
)
def test_what_is_right_is_not_blamed(handler, seed):
    """Nor is a strict webhook that refuses bad arguments in `error`, with status 200."""
    assert titles(handler, seed=seed) == []


def test_what_breaks_on_bad_arguments_is_found_for_its_argument():
    """A model that is not strict may send them; that fails, but is not told as a loss."""

    def order(arguments):
        return {"result": webhooks.on_one_line(arguments["name"].strip())}

    report = check_handler(
        webhooks.function(order),
        tools=webhooks.TOOLS,
        types=["tool-calls"],
        checks=["arguments"],
        cache=False,
    )

    found = {finding.title: (finding.severity, finding.code) for finding in report.findings}
    assert found == {
        "tool-calls breaks the handler when `name` of `order_pizza` is missing": ("hardening", "VC372"),
        "tool-calls breaks the handler when `name` of `order_pizza` is not a string": ("hardening", "VC372"),
    }


@pytest.mark.parametrize(
    ("handler", "noted", "hint"),
    [
        (webhooks.function(webhooks.strict), "", ""),
        (webhooks.all_lost_with_one, "no result has the toolCallId", "with an `error` of its own"),
        (webhooks.multi_status(), "the status is not 200", "answer with status 200"),
        (webhooks.second_call_lost, "", ""),
    ],
    ids=["apart", "in one try", "207", "no second call at all"],
)
def test_a_call_with_bad_arguments_must_not_cost_the_others_their_results(handler, noted, hint):
    """Where valid calls beside each other fail anyway, that is told instead."""
    checks = ("arguments", "replies")
    report = check_handler(handler, tools=webhooks.TOOLS, types=["tool-calls"], checks=checks, cache=False)

    lost = [finding for finding in report.findings if finding.code == "VC376"]
    title = (
        "tool-calls loses the results of the other calls "
        "when one of three calls of `order_pizza` has invalid arguments"
    )
    assert [(finding.title, finding.severity) for finding in lost] == [(title, "hardening")] * bool(noted)
    assert all(noted in finding.noted and hint in finding.hint for finding in lost)


def test_the_text_of_an_exception_in_the_error_of_a_tool_is_a_leak():
    """The caller hears what the database says, although the arguments are as the parameters want them."""
    [title] = titles(webhooks.fastapi_app(webhooks.largest_count_not_stored), checks=("arguments", "leaks"))

    assert title == (
        "tool-calls gets a reply that leaks the text of an exception when `count` of `order_pizza` is 9"
    )


def test_a_strict_tool_gets_no_bad_arguments():
    """Its model keeps to the parameters."""
    strict = {**webhooks.ORDER, "function": {**webhooks.ORDER["function"], "strict": True}}

    def order(arguments):
        return {"result": webhooks.on_one_line(arguments["name"].upper())}

    assert titles(webhooks.function(order), [strict]) == []
    assert titles(webhooks.function(order), [webhooks.ORDER]) != []


def test_a_tool_that_is_never_answered_is_told_by_its_name():
    """Whatever it is called with, if others are answered."""

    def order(arguments):
        raise RuntimeError("closed")

    assert titles(webhooks.function(order)) == [
        "tool-calls breaks the handler when `order_pizza` is called"
    ]  # fmt: skip


def test_a_webhook_that_breaks_always_is_told_without_an_argument():
    """No argument decides."""

    def broken(body):
        raise RuntimeError("closed")

    assert titles(broken) == ["tool-calls breaks the handler"]


def test_a_tool_that_vapi_does_not_wait_for_needs_no_result():
    """A handler of an async tool may answer nothing."""
    background = {**webhooks.HOURS, "async": True}

    def ignoring(body):
        return {}

    assert titles(ignoring, [background], checks=["tools", "arguments"]) == []
    assert titles(ignoring, [webhooks.HOURS]) != []


def test_an_async_tool_needs_no_result_beside_another_tool():
    """The handler answers the calls that Vapi waits for, whatever message they are in."""
    background = {**webhooks.HOURS, "async": True}

    def webhook(body):
        return {
            "results": [
                each
                for each in webhooks.answered(body, webhooks.strict).get("results", ())
                if each.get("result") != "From ten to ten."
            ]
        }

    assert titles(webhook, [webhooks.ORDER, background]) == []
    assert titles(webhook, webhooks.TOOLS) != []


def test_what_is_known_of_the_tools_is_said_once():
    """It fails nothing."""
    odd = {"type": "function", "function": {"name": "order pizza", "parameters": {"type": "object"}}}

    report = check_handler(
        webhooks.function(webhooks.tolerant), tools=[odd], types=["tool-calls"], checks=["tools"], cache=False
    )

    [remark] = report.remarks
    assert remark.startswith("The tool 'order pizza' has a name that Vapi rejects")
    assert str(report).count(remark) == 1
    assert report.ok
    assert report.to_json()["remarks"] == [remark]


def test_a_finding_is_repeated_with_the_same_tools(tmp_path):
    """The command names the file."""
    path = tmp_path / "tools.json"
    path.write_text(json.dumps(webhooks.TOOLS))

    with pytest.raises(AssertionError) as raised:
        assert_handler_conforms(
            "tests.conformance.tool_webhooks:second_call_lost",
            tools=path,
            types=["tool-calls"],
            checks=["replies"],
            cache=False,
        )

    assert f"--tools {path} --replay replies/tool-calls/" in str(raised.value)


@pytest.mark.parametrize(("tools", "error"), [(3, BadOption), ([], NoTools)])
def test_tools_that_cannot_be_used_are_an_error(tools, error):
    """Before anything is sent."""
    with pytest.raises(error):
        check_handler(webhooks.function(webhooks.strict), tools=tools)


def test_calls_of_the_tools_are_told_apart_from_other_messages():
    """Valid messages without the user's tools may be answered wrong in the same way."""

    def order(arguments):
        if arguments.get("size") == "large":
            raise ValueError
        return {"result": "ok"}

    def webhook(body):
        try:
            return webhooks.answered(body, order)
        except Exception:  # noqa: BLE001 - as people write it
            return {"results": []}

    found = titles(webhook, checks=["accepts", "tools", "replies"])

    assert not [title for title in found if "``" in title]
    assert (
        'tool-calls returns a reply that Vapi cannot use when `size` of `order_pizza` is the string "large"'
        in found
    )


def test_what_is_said_of_a_reply_is_about_the_message_that_is_shown():
    """The message is made smaller, and a handler that keeps results replies with ids of earlier calls."""
    kept = {}

    def answers_again(body):
        results = []
        for call in body["message"]["toolCallList"] if body["message"].get("type") == "tool-calls" else ():
            function = call.get("function", call)
            key = function["name"], str(function.get("arguments"))
            results.append(kept.setdefault(key, {"toolCallId": call["id"], "result": "Done."}))
        return {"results": results}

    options = {"types": ["tool-calls"], "checks": ["replies"], "handles": ["tool-calls"], "cache": False}
    report = check_handler(answers_again, tools=webhooks.TOOLS, **options)

    assert report.findings
    for finding in report.findings:
        message = finding.case.body["message"]
        assert finding.expected == right_reply("tool-calls", message, of_function=True)
        assert finding.noted.endswith(f"the reply is {json.dumps(finding.exchange.reply.json())}")
