"""A report as a JUnit file, which most CI systems show: a test case for each check."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..findings import Finding, Report
from ..output_files import write_file
from ..report_formats import properties_of

NAME = "vapi-contract"
#: The test case that fails if a run is incomplete.
COMPLETE = "complete"
#: Characters that XML cannot have, however they are written.
IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(report: Report, path: Path) -> None:
    """Write a report into a JUnit file. Raises `OutputNotWritten`."""
    suites = Element("testsuites")
    suites.append(_suite(report))
    indent(suites)
    write_file(path, tostring(suites, "utf-8", xml_declaration=True) + b"\n")


def _suite(report: Report) -> Element:
    cases = [*_cases(report)]
    failures = sum(len(case.findall("failure")) > 0 for case in cases)
    suite = _element("testsuite", name=NAME, tests=str(len(cases)), failures=str(failures), errors="0")
    suite.set("time", f"{report.seconds:.3f}")
    properties = SubElement(suite, "properties")
    for name, value in properties_of(report.to_json()):
        properties.append(_element("property", name=name, value=value))
    suite.extend(cases)
    return suite


def _cases(report: Report) -> Iterator[Element]:
    """A test case for each check, and one that fails if parts of the run are missing."""
    for check in report.checks:
        yield _case(check, [each for each in report.findings if each.check == check], report)
    case = _element("testcase", classname=NAME, name=COMPLETE)
    if report.warning and not report.allow_incomplete:
        case.append(_failure(report.warning, report.warning))
    yield case


def _case(check: str, findings: list[Finding], report: Report) -> Element:
    """The test case of a check: its failures, and what it has found that does not fail."""
    case = _element("testcase", classname=NAME, name=check)
    case.extend(_failure(each.title, str(each)) for each in findings if each.severity in report.fail_on)
    others = [str(each) for each in findings if each.severity not in report.fail_on]
    if others:
        SubElement(case, "system-out").text = _possible("\n\n".join(others))
    return case


def _failure(message: str, text: str) -> Element:
    failure = _element("failure", message=message)
    failure.text = _possible(text)
    return failure


def _element(tag: str, **attributes: str) -> Element:
    return Element(tag, {name: _possible(value) for name, value in attributes.items()})


def _possible(text: str) -> str:
    """The text without characters that XML cannot have."""
    return IMPOSSIBLE.sub("\N{REPLACEMENT CHARACTER}", text)
