"""
Messages that are broken on purpose: each breaks one rule, and is proven to break it in every reading.

Also: disputed messages, messages with future additions, and faults below and above JSON.
"""

from ..cases.case import Case as Mutation
from .assertions import Assertion
from .base_messages import each_alone, each_alone_within
from .complete import Coverage, all_mutations, coverage, each_mutation
from .disputed import each_disputed
from .forward_compatibility import each_of_forward_compatibility
from .http import http_mutations
from .json_text import text_mutations
from .representative import representative, representative_mutations

__all__ = [
    "Assertion",
    "Coverage",
    "Mutation",
    "all_mutations",
    "coverage",
    "each_alone",
    "each_alone_within",
    "each_disputed",
    "each_mutation",
    "each_of_forward_compatibility",
    "http_mutations",
    "representative",
    "representative_mutations",
    "text_mutations",
]
