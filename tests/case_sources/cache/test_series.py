"""Cases of one kind, in their order."""

from itertools import islice

import pytest

from pytest_vapi_contract.case_sources.cache.series import Series
from tests.exchanges import conforming

ALL = [conforming(number) for number in range(5)]


class Maker:
    """Makes the cases, and counts how many."""

    def __init__(self, fails_at=None):
        self.made, self.fails_at = 0, fails_at

    def __call__(self):
        """Make all cases, or those before one that fails."""
        for number, case in enumerate(ALL):
            if number == self.fails_at:
                raise ZeroDivisionError
            self.made += 1
            yield case


def test_no_more_is_made_than_is_needed():
    """And nothing twice."""
    make = Maker()
    series = Series(make=make)

    first, second = list(islice(series, 2)), list(islice(series, 2))

    assert first == second == ALL[:2]
    assert make.made == 2
    assert series.grown
    assert not series.complete


def test_what_is_known_is_not_made():
    """If all is known, nothing is."""
    make = Maker()

    assert list(Series(make=make, known=ALL[:3], complete=True)) == ALL[:3]
    assert make.made == 0


def test_what_is_unknown_is_made_after_what_is_known():
    """From where that ends."""
    series = Series(make=Maker(), known=ALL[:3])

    assert list(series) == ALL
    assert series.complete


def test_two_may_go_through_it_at_the_same_time():
    """Each sees every case."""
    series = Series(make=Maker())

    assert list(zip(series, series, strict=True)) == list(zip(ALL, ALL, strict=True))


def test_a_failure_is_no_end():
    """It fails again; what was made before stays."""
    series = Series(make=Maker(fails_at=2))

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            list(series)

    assert series.known == ALL[:2]
    assert not series.complete
