import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.cases.condition import (
    LARGE,
    condition_of,
    found,
    missing,
    of_family,
    of_type,
    other_than,
    paths_of,
    present,
    shown_path,
    summed_up,
    value_at,
    weight,
)
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.mutations import each_mutation

CONTRACT = shipped()


@pytest.mark.parametrize(
    ("body", "at", "keyword", "text"),
    [
        ({"message": {"type": "hang"}}, "/call", "required", "`call` is missing"),
        ({"message": {"type": "hang"}}, "/call/id", "required", "`call` is missing"),
        ({"message": {"call": {}}}, "/call/id", "required", "`call.id` is missing"),
        ({"message": {"call": None}}, "/call", "type", "`call` is null"),
        ({"message": {"call": "x"}}, "/call", "type", "`call` is a string"),
        ({"message": {"call": []}}, "/call", "type", "`call` is a list"),
        ({"message": {"type": "nope"}}, "/type", "enum", '`type` is the string "nope"'),
        ({"message": {"items": [1, {"a": True}]}}, "/items/1/a", "enum", "`items[1].a` is true"),
        ({"message": {"a/b": 1}}, "/a~1b", "enum", '`["a/b"]` is 1'),
        ({"message": None}, "", "envelope", "`message` is null"),
        ({}, "", "envelope", "`message` is missing"),
        ([], "", "envelope", "the body is a list"),
        (None, "/call", "type", "the body is null"),
    ],
)
def test_a_condition_names_the_place_and_what_stands_there(body, at, keyword, text):
    """A mutation is told by the first place where it differs, from the top of the body."""
    assert str(condition_of(body, at, keyword)) == text


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("required.session", "`session` is missing"),
        ("required.id:/session", "`session.id` is missing"),
        ("required.all:/session", "`session` is an empty object"),
        ("type-of-other.transcript", "`session` is missing"),
        ("envelope.missing", "`message` is missing"),
        ("envelope.double", "the envelope is repeated"),
    ],
)
def test_what_an_object_lacks_is_named(id, text):
    """A mutation that leaves a property out is told by that property, not by the object that lacks it."""
    mutations = each_mutation(CONTRACT, "session.created", depth=2)
    case = next(mutation for mutation in mutations if mutation.id == id)

    assert str(case.condition) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (False, "false"),
        (1.5, "1.5"),
        ("", "an empty string"),
        ("é", 'the string "é"'),
        ("x" * 33, "a string"),
        ("a\nb", "a string"),
        ([], "an empty list"),
        ([1], "a list"),
        ({}, "an empty object"),
        ({"a": 1}, "an object"),
    ],
)
def test_a_short_value_is_told_as_it_is(value, text):
    """A value is shown if it is short, and otherwise its kind."""
    assert str(found(("message",), value)) == f"`message` is {text}"


def test_places_come_nearest_first():
    """Every place of a value is visited once, those near the top before those below."""
    body = {"a": {"b": [1, 2]}, "c": 3}

    places = list(paths_of(body))

    assert places == [("a",), ("c",), ("a", "b"), ("a", "b", 0), ("a", "b", 1)]
    assert value_at(body, ("a", "b", 1)) == 2


def test_null_weighs_least():
    """
    Among bodies of one size the plainest is the lightest: null, then flags, numbers, text, lists, objects.
    """
    values = [None, True, 1, "x", [], {}]

    weights = [weight({"message": value}) for value in values]

    assert weights == sorted(weights)
    assert weight({"message": {"type": "hang"}}) > weights[-1]
    assert weight(b"{") < weight({"message": {"type": "hang"}})


def test_conditions_are_values():
    """
    What is said of a place is the same wherever it comes from, and something else where the value differs.
    """
    told = {missing(("a",)), missing(("a",)), found(("a",), None), found(("a",), []), found(("a",), [1])}

    assert len(told) == 4
    assert found(("a",), 1, type_only=True) == found(("a",), 2, type_only=True)
    assert found(("a",), True) != found(("a",), 1)


