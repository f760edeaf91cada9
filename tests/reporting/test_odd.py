"""Nothing of ours falls over on its own output: what Vapi never sends, in verdicts and reports."""

import json

import pytest
from click.testing import CliRunner

from pytest_vapi_contract.case_sources.replay_ids import replay_case
from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.checks import selected
from pytest_vapi_contract.cli import main
from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.mutations import http_mutations, text_mutations
from tests.contract.messages import contract
from tests.depth import many

MESSAGE = {"type": "hang"}
BODY = {"message": MESSAGE}
TEXTS = text_mutations(MESSAGE, hostile=True)


async def failing(scope, receive, send):
    """An app that fails when it has read the body."""
    if scope["type"] == "http":
        while (await receive()).get("more_body"):
            pass
        raise ValueError("no")


def cases():
    """All of them, as a run would have them."""
    yield from TEXTS
    yield from http_mutations("hang", BODY, hostile=True)


def test_each_can_be_told_as_a_finding():
    """The text is short, the JSON is JSON, and the text that repeats it stands for the same."""
    [check] = selected(["malformed"])
    told = 0

    with as_handler(failing) as handler:
        for case in cases():
            exchange = handler.deliver(request_to(handler, case))
            finding = check.judge(case, exchange)
            if exchange.unsent:
                continue
            assert finding is not None, case.id
            assert len(str(finding)) < 2_000
            assert json.loads(json.dumps(finding.to_json()))["case"]
            assert replay_case(finding.replay)[1].body == case.body
            told += 1

    assert told > 100


def test_what_parsers_take_can_be_judged():
    """
    There is a verdict, and its text is short, also where a value is no JSON or goes 100,000 levels down.
    """
    standings = set()

    for text in TEXTS:
        try:
            value = json.loads(text.body)
        except (ValueError, RecursionError):
            continue
        verdict = contract().judge(value)
        standings.add(verdict.standing)
        assert contract().standing(value) == verdict.standing
        assert len(str(verdict)) < 2_000

    assert standings >= {"conforming", "violating"}


SOME = [text for at, text in enumerate(TEXTS) if text.hostile or at % many(6, 1) == 0]


@pytest.mark.parametrize("text", SOME, ids=[text.id for text in SOME])
def test_validating_a_file_with_it_ends_with_a_sentence(tmp_path, text):
    """That it keeps the contract, that it breaks it, or that it is no JSON: never a traceback."""
    file = tmp_path / "body.json"
    file.write_bytes(text.body)

    result = CliRunner().invoke(main, ["validate", str(file)], prog_name="vapi-contract")

    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1, 2)
    assert 0 < len(result.output) < 2_000
