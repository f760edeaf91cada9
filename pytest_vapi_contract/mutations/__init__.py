"""
Messages that are broken on purpose: each breaks one rule, and is proven to break it in every reading.
"""

from .complete import Coverage, all_mutations, coverage, each_mutation, mutation_of
from .mutation import Mutation
from .representative import family_of, representative, representative_mutations
from .sites import Assertion

__all__ = [
    "Assertion",
    "Coverage",
    "Mutation",
    "all_mutations",
    "coverage",
    "each_mutation",
    "family_of",
    "mutation_of",
    "representative",
    "representative_mutations",
]
