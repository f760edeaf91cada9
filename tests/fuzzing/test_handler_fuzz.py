import subprocess
import sys
from typing import Any

import pytest
from hypothesis.database import DirectoryBasedExampleDatabase, InMemoryExampleDatabase

from pytest_vapi_contract import check_handler, fuzz_handler
from pytest_vapi_contract.conformance import replay
from pytest_vapi_contract.conformance.run_options import RunOptions
from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.fuzzing import Search, handler_fuzz
from pytest_vapi_contract.json_paths import dumps
from tests.fuzzing.redis_server import redis_server

#: Enough seconds that no test depends on how busy the machine is.
ENOUGH = 300.0


def ok(body):
    """A handler without a fault."""


def rare(body):
    """A handler that fails for one combination of two values."""
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict) or message.get("type") != "status-update":
        return None
    call = message.get("call")
    is_web = isinstance(call, dict) and call.get("type") == "webCall"
    return call["webhook"] if is_web and message.get("status") == "ringing" else None


#: The bodies that `watched` was sent.
SENT: list[Any] = []
#: What another process runs: a search of the same handler that ends with the failures of the last one.
AGAIN = """
import sys
from typing import Any
from tests.fuzzing.test_handler_fuzz import SENT, first_failure, found, watched
found(watched, database=sys.argv[1], most=60)
print(first_failure())
"""


def watched(body):
    """The same handler, that remembers what it was sent."""
    SENT.append(body)
    return rare(body)


def first_failure():
    """How many messages are sent before the first one that fails; None where all are fine."""
    for number, body in enumerate(SENT):
        try:
            rare(body)
        except KeyError:
            return number
    return None


def found(handler, *, most=500, **options):
    """The report of a search with a limited number of exchanges."""
    return fuzz_handler(handler, time_budget=ENOUGH, max_exchanges=most, types=["status-update"], **options)


def test_a_search_finds_what_a_usual_run_does_not():
    """The finding is like any other: with its cause, its line, and an id by which it happens again."""
    usual = check_handler(rare, types=["status-update"], time_budget=ENOUGH)
    report = found(rare)

    [finding] = report.findings
    again = replay(as_handler(rare), finding.replay, RunOptions())
    assert usual.ok, str(usual)
    assert not report.ok
    assert finding.severity == "lost"
    assert finding.location is not None
    assert finding.location.function == "rare"
    assert again.report.findings[0].cause == finding.cause


def test_nothing_is_found_in_a_correct_handler():
    """The report says how much was tried, and that it is complete."""
    report = found(ok, most=500)

    assert report.ok, str(report)
    assert report.exchanges == 500
    assert [line for line in report.told_remarks if line.startswith("searched with ")]


def test_an_error_of_the_search_is_told(monkeypatch):
    """It makes the run incomplete: nobody takes it for a pass."""

    def broken(self):
        yield next(trials(self))
        raise RuntimeError("out of ideas")

    trials = Search.trials
    monkeypatch.setattr(Search, "trials", broken)

    report = found(ok)

    assert not report.ok
    assert report.untested is not None
    assert report.untested.what == "the rest of the search"
    assert "out of ideas" in report.warning


def test_ctrl_c_ends_a_search_well(monkeypatch):
    """What was found by then is reported; everything that every run sends was sent."""

    def interrupted(self):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(Search, "trials", interrupted)

    report = found(lambda body: body["message"]["call"]["id"])

    assert report.interrupted
    assert report.complete
    assert any(finding.check == "accepts" for finding in report.findings)