def test_what_is_easy_to_understand_comes_first():
    """
    What is missing or null, what is of another type, odd values; the body after its parts, the rest last.
    """
    conditions = [
        missing(("message", "call")),
        missing(("message", "call", "id")),
        found(("message", "call"), None),
        found(("message", "call"), []),
        found((), []),
        found(("message", "call"), 12),
        LARGE,
    ]

    ranks = [condition.plainness for condition in conditions]

    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
    assert of_family(Family.TEXT_EMPTY, {}).plainness == LARGE.plainness == found((), 12).plainness


def test_several_places_are_alternatives():
    """A condition may hold at more than one place."""
    assert str(missing(("message", "a"), ("message", "b"))) == "`a` is missing or `b` is missing"


def test_what_is_about_no_place_has_the_words_of_its_family():
    """An odd request and a body that is no JSON have no place in a body."""
    assert str(of_family(Family.HTTP_METHOD, {"value": "GET"})) == "the method is GET"
    assert str(LARGE) == "the body is large"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), "the body"),
        (("message",), "`message`"),
        (("message", "call", "id"), "`call.id`"),
        (("message", "messages", 0, "role"), "`messages[0].role`"),
        (("message", "headers", "x-id"), "`headers.x-id`"),
        (("message", "a.b"), '`["a.b"]`'),
        (("message", "call", "0"), "`call.0`"),
        (("message", 0), "`message[0]`"),
        (("message", "message"), "`/message.message`"),
        (("message", "/a"), '`["/a"]`'),
        (("data", "type"), "`/data.type`"),
    ],
)
def test_a_place_is_written_as_people_write_it(path, text):
    """The message need not be named, except where something else could be meant."""
    assert shown_path(path) == text


NAMES = st.one_of(
    st.sampled_from(["message", "call", "a.b", "/message", "0", "[0]", "`", ""]), st.text(max_size=3)
)
PATHS = st.lists(st.one_of(NAMES, st.integers(0, 2)), max_size=4).map(tuple)


@given(one=PATHS, other=PATHS)
def test_two_places_never_look_the_same(one, other):
    """What a reader sees is one place only, whatever the properties are called."""
    assert (shown_path(one) == shown_path(other)) == (one == other)


def test_what_holds_for_all_types_but_one_is_told_once():
    """Five types make "is not an object", six "is present", and a part of a whole is left out."""
    call, chat = ("message", "call"), ("message", "chat")
    types = ["null", "boolean", "number", "string", "array"]
    five = [of_type(call, type) for type in types]

    assert summed_up([*five, found(call, "x"), missing(call)]) == [missing(call), other_than(call, "object")]
    assert summed_up([*five, of_type(call, "object")]) == [present(call)]
    assert summed_up([*five[1:], of_type(chat, "null")]) == [*five[1:], of_type(chat, "null")]
    assert summed_up([found(call, []), of_type(call, "array")]) == [of_type(call, "array")]


@pytest.mark.parametrize(
    ("condition", "body", "met"),
    [
        (missing(("message", "call")), {"message": {}}, True),
        (missing(("message", "call", "id")), {"message": {}}, False),
        (missing(("message", "call")), {"message": {"call": None}}, False),
        (present(("message", "call")), {"message": {"call": None}}, True),
        (of_type(("message", "call"), "null"), {"message": {"call": None}}, True),
        (of_type(("message", "call"), "null"), {"message": {"call": {}}}, False),
        (other_than(("message", "call"), "object"), {"message": {"call": []}}, True),
        (other_than(("message", "call"), "object"), {"message": {"call": {}}}, False),
        (other_than(("message", "call"), "object"), {"message": {}}, False),
        (found(("message", "call"), "queued"), {"message": {"call": "queued"}}, False),
    ],
)
def test_a_body_meets_a_condition_by_the_types_of_its_values(condition, body, met):
    """What is not there is missing from an object, and of no type; single values are not compared."""
    assert condition.is_met_by(body) == met


def test_a_condition_includes_what_it_also_says():
    """That holds for the value at one place; what is missing is something else."""
    call = ("message", "call")

    assert present(call).includes(found(call, {}))
    assert other_than(call, "object").includes(found(call, "x"))
    assert not other_than(call, "object").includes(found(call, {}))
    assert not present(call).includes(missing(call))
    assert not present(call).includes(found((*call, "id"), 1))
    assert not found(call, []).includes(of_type(call, "array"))
