"""
The schema files of one revision: find them, read them, verify them, write them.
"""

from .keywords import Place, at_references, mapped, subschemas
from .reading import read_bundle, revisions, schemas_directory
from .value import Bundle, Erratum
from .writing import write_bundle

__all__ = [
    "Bundle",
    "Erratum",
    "Place",
    "at_references",
    "mapped",
    "read_bundle",
    "revisions",
    "schemas_directory",
    "subschemas",
    "write_bundle",
]
