"""What can be built for a contract: its schemas as shapes, and which of their places are reachable."""

from .catalogue import Catalogue
from .for_reading import GenerationReading, catalogue_of, corrected
from .graph import EXTRA_PROPERTY, Occurrence, Step, occurrences, occurrences_within_lists, steps, steps_into
from .membership import is_member
from .nodes import (
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
from .smallest import Smallest, plainest_number, text_of_length
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
    "occurrences",
    "occurrences_within_lists",
    "places_of",
    "plainest_number",
    "reachability",
    "steps",
    "steps_into",
    "text_of_length",
]
