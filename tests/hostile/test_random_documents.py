"""Five hundred strange documents, made at random: nothing breaks, and no label is wrong."""

from collections import Counter
from time import process_time

import pytest

from tests.depth import many
from tests.hostile.document_probe import probe
from tests.hostile.random_documents import strange_document

#: How long a document may take, with all that is asked of it here.
SECONDS = 30


@pytest.mark.parametrize("seed", range(many(10, 500)))
def test_a_strange_document_is_read_or_refused_in_words(seed):
    """Only errors of ours leave the public API, valid messages are valid to all, mutations to none."""
    began = process_time()

    seen = probe(strange_document(seed))

    assert process_time() - began < SECONDS
    assert seen.refused or seen.unsupported or (seen.messages and seen.mutations and seen.drawn)


def test_strange_documents_are_of_all_kinds():
    """Most are imported, some are refused, and the same seed makes the same document."""
    documents = [str(strange_document(seed)) for seed in range(200)]

    keywords = Counter(
        keyword
        for keyword in ("contains", "not", "prefixItems", "if", "patternProperties", "$dynamicRef", "const")
        for document in documents
        if f"'{keyword}': " in document
    )
    assert min(keywords.values()) > 3
    assert len(set(documents)) == 200
    assert str(strange_document(7)) == documents[7]
