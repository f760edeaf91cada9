"""The schema files of one revision: find them, read them, verify them, write them."""

from .bundle import Bundle, Erratum
from .read import read_bundle, revisions, schemas_directory
from .subschemas import Subschema, at_references, mapped, subschemas
from .write import write_bundle

__all__ = [
    "Bundle",
    "Erratum",
    "Subschema",
    "at_references",
    "mapped",
    "read_bundle",
    "revisions",
    "schemas_directory",
    "subschemas",
    "write_bundle",
]
