import json


def test_options_have_twins_in_the_ini_file(app, pytester, session):
    """Each option is a setting too, and the command line wins."""
    pytester.makeini(
        """
        [pytest]
        vapi_handler = app:app
        vapi_path = /nowhere
        vapi_revision = 2026-04-22
        vapi_max_examples = 2
        vapi_seed = 7
        vapi_report = found.json
        """
    )

    result = session("--vapi-type=hang", "-k", "accepts", "--vapi-path=/webhook", "-v")

    report = json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))
    result.stdout.fnmatch_lines(["vapi-contract: revision 2026-04-22, handler app:app at /webhook"])
    assert (report["revision"], report["seed"], report["ok"]) == ("2026-04-22", 7, False)


def test_the_options_explain_themselves(session):
    """`--help` has each option in a group of its own."""
    result = session("--help")

    group = result.stdout.str().partition("contract tests for Vapi webhooks:")[2]
    assert all(
        f"--vapi-{name}" in group for name in ("handler", "path", "secret", "revision", "report", "seed")
    )
