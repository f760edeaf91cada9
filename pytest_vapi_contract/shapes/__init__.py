"""
What can be built for a contract: its schemas described as shapes, and which of their places are reachable.
"""

from pytest_vapi_contract.shapes.catalogue import Catalogue
from pytest_vapi_contract.shapes.description import (
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
from pytest_vapi_contract.shapes.endings import Endings
from pytest_vapi_contract.shapes.graph import EXTRA_PROPERTY, Spot, Step, spots, spots_within_lists, steps
from pytest_vapi_contract.shapes.membership import is_member
from pytest_vapi_contract.shapes.places import (
    LARGEST_MESSAGE,
    Place,
    Reachability,
    bounds,
    places_of,
    reachability,
)
from pytest_vapi_contract.shapes.published import GenerationReading, catalogue_of
from pytest_vapi_contract.shapes.smallest import Smallest, plainest_number, text_of_length

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
    "is_member",
    "places_of",
    "plainest_number",
    "reachability",
    "spots",
    "spots_within_lists",
    "steps",
    "text_of_length",
]
