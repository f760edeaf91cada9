import json

import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.checks.state_probe import effect_of, snapshot
from pytest_vapi_contract.errors import ProbeFailed

SECRET = "Hunter2Hunter2"
FEW = {"types": ["tool-calls"], "max_examples": 10}

pytestmark = pytest.mark.usefixtures("no_late_work")


def messages_of(body):
    """The message in a body. Raises `ValueError`."""
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise ValueError("no message")
    return message


class Bookings:
    """A webhook that keeps what it was told."""

    def __init__(self):
        self.kept = []

    def careful(self, body):
        """Look first, then keep, and keep nothing twice."""
        message = messages_of(body)
        if message not in self.kept:
            self.kept.append(message)

    def hasty(self, body):
        """Keep first, then look."""
        self.kept.append(body)
        messages_of(body)

    def forgetful(self, body):
        """Keep whatever comes, as often as it comes."""
        self.kept.append(messages_of(body))

    def clear(self):
        """Forget everything."""
        self.kept.clear()


def test_who_keeps_what_it_refuses_is_found():
    """State that is written before the message is looked at is a finding, with the state before and after."""
    shop = Bookings()

    report = check_handler(shop.hasty, state=lambda: len(shop.kept), checks=["side-effects"], **FEW)

    [finding] = report.findings
    assert finding.title.startswith("a request is rejected but has an effect when ")
    assert finding.expected == "the same state before and after"
    assert "; the state was " in finding.got


def test_no_condition_is_made_up_for_an_effect_that_cannot_be_seen_again():
    """A message that is sent again to find what decides shows no effect."""
    shop = Bookings()

    def keeps_what_it_rejects(environ, start_response):
        message = json.load(environ["wsgi.input"]).get("message")
        if not message or len(message) > 2:
            shop.kept.append(message)
        is_chosen = bool(message) and "chosen" in message
        start_response("200 OK" if is_chosen or not shop.kept else "422 No", [])
        return [b""]

    report = check_handler(
        keeps_what_it_rejects,
        state=lambda: len(shop.kept),
        reset=shop.clear,
        checks=["side-effects"],
        types=["hang"],
        max_examples=10,
    )

    [finding] = report.findings
    assert finding.title == "hang is rejected but has an effect"


def test_who_keeps_what_comes_twice_is_found():
    """A message that has its effect again when it is delivered again is a finding."""
    shop = Bookings()

    report = check_handler(shop.forgetful, state=lambda: len(shop.kept), checks=["redelivery"], **FEW)

    [finding] = report.findings
    assert finding.title == "tool-calls takes effect twice when the same message is delivered twice"
    assert finding.sent == "a message that was delivered before, byte for byte"
    assert finding.count == 3
    assert report.exchanges == 1 + 2 * 3  # the first one shows that there is a webhook


def test_who_breaks_when_a_message_comes_again_is_found():
    """An exception about what is there already is a finding of its own."""
    known = set()

    def strict(body):
        key = json.dumps(messages_of(body))
        if key in known:
            raise KeyError("duplicate")
        known.add(key)

    report = check_handler(strict, state=lambda: len(known), checks=["redelivery"], **FEW)

    [finding] = report.findings
    assert finding.title == "tool-calls breaks the handler when the same message is delivered twice"
    assert "KeyError: 'duplicate'" in finding.got


def test_who_is_careful_passes():
    """Nothing is found in a handler that looks first, and knows what it has seen."""
    shop = Bookings()

    report = check_handler(shop.careful, state=lambda: shop.kept, **FEW)

    assert report.ok, report
    assert {"side-effects", "redelivery"} <= set(report.checks)


def processes_first(shop):
    """A WSGI app that asks who is calling when the work is done."""

    def app(environ, start_response):
        body = environ["wsgi.input"].read()
        shop.kept.append(body)
        known = environ.get("HTTP_X_VAPI_SECRET", "").encode("latin-1") == SECRET.encode()
        start_response("200 OK" if known else "401 Unauthorized", [])
        return [b""]

    return app


