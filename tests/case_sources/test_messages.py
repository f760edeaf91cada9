from itertools import islice

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.case_sources.messages import conforming, generate, listed, mutated
from pytest_vapi_contract.case_sources.type_order import DOCUMENTED
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.conformance.budget import ENOUGH_BEHIND
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.findings.shrinking import smallest
from pytest_vapi_contract.json_paths import dumps
from pytest_vapi_contract.mutations import each_mutation

CONTRACT = shipped()
USUAL = 100

#: What is null in the call of an assistant-request, in captures.
NULLS = {
    "assistantId", "squadId", "squad", "squadOverrides", "workflowId", "customerId", "startedAt", "endedAt",
    "endedReason", "destination",
}  # fmt: skip


@pytest.mark.parametrize("type", CONTRACT.message_types)
def test_the_smallest_message_comes_first(type):
    """Before anything is made from the smallest message, it is sent itself, and it conforms."""
    first = next(iter(conforming(type, CONTRACT, 0)))
    mutation = next(case for case in mutated(type, CONTRACT, 0) if case.id == "envelope.renamed")

    assert CONTRACT.standing(first.body) == "conforming"
    assert first.body["message"] == mutation.body["data"]


def test_what_only_the_documentation_shows_is_sent_of_the_types_that_it_shows():
    """Flat tool calls with either name of the arguments, and a final transcript that says so in its type."""
    sent = {type: [*generate("documented", type, CONTRACT, 0)] for type in CONTRACT.message_types}

    ids = {type: [case.id for case in cases] for type, cases in sent.items() if cases}
    assert ids == {"tool-calls": ["documented-0", "documented-1"], "transcript": ["spelled-0"]}
    assert ids.keys() == DOCUMENTED
    assert {case.category for cases in sent.values() for case in cases} == {"documented"}


@pytest.mark.parametrize("type", CONTRACT.message_types)
def test_no_property_is_left_out_of_a_usual_run(type):
    """Each place at the top of a message that can be broken is broken among the first mutations."""
    top = {each.at for each in each_mutation(CONTRACT, type, depth=1) if each.at.count("/") < 2}

    usual = {case.at for case in islice(mutated(type, CONTRACT, 0), USUAL)}

    assert {"/type", "/call", "/timestamp"} <= top <= usual


@pytest.mark.parametrize(
    ("type", "ids"),
    [
        (
            "tool-calls",
            {"required.function:/toolCallList/0", "type.null:/toolCallList/0", "type.array:/type"},
        ),
        ("session.created", {"type.null:/session/id", "required.id:/session", "type.null:/call"}),
        ("status-update", {"enum.unknown:/status", "type.string:/messages", "type.null:/messages/0"}),
    ],
)
def test_what_only_one_type_has_is_broken_further_down(type, ids):
    """The first mutations reach into what few other types have, where handlers look."""
    usual = {case.id for case in islice(mutated(type, CONTRACT, 0), USUAL)}

    assert ids <= usual


def test_each_value_that_is_listed_is_sent():
    """A handler that knows some values of a short list only is found out with few messages."""
    few = list(islice(conforming("status-update", CONTRACT, 0), 15))

    assert {case.body["message"]["status"] for case in few} == set(
        CONTRACT.schema("status-update")["properties"]["status"]["enum"]
    )


@pytest.mark.parametrize("type", CONTRACT.message_types)
def test_what_need_not_be_there_is_sent_alone(type):
    """
    A handler that takes a property for granted accepts a small message that has it, and can be told apart.
    """
    first = islice(conforming(type, CONTRACT, 0), ENOUGH_BEHIND["conforming"])

    few = {name for case in first for name in case.body["message"]}

    assert {"call", "customer", "artifact", "assistant", "chat", "timestamp"} <= few


def test_another_seed_takes_other_values_of_a_long_list():
    """Of a long list some values are sent, spread over all of it."""

    def reasons(seed):
        return {case.body["message"]["endedReason"] for case in listed("end-of-call-report", CONTRACT, seed)}

    assert len(reasons(0)) > 5
    assert not reasons(0) & reasons(1)


def test_no_two_realistic_messages_are_about_the_same_session():
    """Who remembers what was there before has nothing to say against any of them."""
    cases = islice(conforming("session.created", CONTRACT, 0), 75)

    realistic = [case for case in cases if case.id.startswith(("minimal", "sample"))]
    ids = [case.body["message"]["session"]["id"] for case in realistic]

    assert len(set(ids)) == len(ids) > 40


def test_no_mutation_comes_twice():
    """Near mutations are sent first, and not again."""
    ids = [case.id for case in islice(mutated("hang", CONTRACT, 0), 3_000)]

    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("revision", Contract.revisions())
def test_nothing_can_be_left_out_of_the_smallest_message(revision):
    """So a run need not try to, before it makes odd requests from it."""
    contract = shipped(revision)
    for type in contract.message_types:
        first = next(conforming(type, contract, 0))

        def is_conforming(body, type=type):
            return body["message"].get("type") == type and contract.standing(body) == "conforming"

        assert first.family is not Family.BARE or smallest(first.body, is_conforming) == first.body


def test_tool_calls_that_are_answered_wrong_come_early():
    """After one message of each size, and before those without end; other types have none."""
    first = list(islice(generate("observed", "tool-calls", CONTRACT, 0), 10))

    assert [case.id for case in first] == [
        "observed-0",
        "observed-1",
        "observed-2",
        "asked:one",
        "asked:two",
        "asked:five",
        "asked:same-twice",
        "asked:unknown",
        "asked:interrupted",
        "observed-3",
    ]
    assert [case.id for case in islice(generate("observed", "hang", CONTRACT, 0), 4)][-1] == "observed-3"


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_run_sends_what_may_be_empty_in_a_report(seed):
    """A dialogue that has no line yet, and a customer of whom nothing is known."""
    cases = islice(generate("conforming", "end-of-call-report", CONTRACT, seed), 80)

    sent = {case.id: case.body["message"] for case in cases}

    assert sent["alone:/artifact/messages"]["artifact"] == {"messages": []}
    assert sent["alone:/call/customer"]["call"]["customer"] == {}


def test_every_run_sends_a_chat_without_an_answer():
    """What a message is about may be empty, too."""
    cases = islice(generate("conforming", "chat.created", CONTRACT, 0), ENOUGH_BEHIND["conforming"])

    sent = {case.id: case.body["message"] for case in cases}

    assert sent["alone:/chat/output"]["chat"]["output"] == []


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_run_sends_what_is_null_in_a_call_that_begins(seed):
    """Each null that was captured is in each of the first messages."""
    cases = islice(generate("observed", "assistant-request", CONTRACT, seed), 4)

    for case in cases:
        call = case.body["message"]["call"]
        assert {name for name, value in call.items() if value is None} == NULLS


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("type", ["session.created", "model-output", "tool-calls", "status-update"])
def test_every_run_sends_a_fraction_of_a_millisecond(type, seed):
    """The schema allows it, so that a handler that takes whole numbers only is told so."""
    cases = islice(generate("conforming", type, CONTRACT, seed), 60)

    times = [case.body["message"].get("timestamp", 0) for case in cases]

    assert any(time % 1 for time in times)


@pytest.mark.parametrize("type", CONTRACT.message_types)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_people_write_in_all_languages(type, seed):
    """Some message of each type that a run sends has characters that are not ASCII."""
    cases = islice(generate("conforming", type, CONTRACT, seed), 60)

    assert any(not dumps(case.body).isascii() for case in cases)
