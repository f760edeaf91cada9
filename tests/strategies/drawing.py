"""What the tests of the strategies share: many drawn messages."""

from hypothesis import Phase, find, given, settings

from tests.contract.messages import REVISIONS, contract
from tests.depth import DEEP

FIRST_CLASS = ("session.created", "model-output")
EVERY_TYPE = [(revision, type) for revision in REVISIONS for type in contract(revision).message_types]
#: Each type in the newest revision that has it; in a deep run in each revision.
USUAL_TYPES = (
    EVERY_TYPE
    if DEEP
    else [(revision, type) for type, revision in {type: revision for revision, type in EVERY_TYPE}.items()]
)


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
