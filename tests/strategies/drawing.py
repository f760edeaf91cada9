"""What the tests of the strategies share: many drawn messages."""

from hypothesis import Phase, find, given, settings

from tests.contract.messages import REVISIONS, contract

FIRST_CLASS = ("session.created", "model-output")
EVERY_TYPE = [(revision, type) for revision in REVISIONS for type in contract(revision).message_types]


def drawn(strategy, count):
    """The first values that Hypothesis draws, the same each time."""
    values = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def draw(value):
        values.append(value)

    draw()
    return values


def smallest(strategy, predicate, random):
    """What Hypothesis shrinks the values with a property to."""
    search = settings(max_examples=20_000, database=None, deadline=None)
    return find(strategy, predicate, settings=search, random=random)
