"""`--vapi-state` and `--vapi-reset`: what the handler does to the user's state."""

STATEFUL = """
calls = []

def app(environ, start_response):
    import json
    body = json.load(environ["wsgi.input"])
    calls.append(1)
    known = isinstance(body, dict) and isinstance(body.get("message"), dict)
    start_response("200 OK" if known else "422 Unprocessable Content", [])
    return [b""]

def state():
    return len(calls)

def reset():
    calls.clear()

nothing = 5
"""


def test_effects_are_checked_where_the_state_is_told(pytester, session):
    """With a probe of the state there are items about effects; without one there are none."""
    pytester.makepyfile(app=STATEFUL)
    selection = ("-k", "side-effects or redelivery", "--vapi-type=hang", "--vapi-handler=app:app")

    with_state = session(*selection, "--vapi-state=app:state", "--vapi-reset=app:reset")
    without = session(*selection)

    assert with_state.parseoutcomes()["failed"] == 2
    with_state.stdout.fnmatch_lines(["*is rejected but has an effect*"])
    with_state.stdout.fnmatch_lines(["*takes effect twice*"])
    assert "failed" not in without.parseoutcomes()
    assert without.ret == 5


def test_a_handled_type_must_have_an_effect(pytester, session):
    """With `--vapi-handles` besides; the line that repeats the finding can be copied."""
    pytester.makepyfile(app=STATEFUL.replace("calls.append(1)", "pass"))
    options = ("--vapi-type=hang", "--vapi-handler=app:app", "--vapi-state=app:state", "--vapi-handles=hang")

    result = session(*options, "-k", "effects and not side", "--vapi-max-examples=5")

    result.assert_outcomes(failed=1, deselected=10)
    result.stdout.fnmatch_lines(["LOST  hang is accepted but has no effect * effects VC171"])
    result.stdout.fnmatch_lines(
        ["  replay  *-handles=hang --vapi-state=app:state --vapi-replay=effects/hang/no-effect"]
    )


def test_a_test_may_say_it_too(pytester, session):
    """`vapi_check` takes the functions themselves."""
    pytester.makepyfile(app=STATEFUL)
    pytester.makepyfile(
        test_it="""
        import app

        def test_effects(vapi_check):
            vapi_check(types=["hang"], checks=["side-effects"], state=app.state, reset=app.reset)
        """
    )

    result = session("--vapi-handler=app:app", "test_it.py")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E *is rejected but has an effect*"])


def test_what_is_no_function_is_told(pytester, session):
    """A probe that cannot be called ends the session with one line."""
    pytester.makepyfile(app=STATEFUL)

    result = session("--vapi-handler=app:app", "--vapi-state=app:nothing")

    assert result.ret == 4
    result.stderr.fnmatch_lines(
        ["ERROR: --vapi-state must name a function; 'app:nothing' is not a function."]
    )
