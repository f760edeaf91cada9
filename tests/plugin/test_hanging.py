"""A session with a handler that hangs."""


def test_a_handler_that_hangs_is_waited_for_twice(pytester, session, monkeypatch):
    """One item fails with that finding, one because not all was sent, and the others are skipped."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.limit_of", lambda *_: 0.2)
    pytester.makepyfile(app="import time\n\ndef hangs(body):\n    time.sleep(30)\n")

    result = session("--vapi-handler=app:hangs", "-k", "accepts or observed or in-time", "-rs")

    outcomes = result.parseoutcomes()
    assert {name: outcomes[name] for name in ("failed", "skipped")} == {"failed": 2, "skipped": 1}
    assert "passed" not in outcomes
    result.stdout.fnmatch_lines(
        [
            "*_ vapi-contract::accepts _*",
            "INCOMPLETE: parts of the check did not run, *",
            "*_ vapi-contract::in-time _*",
            "LOST  * is not answered in time",
            "SKIPPED [[]1[]] *: the handler hangs",
        ]
    )
