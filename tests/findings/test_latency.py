"""How long replies take."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.findings.latency import UNMEASURED, Timings, percentile
from pytest_vapi_contract.report_formats.lines import latency_line
from tests.exchanges import conforming, exchange, mutation

HANG = conforming({"message": {"type": "hang"}})


def timings(*seconds, case=HANG):
    """Replies that took so many seconds."""
    noted = Timings()
    for each in seconds:
        noted.note(case, replace(exchange(), seconds=each))
    return noted


@given(times=st.lists(st.floats(0, 100), min_size=1), percent=st.integers(1, 100))
def test_a_percentile_is_the_least_time_within_which_so_many_are(times, percent):
    """It is one that was measured."""
    times = sorted(times)

    found = percentile(times, percent)

    assert found in times
    assert sum(time <= found for time in times) * 100 >= percent * len(times)
    assert sum(time < found for time in times) * 100 < percent * len(times)


def test_the_latency_of_a_type_is_told():
    """A hundred replies of one to a hundred milliseconds, and how long Vapi waits."""
    noted = timings(*(each / 1000 for each in range(100, 0, -1)))

    [hang] = noted.latency(["hang"], 20.0).types

    assert (hang.count, hang.p50, hang.p95, hang.p99, hang.slowest) == (100, 0.05, 0.095, 0.099, 0.1)
    assert hang.limit == 20.0


def test_only_what_vapi_sends_counts():
    """What is broken may be refused at once; and what our client does not send has no reply."""
    noted = timings(1.0, case=mutation({"message": {}}, "/call", type="hang"))
    noted.note(HANG, exchange(status=0, unsent=True))

    assert noted.latency(["hang"], 20.0) == UNMEASURED
    assert UNMEASURED.line == ""


def test_only_the_types_of_the_report_count():
    """A session has a report for each."""
    assert timings(1.0).latency(["model-output"], 20.0) == UNMEASURED


@pytest.mark.parametrize(("seconds", "nearest"), [(7.0, "assistant-request"), (1.0, "hang")])
def test_the_line_has_the_type_that_is_nearest_to_its_limit(seconds, nearest):
    """Not the slowest: Vapi waits a shorter time for some."""
    noted = timings(8.0)
    noted.note(replace(HANG, type="assistant-request"), replace(exchange(), seconds=seconds))

    line = noted.latency(["hang", "assistant-request"], 20.0).line

    assert line.startswith(f"latency of {nearest} (limit ")


def test_the_line_is_the_same_for_a_json_report():
    """The summary of a pytest session is made from that."""
    latency = timings(0.001, 0.002).latency(["hang"], 20.0)

    line = "latency of hang (limit 20 s): p50 1 ms, p95 2 ms, p99 2 ms, slowest 2 ms"
    assert latency.line == latency_line(latency.to_json()) == line
