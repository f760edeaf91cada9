"""
Messages that are broken on purpose: each breaks one rule, and is proven to break it in every reading.

Beside them stand those about which the readings disagree, those of tomorrow, and faults below and above JSON.
"""

from .complete import Coverage, all_mutations, coverage, each_mutation, mutation_of
from .disputed import Disputed, disputed_messages, each_disputed
from .grounds import each_alone, smallest_message
from .http import HttpMutation, http_mutations
from .mutation import Mutation
from .representative import family_of, representative, representative_mutations
from .sites import Assertion
from .text import TextMutation, text_mutations
from .tomorrow import Tomorrow, messages_of_tomorrow

__all__ = [
    "Assertion",
    "Coverage",
    "Disputed",
    "HttpMutation",
    "Mutation",
    "TextMutation",
    "Tomorrow",
    "all_mutations",
    "coverage",
    "disputed_messages",
    "each_alone",
    "each_disputed",
    "each_mutation",
    "family_of",
    "http_mutations",
    "messages_of_tomorrow",
    "mutation_of",
    "representative",
    "representative_mutations",
    "smallest_message",
    "text_mutations",
]
