"""Hand-made hostile documents: each is generated from, or refused in words, in bounded time."""

from time import process_time

import pytest

from tests.depth import many
from tests.hostile.document_probe import probe
from tests.hostile.documents import DOCUMENTS

#: How long a document may take with all that is asked of it here, which is much more than one thing.
SECONDS = 30
#: Every eighth is enough for a usual run, but what takes long: `make deep` takes all.
LONG = ("1,000", "a hundred")
SOME = many([each for each in DOCUMENTS[::8] if not each.name.startswith(LONG)], DOCUMENTS)


@pytest.mark.parametrize("hostile", SOME, ids=lambda hostile: hostile.name)
def test_a_hostile_document_is_generated_from_or_refused_in_words(hostile):
    """What is seen is what must be; no label is wrong, and only errors of ours are raised."""
    began = process_time()

    seen = probe(hostile.make())

    told = [seen.refused, *seen.unsupported.values()]
    assert hostile.why in " ".join(told)
    assert bool(hostile.why) == any(told)
    assert process_time() - began < SECONDS


def test_each_name_is_told_once():
    """It is the id of a test."""
    assert len({hostile.name for hostile in DOCUMENTS}) == len(DOCUMENTS) > 100
