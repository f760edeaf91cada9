"""One report from those of several runs."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.cases.condition import missing
from pytest_vapi_contract.cases.skip import Skip
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.findings import Report
from pytest_vapi_contract.findings.baseline import BaselineEntry, entry_of
from pytest_vapi_contract.findings.latency import Latency, TypeLatency
from pytest_vapi_contract.findings.read_report import report_of
from pytest_vapi_contract.findings.search_summary import SearchSummary
from pytest_vapi_contract.reporting.merge_reports import merged_report
from tests.depth import many
from tests.exchanges import conforming, crash, exchange, mutation
from tests.reporting.webhook_reports import TYPES, record_of

WEBHOOKS = ("fastapi_app_faulty", "flask_app_faulty")
MACHINES = 8
MISSED = Skip(what="all messages", why="the time budget was used up", essential=True)


def report(*findings, types=("hang",), **fields):
    """A report about a few message types."""
    usual = {
        "handler": "app:app",
        "revision": "2026-08-18",
        "seed": 0,
        "checks": ("accepts",),
        "all_types": ("chat.created", "hang", "transcript"),
        "types": types,
        "exchanges": 10,
        "seconds": 0.25,
        "usual": True,
    }
    return Report(**usual | {"findings": findings} | fields)


def lost(type="hang", *, status=500, **fields):
    """A valid message of a type that is lost."""
    broken = crash(message="'call'") if status == 500 else None
    case = conforming({"message": {"type": type}}, type=type)
    finding = CHECKS["accepts"].judge(case, exchange(status=status, crash=broken))
    usual = {"types": (type,), "condition": missing(("message", "call")), "names_types": True}
    return replace(finding, **usual | fields)


def hardening(key="message", **fields):
    """An invalid message that breaks the line, for which `key` is missing."""
    found = CHECKS["survives"].judge(
        mutation({}, "", "envelope", "hang"), exchange(status=500, crash=crash(message=repr(key)))
    )
    return replace(found, **{"types": ("hang",), "condition": missing((key,))} | fields)


def test_what_has_one_place_is_one_finding():
    """The title names all types that failed, and the messages are added up."""
    merged = merged_report(
        [report(lost(count=2)), report(lost("transcript", count=3), types=("transcript",))]
    )

    [finding] = merged.findings
    assert finding.title == "hang (also transcript) is rejected when `call` is missing"
    assert (finding.count, finding.types) == (5, ("hang", "transcript"))
    assert (merged.types, merged.exchanges, merged.seconds) == (("hang", "transcript"), 20, 0.5)
    assert not merged.ok


def test_what_several_reports_ignored_is_one_finding():
    """In whichever order they are merged; another handler, or another condition, is another finding."""
    same, late = entry_of(lost()), entry_of(lost(status=422))
    one, other = report(ignored=(same,)), report(ignored=(same, late))
    elsewhere = report(ignored=(same,), handler="app:other")

    merged = merged_report([merged_report([one, other]), other, elsewhere])

    assert merged.ignored == (same, late, same)
    assert merged.settled == ["ignored 3 findings: VC102, VC101"]
    assert merged_report([other, one]).ignored == (same, late)


def test_statuses_with_other_conditions_stay_apart():
    """Replies without an exception are one finding only if the same condition leads to them."""
    one = lost(status=422)
    other = lost(status=422, condition=missing(("message", "timestamp")))

    merged = merged_report([report(one, other), report(one)])

    assert [each.count for each in merged.findings] == [2, 1]


def test_two_faults_at_one_place_stay_apart():
    """What is missing tells them apart, as it does within one run."""
    merged = merged_report([report(hardening("a", condition=None)), report(hardening("b", condition=None))])

    assert [each.to_json()["fault"] for each in merged.findings] == ["a", "b"]


def test_what_another_check_tells_better_is_told_once():
    """As within one run: a valid message that breaks the handler says more than an invalid one does."""
    merged = merged_report([report(hardening("call")), report(lost(condition=None))])

    assert [each.check for each in merged.findings] == ["accepts"]


def test_what_breaks_on_one_line_is_folded():
    """Findings that harden one line are one, whichever run made them, and can be merged again."""
    parts = [report(hardening(key)) for key in ("a", "b", "c")]

    whole = merged_report(parts)
    by_twos = merged_report([merged_report(parts[:2]), parts[2]])

    assert [len(each.folded) for each in whole.findings] == [2]
    assert by_twos.to_json() == whole.to_json()


def test_titles_are_told_apart_once():
    """Two findings of one heading say what differs, in a merged report as in the first."""
    found = [report(lost(status=status, condition=None)) for status in (400, 409, 422)]
    first = merged_report(found[:2])

    titles = [
        {each.title for each in merged_report([two, found[2]]).findings}
        for two in (first, report_of(json.loads(json.dumps(first.to_json()))))
    ]

    assert titles == [{f"hang is rejected with {status}" for status in (400, 409, 422)}] * 2


def test_an_incomplete_part_is_no_pass():
    """What one machine did not send is not tested, unless that machine was allowed to leave it out."""
    allowed = report(skipped=(MISSED,), allow_incomplete=True, needs=61.0)
    parts = [report(), report(skipped=(MISSED,), needs=61.0), report(interrupted=True)]

    merged = merged_report(parts)

    assert (merged.ok, merged.complete, merged.interrupted) == (False, False, True)
    assert "61 seconds" in merged.warning
    assert merged_report([report(), allowed]).ok


def test_what_every_part_says_is_said_once():
    """What was not tested, and what is known of the tools."""
    part = report(skipped=(Skip(what="effects", why="pass state"),), remarks=("a tool has no server",))

    merged = merged_report([part, part])

    assert (merged.skipped, merged.remarks) == (part.skipped, part.remarks)


def shard(number, of=3, **fields):
    """The report of one part of a search."""
    return report(search=SearchSummary(parts=((number, of),), tried=100, kept=number, **fields))


def test_a_part_of_another_division_does_not_miss_the_others():
    """Where one search is whole; in whatever order the reports are merged."""
    third, halves = shard(1), [shard(1, 2), shard(2, 2)]

    assert merged_report([third, *halves]).complete
    assert merged_report([merged_report([third]), *halves]).complete


def test_a_search_is_whole_if_all_its_parts_are_there():
    """Until then it is incomplete, and the parts that are missing are named."""
    two = merged_report([shard(3), shard(1)])

    whole = merged_report([report_of(json.loads(json.dumps(two.to_json()))), shard(2)])

    assert (two.ok, two.complete, two.thorough) == (False, False, False)
    assert "shard 2/3 of the search (its report is missing)" in two.warning
    assert (whole.ok, whole.skipped) == (True, ())
    assert whole.told_remarks == ("searched with 300 messages; 6 of them reached something new",)


def test_lines_that_were_reached_are_those_of_any_part():
    """Each is counted once."""
    parts = [
        shard(1, 2, reached=(("app.py", (3, 4)),)),
        shard(2, 2, reached=(("app.py", (4, 9)), ("models.py", (1,)))),
    ]

    merged = merged_report(parts)

    assert merged.to_json()["search"]["reached"] == {"app.py": [3, 4, 9], "models.py": [1]}
    assert merged.told_remarks[0].endswith("; 4 lines of 2 files reached")


def test_a_part_of_a_search_finds_nothing_outdated():
    """Another part may find it."""
    whole = replace(shard(1, 1), types=("chat.created", "hang", "transcript"))
    part = replace(whole, search=SearchSummary(parts=((1, 3),)))

    assert (whole.thorough, part.thorough) == (True, False)


def test_an_entry_is_outdated_only_if_no_part_has_found_it():
    """What one machine did not find, another one may have."""
    gone, found, accepted = (BaselineEntry(code="VC101", cause=f"status {code}") for code in (1, 2, 3))
    finding = lost()
    parts = [
        report(outdated=(gone, found, accepted, entry_of(finding))),
        report(finding, accepted=(accepted,)),
        report(accepted=(found,)),
    ]

    assert merged_report(parts).outdated == (gone,)


@pytest.mark.parametrize(
    ("less", "thorough"),
    [
        ({}, True),
        ({"types": ("transcript",)}, False),
        ({"usual": False}, False),
        ({"checks": ("leaks",)}, False),
    ],
    ids=["all types", "a type is missing", "few messages", "another check"],
)
def test_a_merged_report_is_thorough_if_its_parts_are_together(less, thorough):
    """For each check, messages of all types have been sent, as many as usual."""
    parts = [report(types=("hang", "transcript")), report(**{"types": ("chat.created",)} | less)]

    assert merged_report(parts).thorough is thorough


def test_a_percentile_is_the_largest_of_the_parts():
    """At least so many replies came within it; how many more is not known."""
    few, lots = (
        TypeLatency(type="hang", count=n, p50=0.1 / n, p95=0.1 * n, p99=0.2 * n, slowest=n, limit=20)
        for n in (5, 50)
    )

    merged = merged_report([report(latency=Latency(types=(each,))) for each in (few, lots)])

    [latency] = merged.latency.types
    assert (latency.count, latency.slowest) == (55, 50)
    assert (latency.p50, latency.p95) == (few.p50, lots.p95)


def test_one_report_is_as_it_was():
    """Nothing is grouped or named anew that was before."""
    record = json.loads(record_of(WEBHOOKS[0]))

    assert json.loads(json.dumps(merged_report([report_of(record)]).to_json())) == record


def test_handlers_of_a_session_have_findings_of_their_own():
    """A cause of one is not told by another one."""
    alike, other = report(lost()), report(lost(), handler="other:app")

    severities = [
        [each.severity for each in merged_report([report(hardening("call")), each]).findings]
        for each in (alike, other)
    ]

    assert severities == [["lost"], ["lost", "hardening"]]


def test_machines_with_a_type_each_find_what_one_finds():
    """
    The same causes under the same titles.

    Counts are not the same: what depends on no type, such as bodies that are not JSON, is sent by each
    machine, and mutations that are alike for all types are sent for one of them only where there are many.
    """
    webhook = "fastapi_app_faulty"
    whole = report_of(json.loads(record_of(webhook)))

    merged = merged_report([report_of(json.loads(record_of(webhook, type))) for type in TYPES])

    assert {cause_of(each) for each in merged.findings} == {cause_of(each) for each in whole.findings}
    assert {each.title for each in merged.findings} == {each.title for each in whole.findings}
    assert (merged.types, merged.checks, {*merged.skipped}) == (whole.types, whole.checks, {*whole.skipped})
    assert merged.thorough is whole.thorough is False


def cause_of(finding):
    """What a baseline tells findings apart by."""
    entry = entry_of(finding)
    return entry.code, entry.cause, entry.line


@pytest.mark.parametrize("webhook", WEBHOOKS)
@settings(max_examples=many(15, 200), deadline=None)
@given(data=st.data())
def test_disjoint_parts_are_the_whole_again(webhook, data):
    """A run whose messages are spread over eight machines: their reports are, merged, that of the run."""
    whole = report_of(json.loads(record_of(webhook)))
    machines = data.draw(st.lists(st.integers(0, MACHINES - 1), min_size=len(TYPES), max_size=len(TYPES)))
    types = [
        tuple(type for type, at in zip(TYPES, machines, strict=True) if at == n) for n in range(MACHINES)
    ]

    merged = merged_report([part_of(whole, types[n], last=n == MACHINES - 1) for n in range(MACHINES)])

    assert normal(merged) == normal(whole)


def part_of(whole, types, *, last):
    """The part of a report that is about some types; the last one has what is about no type, too."""
    there = [part_of_finding(each, types) for each in whole.findings if {*each.types} & {*types}]
    each_of = len(whole.types)
    rest = whole.exchanges % each_of if last else 0
    return replace(
        whole,
        types=types,
        findings=tuple(there),
        exchanges=whole.exchanges // each_of * len(types) + rest,
        latency=Latency(types=tuple(each for each in whole.latency.types if each.type in types)),
    )


def part_of_finding(finding, types):
    """The part of a finding that is about some types; the first of its own counts for the rest."""
    own = tuple(type for type in finding.types if type in types)
    count = len(own) + (finding.count - len(finding.types) if finding.types[0] in own else 0)
    folded = tuple(part_of_finding(each, types) for each in finding.folded if {*each.types} & {*types})
    return replace(finding, types=own, count=count, folded=folded)


def normal(report):
    """A report as JSON, without its time and without the order of what has none."""
    told = report.to_json() | {"seconds": 0, "types": sorted(report.types)}
    told["latency"].sort(key=lambda each: each["type"])
    for finding in told["findings"]:
        finding["types"].sort()
    return told
