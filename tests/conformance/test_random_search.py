import sys
from dataclasses import replace

import pytest

from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.conformance import run_checks
from pytest_vapi_contract.conformance.budget import MAX_EXAMPLES, PREPARED_PER_DRAWN
from pytest_vapi_contract.conformance.plan import Plan, Stage
from pytest_vapi_contract.conformance.random_search import drawn
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.delivery import as_handler
from tests.exchanges import small_cases

CONTRACT = shipped()


def draws(category, limit=12, seed=0, until=None):
    """The cases that a step draws."""
    cases = []

    def use(case):
        cases.append(case)
        return until is None or len(cases) < until

    drawn(Stage(category=category, type="model-output", drawn=True, limit=limit), CONTRACT, seed, use)
    return cases


def test_a_further_round_draws_others():
    """It does not draw again what the rounds before have drawn."""
    step = Stage(category="conforming", type="model-output", drawn=True, limit=12)
    first, further = [], []

    drawn(step, CONTRACT, 0, lambda case: first.append(case) is None)
    drawn(replace(step, sent=12, limit=30, round=2), CONTRACT, 0, lambda case: further.append(case) is None)

    assert len(further) <= 18
    assert not {case.id for case in first} & {case.id for case in further}
    assert [case.body for case in first] != [case.body for case in further][: len(first)]


@pytest.mark.parametrize(("type", "is_kept"), [("model-output", True), ("hang", False)])
def test_what_was_prepared_for_types_that_are_drawn_in_turn_is_let_go(type, is_kept):
    """The types of usual runs are drawn again and again; the others would be too much memory."""
    module = sys.modules["pytest_vapi_contract.strategies.messages"]

    drawn(Stage(category="conforming", type=type, drawn=True, limit=3), CONTRACT, 0, lambda case: True)

    sources = [each for each in module._sources if each.type == type and each.contract is CONTRACT]
    assert any("_deeper" in vars(each) for each in sources) is is_kept


def only_sound(category, type, contract, seed):
    """A source of nothing but a few conforming messages."""
    return small_cases(category, type, contract, seed) if category == "conforming" else ()


@pytest.mark.parametrize(
    ("category", "standings"),
    [
        ("conforming", {"conforming"}),
        ("observed", {"conforming", "disputed"}),
        ("mutation", {"violating"}),
    ],
)
def test_what_is_drawn_is_what_it_is_called(category, standings):
    """Messages that are drawn are judged by the same rules, so they have to be of the same kind."""
    cases = draws(category)

    assert 1 < len(cases) <= 12
    assert {CONTRACT.standing(case.body) for case in cases} <= standings
    assert all(case.category == category and case.drawn for case in cases)


def test_requests_are_drawn_too():
    """A request is malformed as text or odd as HTTP, never as Vapi sends it."""
    handler = as_handler(lambda environ, start_response: None, kind="wsgi")

    cases = draws("http", limit=40)

    assert {case.category for case in cases} == {"text", "http"}
    usual = [handler.request(case.body) for case in cases if case.category == "http"]
    assert all(request_to(handler, case) not in usual for case in cases if case.category == "http")


@pytest.mark.parametrize("category", ["conforming", "mutation"])
def test_the_same_seed_draws_the_same(category):
    """Another seed draws something else."""
    first, again, other = (draws(category, seed=seed) for seed in (3, 3, 4))

    assert [case.body for case in first] == [case.body for case in again]
    assert [case.body for case in first] != [case.body for case in other]


def test_it_stops_when_told(capsys):
    """Nothing more is drawn once nothing more is wanted, and nothing is printed about it."""
    cases = draws("conforming", until=2)

    assert len(cases) == 2
    assert capsys.readouterr() == ("", "")


def test_what_only_luck_finds_is_found_and_made_smaller(capsys):
    """A failing message that is drawn becomes a finding like others: the smallest message that shows it."""

    def chooses(body):
        message = body["message"]
        if isinstance(message, dict) and "turnId" in message:
            raise KeyError("turn")

    with as_handler(chooses) as handler:
        report = run_checks(
            handler, contract=CONTRACT, types=["model-output"], checks=["accepts"], cases=only_sound
        )

    [finding] = report.findings
    assert finding.case.id.startswith("drawn-")
    assert set(finding.case.body["message"]) == {"type", "output", "turnId"}
    assert capsys.readouterr() == ("", "")


def test_a_mutation_that_is_drawn_is_made_smaller():
    """The message around a broken rule is left out as far as it can be."""

    def breaks(body):
        message = body.get("message") if isinstance(body, dict) else None
        if not isinstance(message, dict) or message.get("type") != "model-output":
            raise ZeroDivisionError

    with as_handler(breaks) as handler:
        report = run_checks(
            handler, contract=CONTRACT, types=["model-output"], checks=["survives"], cases=only_sound
        )

    [finding] = report.findings
    assert finding.case.drawn
    assert len(finding.exchange.request.body) < 100


def plan(handler, **options):
    """The drawn steps of a plan for all default checks."""
    from pytest_vapi_contract.checks import selected

    steps = Plan(handler=handler, contract=CONTRACT, **options).steps(
        selected(), ("session.created", "model-output", "hang")
    )
    return {(step.category, step.type): step.limit for step in steps if step.drawn}


def test_a_usual_run_draws_a_little():
    """A few messages of the first-class types; a run with more messages draws more, of all types."""
    handler = as_handler(lambda body: None)

    usual, longer, least = (plan(handler, max_examples=most) for most in (100, 1000, PREPARED_PER_DRAWN - 1))

    assert set(usual.values()) == {MAX_EXAMPLES // PREPARED_PER_DRAWN}
    assert {type for _, type in usual} == {"session.created", "model-output"}
    assert longer["observed", "hang"] == 1000 // PREPARED_PER_DRAWN
    assert least == {}


def test_a_function_gets_no_requests_that_are_drawn():
    """What means nothing to a handler is not drawn for it either."""
    assert ("http", "model-output") not in plan(as_handler(lambda body: None))
