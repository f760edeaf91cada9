"""
Messages that are broken on purpose: each breaks one rule, and is proven to break it in every reading.

Also: disputed messages, messages with future additions, and faults below and above JSON. The names are
imported when they are first asked for: those faults need no shapes.
"""

from typing import TYPE_CHECKING

from ..cases.case import Case as Mutation
from ..lazy_imports import lazy_names

if TYPE_CHECKING:
    from .assertions import Assertion
    from .base_messages import each_alone, each_alone_within
    from .complete import Coverage, all_mutations, coverage, each_mutation
    from .disputed import each_disputed
    from .forward_compatibility import each_of_forward_compatibility
    from .http import http_mutations
    from .json_text import text_mutations
    from .representatives import representative, representative_mutations

#: Where each name comes from.
_ORIGINS = {
    "Assertion": "assertions",
    "Coverage": "complete",
    "all_mutations": "complete",
    "coverage": "complete",
    "each_alone": "base_messages",
    "each_alone_within": "base_messages",
    "each_disputed": "disputed",
    "each_mutation": "complete",
    "each_of_forward_compatibility": "forward_compatibility",
    "http_mutations": "http",
    "representative": "representatives",
    "representative_mutations": "representatives",
    "text_mutations": "json_text",
}

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


__getattr__ = lazy_names(__name__, _ORIGINS)
