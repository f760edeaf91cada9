"""The texts of a report."""

from pytest_vapi_contract.reporting import rendered_report
from tests.reporting.webhook_reports import small_report


def test_a_finding_says_whether_it_fails():
    """Its severity decides, as the run was told; the texts are those of the finding."""
    report = small_report()
    told = rendered_report(report)

    assert [each.fails for each in told.findings] == [each.severity == "lost" for each in report.findings]
    assert {each.fails for each in told.findings} == {True, False}
    assert [each.text for each in told.findings] == [str(each) for each in report.findings]
    assert told.findings[0].title == "LOST  hang (also transcript) is rejected when `call` is missing"
    assert told.findings[0].brief == "`call` is missing: hang (also transcript) is rejected"
