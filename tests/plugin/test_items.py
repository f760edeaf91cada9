import pytest

from tests.plugin.app import APP, OURS, text_of

ITEMS = ("accepts", "observed", "survives")
FAULTY = ("--vapi-handler=app:app", "--vapi-path=/webhook", "--vapi-type=hang")


def test_a_handler_is_checked_without_a_test(app, session):
    """With nothing but a handler there is one item for each check, and a sound handler passes."""
    result = session("--vapi-handler=app:sound", "--vapi-type=hang", "-v", "-k", " or ".join(ITEMS))

    assert result.ret == 0
    for item in ITEMS:
        assert f"vapi-contract::{item} PASSED" in result.stdout.str()
    result.stdout.fnmatch_lines(
        ["vapi-contract: revision 2026-08-18, handler app:sound", "vapi-contract: app:sound: 0 findings in *"]
    )


def test_a_handler_with_nothing_wrong_takes_few_lines(app, pytester, session):
    """A dozen; they say what was not tested, and which handler it is about."""
    pytester.makeini("[pytest]")

    result = session("--vapi-handler=app:sound", "--vapi-type=hang")

    result.stdout.fnmatch_lines(
        [
            "vapi-contract: not tested: side-effects and redelivery (pass state), effects *",
            "vapi-contract: app:sound: 0 findings in *",
        ]
    )
    assert len(result.outlines) <= 12


def test_what_was_left_out_is_not_said_to_lack_anything(app, session):
    """If only some items are run, the others are not missed."""
    result = session("--vapi-handler=app:sound", "--vapi-type=hang", "-k", "accepts")

    assert "not tested" not in result.stdout.str()


def test_a_failure_is_a_line_for_each_finding(app, session):
    """An item says its findings in a line each, and the section at the end has all of each, once."""
    result = session(*FAULTY, "-k", "accepts or survives")

    assert result.ret == 1
    failures, section = text_of(result).split("= FAILURES =")[1].split("= vapi-contract =")
    post = "curl -i -X POST http://127.0.0.1:8000/webhook -H 'Content-Type: application/json' --data-binary"
    assert failures.splitlines()[2:5] == [
        "LOST  hang is rejected when `call` is missing",
        failures.splitlines()[3],
        "HARDENING  a request breaks the handler when `message` is not an object",
    ]
    shown = section.splitlines()
    lines = [line for line in shown if " │" not in line and not line.startswith("  hint")]
    assert any(line.strip().startswith("► 8 │ ") for line in shown)
    assert lines[1:7] == [
        f"{'LOST  hang is rejected when `call` is missing':<88}  accepts VC102",
        lines[2],
        "  expected  a 2xx reply",
        "  got       an exception after … ms: KeyError: 'call' (app.py:8 in app)",
        lines[5],
        f'  curl      {post} \'{{"message":{{"type":"hang"}}}}\'',
    ]
    assert lines[2].startswith("  sent      a valid message")
    again = "  replay    pytest --vapi-handler=app:app --vapi-path=/webhook --vapi-replay=accepts/hang/"
    assert lines[5].startswith(again)
    assert (
        f"{'HARDENING  a request breaks the handler when `message` is not an object':<88}  survives VC302"
        in lines
    )
    assert f"""  curl      {post} '{{"message":null}}'""" in lines
    assert "Traceback" not in result.stdout.str()
    assert "runtest" not in result.stdout.str()


def test_there_may_be_an_item_for_each_message_type(app, session):
    """With `--vapi-per-type` each type has its item, and what they have in common is still told once."""
    result = session(*FAULTY, "--vapi-type=chat.created", "--vapi-per-type", "-k", "accepts")

    title = "hang (also chat.created) is rejected when `call` is missing"
    result.stdout.fnmatch_lines(
        [
            "*_ vapi-contract::accepts[[]hang[]] _*",
            f"LOST  {title}",
            "*_ vapi-contract::accepts[[]chat.created[]] _*",
        ]
    )
    assert result.parseoutcomes()["failed"] == 2
    assert result.stdout.str().count("  curl  ") == 1


def test_collecting_shows_the_items(app, session):
    """`--collect-only` lists the items under unique ids, and runs none."""
    result = session("--vapi-handler=app:app", "--collect-only", "-q")

    ids = [line for line in result.stdout.lines if line.startswith("vapi-contract::")]
    assert result.ret == 0
    assert len(ids) == len(set(ids))
    assert {f"vapi-contract::{item}" for item in ITEMS} <= set(ids)


def test_the_first_failure_can_stop_the_session(app, session):
    """`-x` stops behind the first failed item."""
    result = session("--vapi-handler=app:app", "-x")

    assert result.parseoutcomes()["failed"] == 1


def test_only_the_last_failures_can_run(app, pytester):
    """`--lf` runs what has failed last time."""
    options = (*FAULTY, "--vapi-max-examples=3", "--vapi-check=accepts,survives,replies")
    first = pytester.runpytest_inprocess(*OURS, *options)
    app.write_text(APP.replace('["call"]["id"]', '["type"]'), encoding="utf-8")

    second = pytester.runpytest_inprocess(*OURS, *options, "--lf")

    assert first.parseoutcomes()["failed"] == 2
    assert second.parseoutcomes()["passed"] == 1
    assert second.parseoutcomes()["failed"] == 1


def test_items_may_be_expected_to_fail(app, pytester, session):
    """A conftest can mark items, such as with `xfail`."""
    pytester.makeconftest(
        """
        import pytest

        def pytest_collection_modifyitems(items):
            for item in items:
                if item.name.startswith("accepts"):
                    item.add_marker(pytest.mark.xfail(reason="known", strict=True))
        """
    )

    result = session(*FAULTY, "-k", "accepts")

    result.assert_outcomes(xfailed=1, deselected=result.parseoutcomes()["deselected"])
    assert result.ret == 0


def test_items_run_in_workers(app, session):
    """With xdist the run happens once, and all items read its report: what is told is the same."""
    options = (*FAULTY, "--vapi-check=accepts,malformed,replies")
    alone = session(*options)
    result = session(*options, "-p", "xdist", "-n2")

    assert result.ret == 1
    assert result.parseoutcomes() == {"failed": 2, "passed": 1}
    sections = [
        text_of(each).split("= vapi-contract =")[1].split("short test summary")[0] for each in (alone, result)
    ]
    assert sections[0] == sections[1]
    result.stdout.fnmatch_lines(["FAILED vapi-contract::accepts - `call` is missing: hang is rejected"])


@pytest.mark.parametrize("workers", ["-n0", "-n2"])
def test_a_handler_that_is_not_there_ends_the_session(app, session, workers):
    """With one line that says so and the status of wrong usage, also from a worker."""
    result = session("--vapi-handler=ap:app", "-p", "xdist", workers)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: Module 'ap' not found in *"])
