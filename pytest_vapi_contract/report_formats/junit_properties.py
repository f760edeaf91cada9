"""What a run has found as properties of a test case in a JUnit file."""

from collections.abc import Iterator

from ..json_paths import Object

Property = tuple[str, str]


def properties_of(report: Object) -> Iterator[Property]:
    """Name and value of each property, from a JSON report; those of a finding follow each other."""
    yield "vapi_revision", report["revision"]
    yield "vapi_seed", str(report["seed"])
    yield "vapi_complete", "true" if report["complete"] else "false"
    yield from (("vapi_check", check) for check in report["checks"])
    yield from (("vapi_type", type) for type in report["types"])
    for finding in report["findings"]:
        yield "vapi_finding", finding["title"]
        yield "vapi_code", finding["code"]
        yield "vapi_severity", finding["severity"]
        yield "vapi_cause", _cause(finding)
        yield "vapi_replay", finding["replay"]
        yield from (("vapi_again", line) for line in finding["again"])


def _cause(finding: Object) -> str:
    if finding["exception"] is not None:
        return f"{finding['exception']} at {finding['place']}" if finding["place"] else finding["exception"]
    return "no reply" if finding["status"] is None else f"status {finding['status']}"
