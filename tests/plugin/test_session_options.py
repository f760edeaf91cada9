import pytest


def test_a_handler_may_bring_its_credential(pytester, session):
    """The name of what `as_handler` made is a handler with all its options, such as a signature."""
    pytester.makepyfile(
        app="""
        from pytest_vapi_contract import as_handler
        from pytest_vapi_contract.delivery import Bearer

        def app(environ, start_response):
            known = environ.get("HTTP_AUTHORIZATION") == "Bearer hunter2"
            start_response("200 OK" if known else "401 Unauthorized", [])
            return [b""]

        handler = as_handler(app, path="/webhook", credentials=Bearer("hunter2"))
        """
    )

    result = session("--vapi-handler=app:handler", "--vapi-type=hang", "-k", "accepts or credentials")

    assert result.ret == 0
    result.assert_outcomes(passed=2, deselected=result.parseoutcomes()["deselected"])


def test_a_secret_is_sent_and_not_shown(app, session, monkeypatch):
    """The secret can come from the environment; it stands nowhere in the output."""
    monkeypatch.setenv("WEBHOOK_SECRET", "hunter2")

    with_it = session("--vapi-handler=app:picky", "--vapi-secret=env:WEBHOOK_SECRET", "--vapi-type=hang")
    without = session("--vapi-handler=app:picky", "--vapi-type=hang", "-k", "accepts")
    wrong = session(
        "--vapi-handler=app:picky", "--vapi-secret=hunter3", "--vapi-type=hang", "-k", "accepts", "-vv"
    )

    assert with_it.ret == 0
    without.stdout.fnmatch_lines(
        ["app:picky answers every message with 401: the webhook wants credentials. *"]
    )
    assert wrong.ret == 1
    assert "hunter3" not in wrong.stdout.str().replace("--vapi-secret=hunter3", "")


@pytest.mark.parametrize(
    ("option", "line"),
    [
        ("--vapi-mutations=some", "ERROR: --vapi-mutations must be 'representative' or 'all', not 'some'."),
        ("--vapi-max-examples=0", "ERROR: --vapi-max-examples must be a whole number, at least 1, not '0'."),
        (
            "--vapi-max-latency=0",
            "ERROR: --vapi-max-latency must be a duration, such as 90s, 10m or 2h, not '0'.",
        ),
        ("--vapi-seed=x", "ERROR: --vapi-seed must be a whole number, at least 0, not 'x'."),
        ("--vapi-seed=", "ERROR: --vapi-seed must be a whole number, at least 0, not ''."),
    ],
)
def test_a_bad_option_ends_the_session(usage_error, option, line):
    """An option that means nothing is told in one line, with exit status 4."""
    told = usage_error(option)

    told.fnmatch_lines([line])


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--vapi-handler=nowhere:app"], "ERROR: Module 'nowhere' not found *"),
        (["--vapi-handler=app:aps"], "ERROR: Module 'app' has no attribute 'aps'. Did you mean 'app'?"),
        (["--vapi-handler=app:app", "--vapi-revision=2020-01-01"], "ERROR: *2020-01-01*"),
        (
            ["--vapi-handler=app:app", "--vapi-secret=env:NOT_SET"],
            "ERROR: The environment variable NOT_SET for the secret *",
        ),
        (["--vapi-handler=https://example.com/"], "ERROR: 'example.com' is not this machine. *"),
    ],
)
def test_a_handler_that_cannot_be_used_ends_the_session(app, usage_error, options, line):
    """What a user can put right is told in one line, with exit status 4."""
    told = usage_error(*options)

    told.fnmatch_lines([line])


def test_a_handler_that_cannot_be_imported_ends_the_session(pytester, usage_error):
    """An exception while the handler is imported is told with its place."""
    pytester.makepyfile(app="raise RuntimeError('no database')")

    told = usage_error("--vapi-handler=app:app")

    told.fnmatch_lines(["ERROR: Cannot load 'app:app': RuntimeError: no database (app.py:1 in <module>)."])
