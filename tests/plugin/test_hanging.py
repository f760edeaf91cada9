"""A session with a handler that hangs."""


def test_a_handler_that_hangs_is_waited_for_twice(pytester, session, monkeypatch):
    """The first items fail with that finding, the rest are skipped with the reason, and none passes."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.limit_of", lambda *_: 0.2)
    pytester.makepyfile(app="import time\n\ndef hangs(body):\n    time.sleep(30)\n")

    result = session("--vapi-handler=app:hangs", "-k", "accepts or in-time", "-rs")

    outcomes = result.parseoutcomes()
    assert outcomes["failed"] == 4
    assert "passed" not in outcomes
    result.stdout.fnmatch_lines(
        [
            "LOST  session.created is not answered in time *",
            f"SKIPPED [[]{outcomes['skipped']}[]] *: the handler hangs",
        ]
    )
