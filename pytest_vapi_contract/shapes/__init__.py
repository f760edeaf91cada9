"""
What can be built for a contract: its schemas described as shapes, and which of their places are reachable.
"""

from .catalogue import Catalogue
from .description import (
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
from .endings import Endings
from .graph import EXTRA_PROPERTY, Spot, Step, spots, spots_within_lists, steps
from .membership import is_member
from .places import (
    LARGEST_MESSAGE,
    Place,
    Reachability,
    bounds,
    places_of,
    reachability,
)
from .published import GenerationReading, catalogue_of, corrected
from .smallest import Smallest, plainest_number, text_of_length

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
    "Option",
    "Place",
    "Property",
    "Reachability",
    "Record",
    "Shape",
    "Smallest",
    "Spot",
    "Step",
    "Text",
    "Union",
    "bounds",
    "catalogue_of",
    "corrected",
    "is_member",
    "places_of",
    "plainest_number",
    "reachability",
    "spots",
    "spots_within_lists",
    "steps",
    "text_of_length",
]
