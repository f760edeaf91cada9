"""The ways to change a value: `KINDS` has a line for each, with how often it is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from ..cases.condition import MISSING, Path, type_of
from ..handler_source.words import LONGEST_TEXT, SourceWords
from ..json_paths import is_list, is_object
from .example import Edit
from .schema_values import SchemaValues
from .texts_by_use import ODD_TEXTS, are_measured, texts_for

#: Lengths around which columns, buffers and limits end.
LENGTHS = (
    *(0, 1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129),
    *(255, 256, 257, 500, 512, 1000, 1024, 4096),
)
#: How many items a list gets when it becomes long.
MANY_ITEMS = (2, 3, 5, 10, 20, 50, 100)
#: What is added where nothing is known of it.
ADDED: tuple[Any, ...] = ("text", "", 0, 1, True, None, {}, [])
#: How often a value is one that is elsewhere in the message.
SAME_SHARE = 0.15
#: How often a known value is one that the source compares, where there is any, and not one of the schema's.
COMPARED_SHARE = 0.7
#: How often what is added is a value of the schema, where it has one, and how often another one like it.
OF_SCHEMA_SHARE, VARIED_SHARE = 0.7, 0.4
#: The most times that a length of the source is taken.
MOST_TIMES = 4
NUMBERS = (0, 1, -1, 2, 10, 60, 100, 999, 1000, 3600, 65_536, 2**31 - 1, 2**31, 2**53, 0.5, -0.5, 1e-9, 1e12)


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A place of a message that is to be changed."""

    path: Path
    value: Any

    @property
    def name(self) -> str:
        """The name of the nearest property."""
        return next((each for each in reversed(self.path) if isinstance(each, str)), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """What new values are taken from."""

    random: Random
    words: SourceWords
    listed: Mapping[str, Sequence[Any]]
    donor: Any  #: Another message, parts of which may be taken.
    others: Sequence[Any] = ()  #: Values of the same message.
    schema: SchemaValues | None = None  #: What the schema has at a place.


Item = TypeVar("Item")
Change = Callable[[Palette, PlacedValue], Any]


def another_value(palette: Palette, place: PlacedValue) -> Any:
    """A value of the same JSON type: one of the source's, one of the schema's, or an unusual one."""
    kind, value = type_of(place.value), place.value
    alike = [each for each in palette.others if type_of(each) == kind and each != value]
    if alike and palette.random.random() < SAME_SHARE:
        return palette.random.choice(alike)
    match place.value:
        case bool():
            return not place.value
        case str():
            return _text(palette, place)
        case int() | float():
            return _number(palette, place)
        case list():
            return another_list(palette, place)
        case _:
            return part_of_other(palette, place)


def _text(palette: Palette, place: PlacedValue) -> str:
    return _made_by_one(palette.random, _text_makers(palette, place))


def _text_makers(palette: Palette, place: PlacedValue) -> list[tuple[Callable[[], str], int]]:
    """What makes texts for a place, each with how often."""
    random, words, uses = palette.random, palette.words, palette.words.uses.get(place.name, ())
    constants = [each for each in words.constants if isinstance(each, str)]
    used = list(texts_for(uses))
    makers: list[tuple[Callable[[], str], int]] = [
        (lambda: _with_word(random, random.choice(ODD_TEXTS), place.value), 2),
        (lambda: _of_length(palette, place.value), 6 if are_measured(uses) else 2),
    ]
    if _known(palette, place, str):
        makers.append((lambda: str(_one_known(palette, place, str)), 8))
    if constants:
        makers.append((lambda: _with_word(random, _near_one(random, constants), place.value), 2))
    if used:
        makers.append((lambda: _alone_or_with(random, random.choice(used), place.value), 6))
    return makers


def _alone_or_with(random: Random, word: str, text: str) -> str:
    return word if random.random() < 0.5 else _with_word(random, word, text)


def _of_length(palette: Palette, text: str) -> str:
    """A text of a length that is one of the source, or at which something else may end."""
    random, lengths = palette.random, palette.words.lengths
    if lengths and random.random() < 0.6:
        times = random.choice((1, 1, random.randint(2, MOST_TIMES)))
        length = min(LONGEST_TEXT, _near_one(random, lengths) * times)
    else:
        length = random.choice(LENGTHS)
    return (text * (length // max(1, len(text)) + 1) or "x" * length)[:length]


def _near_one(random: Random, items: Sequence[Item]) -> Item:
    """One of the items, the first ones more often: they are of the handler's own file."""
    return items[int(len(items) * random.random() ** 2)]


def _with_word(random: Random, word: str, text: str) -> str:
    return random.choice((word, word + text, text + word, f"{text} {word} {text}", f"{word} {text}"))


def _number(palette: Palette, place: PlacedValue) -> float:
    random = palette.random
    constants = _of_kinds(palette.words.constants, int | float)
    compared = _of_kinds(_compared(palette, place), int | float)
    makers: list[tuple[Callable[[], float], int]] = [
        (lambda: random.choice((*NUMBERS, place.value * 2, -place.value, place.value + 1)), 3)
    ]
    if compared:
        makers.append((lambda: _around(random, random.choice(compared), compared), 6))
    if constants:
        makers.append((lambda: _around(random, _near_one(random, constants), constants), 3))
    if _known(palette, place, int | float):
        makers.append((lambda: random.choice(_known(palette, place, int | float)), 4))
    return float_or_int(_made_by_one(random, makers))


def _around(random: Random, one: float, numbers: Sequence[float]) -> float:
    """One of some numbers, one beside it, a multiple of it, or one between it and the next larger one."""
    larger = min((each for each in numbers if each > one), default=one + 1)
    between = (one + larger) / 2
    return random.choice((one, one - 1, one + 1, one * random.randint(2, MOST_TIMES), between, between))


def _made_by_one(random: Random, makers: Sequence[tuple[Callable[[], Item], int]]) -> Item:
    [make] = random.choices([make for make, _ in makers], [weight for _, weight in makers])
    return make()


def float_or_int(number: float) -> float:
    """The number, as a whole one if it is one: `5`, not `5.0`."""
    whole = int(number)
    return whole if whole == number else number


def _known(palette: Palette, place: PlacedValue, kinds: Any) -> list[Any]:
    """The values of some kinds that the source compares with a property, and those that the schema lists."""
    return _of_kinds((*_compared(palette, place), *palette.listed.get(place.name, ())), kinds)


def _one_known(palette: Palette, place: PlacedValue, kinds: Any) -> Any:
    """One of the known values of some kinds: there are any."""
    compared = _of_kinds(_compared(palette, place), kinds)
    is_compared = compared and palette.random.random() < COMPARED_SHARE
    return palette.random.choice(compared if is_compared else _known(palette, place, kinds))


def _of_kinds(values: Iterable[Any], kinds: Any) -> list[Any]:
    return [each for each in values if isinstance(each, kinds) and not isinstance(each, bool)]


def _compared(palette: Palette, place: PlacedValue) -> Sequence[Any]:
    return palette.words.compared.get(place.name, ())


def another_list(palette: Palette, place: PlacedValue) -> Any:
    """A list that is empty, shorter, longer, or in another order."""
    items, random = place.value, palette.random
    if not items:
        return part_of_other(palette, place)
    match random.randrange(5):
        case 0:
            return []
        case 1:
            return items[: random.randint(0, len(items))]
        case 2:
            at = random.randrange(len(items))
            return [*items[:at], items[at], *items[at:]]
        case 3:
            many = random.choice(MANY_ITEMS)
            return (items * (many // len(items) + 1))[:many]
        case _:
            return random.sample(items, len(items))


def part_of_other(palette: Palette, place: PlacedValue) -> Any:
    """What another message has there."""
    value: Any = palette.donor
    for token in place.path:
        if is_object(value) and token in value:
            value = value[str(token)]
        elif is_list(value) and value and isinstance(token, int):
            value = value[token % len(value)]
        else:
            return place.value
    return value


def value_of_schema(palette: Palette, place: PlacedValue) -> Any:
    """What the schema has there, in any of its ways."""
    made = palette.schema.value(place.path, palette.random) if palette.schema else MISSING
    return place.value if made is MISSING else made


def another_type(palette: Palette, place: PlacedValue) -> Any:
    """A value of another JSON type, but for null."""
    others: tuple[Any, ...] = (True, 7, "text", [], {}, [place.value], str(place.value))
    fitting = [each for each in others if type_of(each) != type_of(place.value)]
    return palette.random.choice(fitting)


def nothing(palette: Palette, place: PlacedValue) -> Any:  # noqa: ARG001 - one signature for all
    """Nothing at all."""
    return MISSING


def null(palette: Palette, place: PlacedValue) -> None:
    """Null, whatever the place is for."""


#: How a value is changed, and how often, compared with the others.
KINDS: Mapping[Change, int] = {
    another_value: 15,
    part_of_other: 4,
    value_of_schema: 3,
    nothing: 3,
    null: 3,
    another_type: 3,
}


def added(palette: Palette, place: PlacedValue) -> Any:
    """
    A value where there is none.

    It is one of the schema, if that has one, what the source compares, what another message has there, or
    anything.
    """
    of_schema = value_of_schema(palette, place)
    if of_schema is not MISSING and palette.random.random() < OF_SCHEMA_SHARE:
        is_varied = palette.random.random() < VARIED_SHARE
        return another_value(palette, PlacedValue(place.path, of_schema)) if is_varied else of_schema
    known, of_other = _known(palette, place, object), part_of_other(palette, place)
    choices = [_one_known(palette, place, object)] if known else []
    choices += [palette.random.choice(ADDED), *([] if of_other is MISSING else [of_other])]
    return palette.random.choice(choices)


def edit_of(palette: Palette, place: PlacedValue) -> Edit:
    """A change of a place."""
    if place.value is MISSING:
        return Edit(place.path, added(palette, place))
    [change] = palette.random.choices(tuple(KINDS), weights=tuple(KINDS.values()))
    return Edit(place.path, change(palette, place))


def compared_edit(palette: Palette, place: PlacedValue) -> Edit:
    """A change of a place to what the source compares with it: of the same JSON type, if there is any."""
    compared = palette.words.compared[place.name]
    alike = [each for each in compared if type_of(each) == type_of(place.value)]
    return Edit(place.path, palette.random.choice(alike or compared))