def test_who_processes_before_asking_is_found():
    """A request with a bad credential that is turned away and still processed is a finding."""
    shop = Bookings()

    report = check_handler(
        processes_first(shop), secret=SECRET, state=lambda: len(shop.kept), types=["hang"], max_examples=5
    )

    told = {finding.check: finding for finding in report.findings}
    assert set(told) == {"side-effects", "redelivery"}
    assert told["side-effects"].title.startswith("a request is processed when ")
    assert SECRET not in str(report)


def test_what_is_let_in_is_told_once():
    """Where nobody is turned away, that requests are processed says nothing new."""
    shop = Bookings()

    def open_door(environ, start_response):
        shop.kept.append(environ["wsgi.input"].read())
        start_response("200 OK", [])
        return [b""]

    report = check_handler(
        open_door,
        secret=SECRET,
        state=lambda: len(shop.kept),
        types=["hang"],
        checks=["credentials", "side-effects"],
    )

    assert {finding.check for finding in report.findings} == {"credentials"}


def test_without_a_probe_the_checks_of_state_are_left_out():
    """A run without `state=` does not claim to have checked it."""
    report = check_handler(Bookings().hasty, types=["hang"], max_examples=3)

    assert not {"side-effects", "redelivery"} & set(report.checks)


def test_the_state_is_brought_back_before_each_exchange():
    """`reset` is called before each exchange, and not between the two of a redelivery."""
    shop = Bookings()
    most = []

    def once(body):
        shop.forgetful(body)
        most.append(len(shop.kept))

    check_handler(once, reset=shop.clear, checks=["accepts"], **FEW)
    plain = max(most)
    check_handler(once, state=lambda: len(shop.kept), reset=shop.clear, checks=["redelivery"], types=["hang"])

    assert (plain, max(most)) == (1, 2)


def test_a_factory_makes_a_new_handler_each_time():
    """A function without parameters in the place of the handler is called for each exchange."""
    made = []

    def make():
        made.append([])
        kept = made[-1]

        def keep(body):
            kept.append(body)

        return keep

    report = check_handler(make, checks=["accepts"], **FEW)

    assert report.exchanges == 10
    assert [len(kept) for kept in made if kept] == [1] * 11  # the first message is also looked into


def test_a_factory_has_its_own_state_and_reset():
    """The pair of a redelivery goes to one handler."""
    shops, resets = [], []

    def make():
        shops.append(Bookings())
        return shops[-1].forgetful

    report = check_handler(
        make,
        state=lambda: len(shops[-1].kept),
        reset=lambda: resets.append(1),
        checks=["redelivery"],
        types=["hang"],
    )

    [finding] = report.findings
    assert "the state was 1 and is 2" in finding.got
    assert len(resets) == 1 + 3 + 2  # two are seen again in a quiet moment


@pytest.mark.parametrize(
    ("option", "function"),
    [("state", lambda: 1 / 0), ("reset", lambda: 1 / 0), ("state", lambda: (each for each in "ab"))],
    ids=["state raises", "reset raises", "state cannot be copied"],
)
def test_a_probe_that_fails_is_an_error_with_advice(option, function):
    """What a user's function raises names the option; it is no finding."""
    shop = Bookings()

    with pytest.raises(ProbeFailed, match=f"`{option}` does not work: .*Pass a function without parameters"):
        check_handler(shop.careful, checks=["side-effects"], **FEW, **{"state": lambda: 0, option: function})


def test_a_state_is_copied():
    """A probe may return the object that changes."""
    kept = []

    before = snapshot(lambda: kept)
    kept.append(1)

    assert effect_of(before, snapshot(lambda: kept)).changed
    assert str(effect_of(snapshot(list), snapshot(lambda: [1]))) == "the state was [] and is [1]"


def test_states_that_cannot_be_compared_are_an_error():
    """A comparison that raises is the probe's fault."""

    class Odd:
        def __ne__(self, other):
            raise TypeError("no")

    with pytest.raises(ProbeFailed, match="cannot be compared"):
        effect_of(snapshot(Odd), snapshot(Odd))


def test_a_handler_that_is_given_stays_open():
    """A handler that was made with `as_handler` is the user's to close."""
    with as_handler(Bookings().careful) as handler:
        check_handler(handler, types=["hang"], checks=["accepts"], max_examples=2)

        assert handler.send({"message": {"type": "hang"}}).reply is not None
