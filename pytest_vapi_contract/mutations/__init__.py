"""
Messages that are broken on purpose: each breaks one rule, and is proven to break it in every reading.

Beside them stand those about which the readings disagree, those of tomorrow, and faults below and above JSON.
"""

from .assertions import Assertion
from .base_messages import each_alone, smallest_message
from .complete import Coverage, all_mutations, coverage, each_mutation, mutation_of
from .disputed import Disputed, disputed_messages, each_disputed
from .forward_compatibility import ForwardCompatibility, messages_of_forward_compatibility
from .http import HttpMutation, http_mutations
from .json_text import TextMutation, text_mutations
from .mutation import Mutation
from .representative import family_of, representative, representative_mutations

__all__ = [
    "Assertion",
    "Coverage",
    "Disputed",
    "ForwardCompatibility",
    "HttpMutation",
    "Mutation",
    "TextMutation",
    "all_mutations",
    "coverage",
    "disputed_messages",
    "each_alone",
    "each_disputed",
    "each_mutation",
    "family_of",
    "http_mutations",
    "messages_of_forward_compatibility",
    "mutation_of",
    "representative",
    "representative_mutations",
    "smallest_message",
    "text_mutations",
]