def test_a_search_that_ends_early_says_why(monkeypatch):
    """A handler that does not answer any more is not taken for one that was searched."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.HOPELESS_HANGS", 0)

    def hangs_later(body, count=[0]):  # noqa: B006 - it remembers
        count[0] += 1
        if count[0] > 300:
            __import__("time").sleep(1)

    report = found(hangs_later, timeout=0.2)

    assert report.untested is not None
    assert any(skip.what == "the rest of the search" for skip in report.skipped)


def test_the_time_of_a_search_is_ten_minutes_by_default(monkeypatch):
    """A tenth of it may be used to explain what was found."""
    given = {}

    def check_with(handler, options, **more):
        given.update(more, time_budget=options.time_budget)
        return check_handler(ok, types=["hang"], checks=["accepts"], max_examples=1)

    monkeypatch.setattr(handler_fuzz, "check_with", check_with)

    fuzz_handler(ok)

    assert given["time_budget"] == 600
    assert given["overtime"] == 60


@pytest.mark.parametrize("seed", [0, 1])
def test_a_search_sends_what_every_run_sends(seed):
    """What fails there is found at once."""
    report = found(lambda body: body["message"]["call"]["id"], most=1, seed=seed)

    assert report.findings
    assert report.complete


@pytest.fixture(params=["directory", "redis"])
def database(request, tmp_path):
    """A database that another process can open by this name."""
    if request.param == "directory":
        yield str(tmp_path)
    else:
        with redis_server(tmp_path) as url:
            yield url


def test_what_failed_in_one_process_fails_first_in_the_next(database):
    """Directly behind the message that shows that there is a webhook."""
    assert not found(watched, database=database).ok

    again = subprocess.run(
        [sys.executable, "-c", AGAIN, database], capture_output=True, text=True, check=True
    )

    assert int(again.stdout) <= 2, again.stdout


def test_a_failure_that_was_kept_is_judged_as_if_it_was_new(tmp_path):
    """It has the same cause, and the report says that it is not new."""
    [first] = found(rare, database=tmp_path).findings

    report = found(rare, database=tmp_path, most=100)

    [finding] = report.findings
    assert finding.cause == first.cause
    assert "that failed before failed again" in "\n".join(report.told_remarks)


def test_what_was_mended_is_not_sent_first_for_ever(tmp_path):
    """It remains one of the messages that are varied."""
    broken = [True]

    def mended(body):
        return rare(body) if broken else None

    found(mended, database=tmp_path)
    broken.clear()
    found(mended, database=tmp_path, most=100)
    broken.append(True)

    assert "failed before" not in str(found(mended, database=tmp_path, most=100).told_remarks)


def test_examples_of_other_versions_are_skipped_with_a_count(tmp_path):
    """The run is as good as without them."""
    found(ok, database=tmp_path, most=300)
    kept = [path for path in tmp_path.glob("*/*") if path.read_bytes().startswith(b"{")]
    for path in kept:
        path.write_bytes(b'{"version":0}' + path.name.encode())

    database = DirectoryBasedExampleDatabase(tmp_path)
    report = found(ok, database=database, most=300)

    assert report.ok
    assert f"{len(kept)} saved examples" in [skip.what for skip in report.skipped]


def test_no_secret_of_the_handler_is_in_the_database():
    """Not even if a message of a search contains it."""
    database = InMemoryExampleDatabase()

    found(rare, database=database, headers={"X-Tenant": "acme"}, secret="whs-4f0c2a91b7de")

    kept = b"".join(value for values in database.data.values() for value in values)
    assert kept
    assert b"4f0c2a91b7de" not in kept


def test_shards_share_what_every_run_sends():
    """Each message is in one of them, but for the first one, that shows whether there is a webhook."""
    sent = []
    for shard in (None, "1/2", "2/2"):
        SENT.clear()
        report = fuzz_handler(watched, time_budget=ENOUGH, max_exchanges=1, checks=["accepts"], shard=shard)
        sent.append([dumps(body) for body in SENT])
        assert report.complete

    whole, first, second = sent
    assert sorted(whole + whole[:1]) == sorted(first + second)
    assert all(len(each) > len(whole) / 3 for each in (first, second))


def test_a_shard_says_that_it_is_one():
    """Nobody takes it for the whole."""
    report = found(ok, most=300, shard="3/4")

    assert report.ok
    assert report.told_remarks[0].startswith("shard 3/4 of a search: searched with ")


def test_a_shard_without_steps_is_complete():
    """There are fewer steps than shards."""
    report = fuzz_handler(
        ok, time_budget=ENOUGH, max_exchanges=50, types=["hang"], checks=["accepts"], shard="900/999"
    )

    assert report.complete
    assert report.exchanges == 50


def combined(body):
    """A handler that fails for a rare combination of what it reads."""
    message = body.get("message") if isinstance(body, dict) else None
    parameters = message.get("parameters") if isinstance(message, dict) else None
    if isinstance(parameters, dict) and parameters.get("department") == "billing":
        return parameters["invoice"]
    return None


def test_looking_at_the_source_finds_what_chance_does_not():
    """A name and a value that are nowhere but in the source."""
    options = {"time_budget": ENOUGH, "max_exchanges": 600, "types": ["handoff-destination-request"]}

    looked, blind = fuzz_handler(combined, **options), fuzz_handler(combined, look=False, **options)

    assert [finding.location.function for finding in looked.findings] == ["combined"]
    assert blind.ok, str(blind)
    assert "lines of 1 file reached" in looked.told_remarks[-1]
    assert "reached something new" in blind.told_remarks[-1]
    assert "file" not in blind.told_remarks[-1]
