"""What is made of bytes first, and what is drawn after them."""

from hypothesis import find, settings
from hypothesis import strategies as st

from pytest_vapi_contract.strategies.encoding.builders import ABSENT, Late, drawn_from, grown
from pytest_vapi_contract.strategies.encoding.deferred import Decoder, Deferred, Segment, put, settle
from tests.strategies.drawing import drawn

SEARCH = settings(database=None, derandomize=True, deadline=None)
ANY_NUMBER = Late(drawn_from(st.integers(0, 9)))
LETTERS = Decoder(2, lambda drawn, _later: drawn[:2].decode("latin1"))


def test_what_is_late_keeps_its_place_until_it_is_drawn():
    """A record has its properties in the order of its bytes."""

    def made(draw):
        later, built = [], {}
        put(built, "first", ANY_NUMBER, later)
        put(built, "second", "plain", later)
        settle(draw, later)
        return built

    assert all(
        list(each) == ["first", "second"] and each["first"] in range(10) for each in drawn(grown(made), 9)
    )


def test_what_comes_out_as_absent_leaves_its_place():
    """Only an optional part does."""

    def made(draw):
        record = {"kept": 1, "left": None}
        settle(draw, [Deferred(record, "left", lambda _draw: ABSENT, optional=True)])
        return record

    assert drawn(grown(made), 1) == [{"kept": 1}]


def test_a_value_is_drawn_from_as_many_bytes_as_it_takes():
    """Zero bytes are the simplest."""
    assert find(grown(LETTERS.drawn), lambda _: True, settings=SEARCH) == "\0\0"


def test_a_given_property_reads_the_bytes_that_are_its_own():
    """They follow those of its record."""
    assert Segment(1, LETTERS, 3).decode(b"---abc", [], optional=False) == "ab"


def test_what_is_drawn_for_an_optional_property_has_one_choice_that_takes_it_away():
    """Unless all of it may be absent itself."""
    numbers = Decoder(1, lambda _drawn, later: _list_of_one(later, optional=False))
    maybe = Decoder(1, lambda _drawn, later: _list_of_one(later, optional=True))
    later = []

    assert isinstance(Segment(1, numbers, 0).decode(b"-", [], optional=True), Late)
    assert Segment(1, numbers, 0).decode(b"-", [], optional=False) == [ANY_NUMBER]
    assert Segment(1, maybe, 0).decode(b"-", later, optional=True) == [ANY_NUMBER]
    assert [each.optional for each in later] == [True]


def test_what_is_taken_away_is_absent():
    """It is the simplest that can happen."""
    numbers = Decoder(1, lambda _drawn, later: _list_of_one(later, optional=False))
    late = Segment(1, numbers, 0).decode(b"-", [], optional=True)

    strategy = grown(late.part)

    assert find(strategy, lambda _: True, settings=SEARCH) is ABSENT
    assert find(strategy, lambda value: value is not ABSENT, settings=SEARCH) == [0]


def _list_of_one(later, *, optional):
    """A list of a number that is still to be drawn."""
    made = [None]
    put(made, 0, ANY_NUMBER, later, optional=optional)
    return made
