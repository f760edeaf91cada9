"""What can be built for a contract: its schemas as shapes, and which of their places are reachable."""

from .catalogue import Catalogue
from .for_reading import GenerationReading, catalogue_of, corrected
from .graph import Occurrence, Step, occurrences, occurrences_within_lists, steps, steps_into
from .membership import is_member, part_named
from .nodes import (
    EXTRA_PROPERTY,
    Anything,
    Array,
    Branch,
    Choice,
    Nothing,
    Number,
    Option,
    Property,
    Record,
    Shape,
    Text,
    Union,
)
from .places import LARGEST_MESSAGE, Place, Reachability, bounds, places_of, reachability
from .scalar_values import is_unicode, plainest_number, text_of_length
from .smallest import Smallest
from .termination import Endings

__all__ = [
    "EXTRA_PROPERTY",
    "LARGEST_MESSAGE",
    "Anything",
    "Array",
    "Branch",
    "Catalogue",
    "Choice",
    "Endings",
    "GenerationReading",
    "Nothing",
    "Number",
    "Occurrence",
    "Option",
    "Place",
    "Property",
    "Reachability",
    "Record",
    "Shape",
    "Smallest",
    "Step",
    "Text",
    "Union",
    "bounds",
    "catalogue_of",
    "corrected",
    "is_member",
    "is_unicode",
    "occurrences",
    "occurrences_within_lists",
    "part_named",
    "places_of",
    "plainest_number",
    "reachability",
    "steps",
    "steps_into",
    "text_of_length",
]
