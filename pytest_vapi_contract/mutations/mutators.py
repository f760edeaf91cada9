"""
The mutators: for each keyword of JSON Schema one function that breaks it.

A mutator may offer several faults of one family, the best first: the first that no reading allows is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..cases.family import Family
from ..contract.tagged_unions import json_type
from ..json_paths import dumps, is_list, is_object
from .fault import NO_ITEM, Fault, Mutator, ValidValue
from .wrong_numbers import at_bound, off_the_multiple, past
from .wrong_texts import longer_than, shorter_than, unlike_pattern
from .wrong_types import broken_type, type_faults
from .wrong_values import other_than_const, outside_enum


def without_required(valid: ValidValue) -> Iterator[Fault]:
    """Leave out each required property in turn, and then all that there is."""
    if not is_object(valid.value):
        return
    names = [name for name in valid.schema["required"] if name in valid.value]
    for name in names:
        rest = {key: value for key, value in valid.value.items() if key != name}
        family = Family.TAG_MISSING if name in valid.tags else Family.REQUIRED
        yield Fault(family=family, value=rest, keyword="required", facts={"name": name})
    if len(names) > 1:
        facts = {"count": len(names)}
        yield Fault(family=Family.REQUIRED_ALL, value={}, keyword="required", facts=facts)


#: Larger lists and objects are not made only to have one part too many; so many characters a property has.
LARGEST, PROPERTY = 64 * 1024, 16
UNDECLARED = "unknownProperty"
OF_NO_BRANCH: tuple[Any, ...] = ({}, {"unknown": None}, "unknown-value", "", -1, 0.5, [None], [[]])


def no_branch(family: Family) -> Mutator:
    """Offer values that no branch of a union may accept."""

    def mutator(valid: ValidValue) -> Iterator[Fault]:
        keyword = family.group
        yield from type_faults(valid.value, valid.kinds)
        for value in (value for value in OF_NO_BRANCH if json_type(value) in valid.kinds):
            facts = {"value": value, "count": len(valid.schema[keyword])}
            yield Fault(family=family, value=value, keyword=keyword, facts=facts)

    return mutator


def broken_items(valid: ValidValue) -> Iterator[Fault]:
    """Break the first, the middle and the last of a list of items."""
    if valid.item is NO_ITEM or valid.schema.get("uniqueItems"):
        return
    most = valid.schema.get("maxItems", 3)
    for index, family in enumerate((Family.ITEMS_FIRST, Family.ITEMS_MIDDLE, Family.ITEMS_LAST)):
        if most < 3 or valid.schema.get("minItems", 0) > 3:
            return
        for broken in type_faults(valid.item):
            whole = [valid.item, valid.item, valid.item]
            items = [*whole[:index], broken.value, *whole[index + 1 :]]
            facts = {**broken.facts, "inner": broken.family.code}
            yield Fault(
                family=family,
                value=items,
                keyword=broken.keyword,
                facts=facts,
                below=f"/{index}",
                whole=whole,
            )


def too_few_items(valid: ValidValue) -> Iterator[Fault]:
    """Leave out one item of a list that is as short as it may be."""
    limit = valid.schema["minItems"]
    if is_list(valid.value) and limit:
        kept, facts = valid.value[: limit - 1], {"count": limit - 1}
        yield Fault(family=Family.MIN_ITEMS_BELOW, value=kept, keyword="minItems", facts=facts)


def too_many_items(valid: ValidValue) -> Iterator[Fault]:
    """Add one item more than a list may have."""
    limit = valid.schema["maxItems"]
    if is_list(valid.value) and valid.item is not NO_ITEM and limit * len(dumps(valid.item)) < LARGEST:
        items = [*valid.value, *[valid.item] * (limit + 1 - len(valid.value))]
        facts = {"count": limit + 1}
        yield Fault(family=Family.MAX_ITEMS_ABOVE, value=items, keyword="maxItems", facts=facts)


def twice_the_same(valid: ValidValue) -> Iterator[Fault]:
    """Repeat an item where each may occur once."""
    if not valid.schema["uniqueItems"] or not is_list(valid.value):
        return
    item = valid.value[0] if valid.value else valid.item
    if item is not NO_ITEM:
        items = [item, *valid.value] if valid.value else [item, item]
        yield Fault(family=Family.UNIQUE_ITEMS_TWICE, value=items, keyword="uniqueItems")


def too_few_properties(valid: ValidValue) -> Iterator[Fault]:
    """Leave out properties that nothing but their number requires."""
    limit = valid.schema["minProperties"]
    if is_object(valid.value) and limit:
        required = [name for name in valid.schema.get("required", ()) if name in valid.value]
        names = [*required, *(name for name in valid.value if name not in required)][: limit - 1]
        kept = {name: valid.value[name] for name in names}
        facts = {"count": limit - 1}
        yield Fault(family=Family.MIN_PROPERTIES_BELOW, value=kept, keyword="minProperties", facts=facts)


def too_many_properties(valid: ValidValue) -> Iterator[Fault]:
    """Add properties until there is one too many."""
    limit = valid.schema["maxProperties"]
    if is_object(valid.value) and limit < LARGEST // PROPERTY:
        more = {f"extra{index}": None for index in range(limit + 1 - len(valid.value))}
        value, facts = {**valid.value, **more}, {"count": limit + 1}
        yield Fault(family=Family.MAX_PROPERTIES_ABOVE, value=value, keyword="maxProperties", facts=facts)


def undeclared_property(valid: ValidValue) -> Iterator[Fault]:
    """Add a property to an object that is closed."""
    if valid.schema["additionalProperties"] is False and is_object(valid.value):
        family = Family.ADDITIONAL_PROPERTIES_UNKNOWN
        value, facts = {**valid.value, UNDECLARED: None}, {"property": UNDECLARED}
        yield Fault(family=family, value=value, keyword="additionalProperties", facts=facts)


#: Keyword -> how it is broken, in the order in which mutations are listed for a place.
MUTATORS: Mapping[str, Mutator] = {
    "required": without_required,
    "type": broken_type,
    "const": other_than_const,
    "enum": outside_enum,
    "oneOf": no_branch(Family.ONE_OF_NONE),
    "anyOf": no_branch(Family.ANY_OF_NONE),
    "minimum": past(Family.MINIMUM_BELOW, Family.MINIMUM_FAR_BELOW, -1),
    "maximum": past(Family.MAXIMUM_ABOVE, Family.MAXIMUM_FAR_ABOVE, 1),
    "exclusiveMinimum": at_bound(Family.EXCLUSIVE_MINIMUM_AT_BOUND, Family.EXCLUSIVE_MINIMUM_FAR_BELOW, -1),
    "exclusiveMaximum": at_bound(Family.EXCLUSIVE_MAXIMUM_AT_BOUND, Family.EXCLUSIVE_MAXIMUM_FAR_ABOVE, 1),
    "multipleOf": off_the_multiple,
    "minLength": shorter_than,
    "maxLength": longer_than,
    "pattern": unlike_pattern,
    "minItems": too_few_items,
    "maxItems": too_many_items,
    "uniqueItems": twice_the_same,
    "items": broken_items,
    "minProperties": too_few_properties,
    "maxProperties": too_many_properties,
    "additionalProperties": undeclared_property,
}


def asserts(keyword: str, limit: Any) -> bool:
    """Whether a keyword can refuse a value by itself: `items`, for one, only leads on."""
    if keyword == "additionalProperties":
        return limit is False
    if keyword in ("minLength", "minItems", "minProperties"):
        return bool(limit)
    return keyword in MUTATORS and keyword != "items" and (keyword != "uniqueItems" or bool(limit))
