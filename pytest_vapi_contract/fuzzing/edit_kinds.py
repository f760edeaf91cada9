"""The ways to change a value: `KINDS` has a line for each, with how often it is tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from ..cases.condition import MISSING, Path, type_of
from ..json_paths import is_list, is_object
from .example import Edit
from .source_words import SourceWords

#: Lengths around which columns, buffers and limits end.
LENGTHS = (
    *(0, 1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129),
    *(255, 256, 257, 500, 512, 1000, 1024, 4096),
)
#: How many items a list gets when it becomes long.
MANY_ITEMS = (2, 3, 5, 10, 20, 50, 100)
#: Texts that code often forgets: letters that are not ASCII or grow when their case changes, digits that are
#: not decimal, blanks of other kinds, what is written from right to left, and what means something elsewhere.
ODD_TEXTS = (
    *("é", "ß", "İ", "ﬁ", "²", "٣", "½", "\u00a0", "\u200b", "\u2028", "\n", "\t", "\r\n", "e\u0301"),
    *("שלום", "日本", "🙂", "👩\u200d👧", "'", '"', "\\", "%s", "{}", "<b>", ";", ",", "/", "..", "-", "+"),
    *("0", "1e5", "nan", "true", "null"),
)
#: What is added where nothing is known of it.
ADDED: tuple[Any, ...] = ("text", "", 0, 1, True, None, {}, [])
#: How often a value is one that is elsewhere in the message.
SAME_SHARE = 0.1
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


Item = TypeVar("Item")
Change = Callable[[Palette, PlacedValue], Any]


def another_value(palette: Palette, place: PlacedValue) -> Any:
    """A value of the same JSON type: one of the source's, one of the schema's, or an unusual one."""
    alike = [each for each in palette.others if type_of(each) == type_of(place.value)]
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
    random, known = palette.random, _known(palette, place, str)
    choice = random.random()
    if known and choice < 0.6:
        return str(random.choice(known))
    words = [each for each in palette.words.constants if isinstance(each, str)]
    if words and choice < 0.75:
        return _with_word(random, _near_one(random, words), place.value)
    if choice < 0.87:
        return _with_word(random, random.choice(ODD_TEXTS), place.value)
    lengths = palette.words.lengths
    length = _near_one(random, lengths) if lengths and random.random() < 0.5 else random.choice(LENGTHS)
    return (place.value * (length // max(1, len(place.value)) + 1) or "x" * length)[:length]


def _near_one(random: Random, items: Sequence[Item]) -> Item:
    """One of the items, the first ones more often: they are of the handler's own file."""
    return items[int(len(items) * random.random() ** 2)]


def _between(random: Random, numbers: Sequence[float]) -> float:
    """A number of the source, one beside it, or one between two."""
    one, other = _near_one(random, numbers), _near_one(random, numbers)
    return random.choice((one, one - 1, one + 1, (one + other) / 2))


def _with_word(random: Random, word: str, text: str) -> str:
    return random.choice((word, word + text, text + word, f"{text} {word} {text}", f"{word} {text}"))


def _number(palette: Palette, place: PlacedValue) -> float:
    random, known = palette.random, _known(palette, place, int | float)
    numbers = [each for each in palette.words.constants if isinstance(each, int | float)]
    choice = random.random()
    if known and choice < 0.5:
        return float_or_int(random.choice(known) + random.choice((-1, 0, 0, 1)))
    if numbers and choice < 0.8:
        return float_or_int(_between(random, numbers))
    return random.choice((*NUMBERS, place.value * 2, -place.value, place.value + 1))


def float_or_int(number: float) -> float:
    """The number, as a whole one if it is one: `5`, not `5.0`."""
    whole = int(number)
    return whole if whole == number else number


def _known(palette: Palette, place: PlacedValue, kinds: Any) -> list[Any]:
    """The known values of some kinds."""
    values = _all_known(palette, place)
    return [each for each in values if isinstance(each, kinds) and not isinstance(each, bool)]


def _all_known(palette: Palette, place: PlacedValue) -> list[Any]:
    """The values that the source compares with the property, twice, and those that the schema lists."""
    compared = [*palette.words.compared.get(place.name, ())]
    return [*compared, *compared, *palette.listed.get(place.name, ())]


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
    another_value: 12,
    part_of_other: 4,
    nothing: 3,
    null: 2,
    another_type: 3,
}


def added(palette: Palette, place: PlacedValue) -> Any:
    """A value where there is none: what the source compares, what another message has there, or anything."""
    known = _all_known(palette, place)
    of_other = part_of_other(palette, place)
    choices = [palette.random.choice(each) for each in (known, ADDED) if each]
    return palette.random.choice([*choices, *([] if of_other is MISSING else [of_other])])


def edit_of(palette: Palette, place: PlacedValue) -> Edit:
    """A change of a place."""
    if place.value is MISSING:
        return Edit(place.path, added(palette, place))
    [change] = palette.random.choices(tuple(KINDS), weights=tuple(KINDS.values()))
    return Edit(place.path, change(palette, place))


def compared_edit(palette: Palette, place: PlacedValue) -> Edit:
    """A change of a place to what the source compares its value with."""
    return Edit(place.path, palette.random.choice(palette.words.compared[place.name]))
