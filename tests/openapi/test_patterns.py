import re

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.bundle import read_bundle, subschemas
from pytest_vapi_contract.openapi.patterns import translated_pattern
from tests.depth import many
from tests.openapi.documents import held, held_though

NAMES = r"/^\p{L}[\p{L}\d]*(?::[+-]?\d+)?$/u"

#: A pattern, what it matches, what it does not. Node 20 was asked about every pair.
TABLE: list[tuple[str, list[str], list[str]]] = [
    (
        NAMES,
        ["a", "word:3", "häuser:-3", "Ärger", "ß", "\u212a", "𐐀", "𠀀", "a3"],
        ["", "3", "٣", "a\n", "-", "a:", "a٣"],
    ),
    (r"/^[A-Z][A-Z0-9_]*$/", ["A", "A_1"], ["a", "A\n", "Ä", "A-"]),
    (r"/^[a-zA-Z0-9_-]{1,40}$/", ["a", "a-_9", "a" * 40], ["", "a" * 41, "a\n", "é"]),
    (r"^a$", ["a"], ["a\n", "\na", ""]),
    (r"^.$", ["a", "😀", "\x85", "\x1c"], ["\n", "\r", "\u2028", "\u2029", ""]),
    (r"^\d$", ["3"], ["٣", "３", "a"]),
    (r"^\D$", ["٣", "a", "\n"], ["3"]),
    (r"^\w$", ["a", "Z", "0", "_"], ["é", "ß", "-", "\u212a"]),
    (r"^\W$", ["é", "-", "\n"], ["a", "_"]),
    (r"^\s$", [" ", "\t", "\n", "\v", "\xa0", "\ufeff", "\u2028", "\u3000"], ["\x1c", "\x85", "\u180e", "a"]),
    (r"^\S$", ["\x1c", "\x85", "a"], ["\ufeff", " "]),
    (r"^[\s\d]$", ["\ufeff", "3"], ["\x1c", "٣"]),
    (r"^[^\d]$", ["٣", "\n"], ["3"]),
    (r"^\P{L}$", ["3", "😀"], ["a", "ß"]),
    (r"^[a-]$|^[-a]$", ["a", "-"], ["b"]),
    (r"^[+--]$", ["+", ",", "-"], ["."]),
    (r"^\/\.x\/$", ["/.x/"], ["/ax/"]),
    (r"^(?:a(?!b)|c)+$", ["aac"], ["ab"]),
    (r"^[\]\-\\[]$", ["]", "-", "\\", "["], ["a"]),
    (r"^a{2}b{1,}c{1,2}?$", ["aabc"], ["abc"]),
]


def matches_everywhere(pattern, text):
    """Return what Python and the two validators say; it is one value if they agree."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "pattern": pattern}
    return {
        re.search(pattern, text) is not None,
        jsonschema.Draft202012Validator(schema).is_valid(text),
        jsonschema_rs.validator_for(schema).is_valid(text),
    }


@pytest.mark.parametrize(("pattern", "positive", "negative"), TABLE, ids=[row[0] for row in TABLE])
def test_a_pattern_means_what_it_means_in_javascript(pattern, positive, negative):
    """Python and both validators find the texts that a JavaScript engine finds, and no others."""
    translation = translated_pattern(pattern)

    found = {text: matches_everywhere(translation, text) for text in [*positive, *negative]}

    assert found == {text: {text in positive} for text in [*positive, *negative]}


@pytest.mark.parametrize("pattern", ["^[a-z]+(?:-[0-9]{2})*$", "a|b", "^[^/]+/"])
def test_what_needs_no_translation_stays_readable(pattern):
    """Only the end of a text is written differently."""
    assert translated_pattern(pattern) == pattern.replace("$", r"$(?!\n)")


@pytest.mark.parametrize("name", ["^[a-z]$", "/^[a-z]$/", "/^[a-z]$/g", "/^[a-z]$/u", "/^[a-z]$/d"])
def test_a_regex_literal_is_read_by_its_body(name):
    """Slashes and flags that change nothing are taken off."""
    assert translated_pattern(name) == r"^[a-z]$(?!\n)"


def test_a_path_is_no_regex_literal():
    """A pattern that merely starts with a slash stands for itself."""
    assert translated_pattern("/webhooks/") == "webhooks"
    assert translated_pattern("/webhooks/vapi") == "/webhooks/vapi"


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("/^a/m", "the flag 'm' is not supported"),
        ("/^a/i", "the flag 'i' is not supported"),
        ("/^.$/s", "the flag 's' is not supported"),
        (r"(a)\1", r"\1 is not supported"),
        (r"(?<n>a)\k<n>", r"(?<n is not supported"),
        (r"(?<=a)b", r"(?<= is not supported"),
        ("(?P<n>a)", "(?P is not supported"),
        ("(?i)a", "(?i is not supported"),
        (r"\bfoo", r"\b is not supported"),
        (r"a\Z", r"\Z is not supported"),
        (r"\u0041", r"\u is not supported"),
        ("\ud83d", "\ud83d is not supported"),
        (r"\p{Script=Greek}", r"\p is not supported"),
        (r"[\P{L}a]", r"\P is not supported in a character class"),
        (r"[\u0041]", r"\u is not supported in a character class"),
        ("[\ud83d]", "\ud83d is not supported in a character class"),
        (r"/\p{L}/", r"\p is read with the flag 'u' only"),
        ("[z-a]", "bad character range z-a"),
        ("[]", "[ is not supported"),
        ("[^]", "[ is not supported"),
        ("[a", "[a is not supported"),
        ("^{a}$", "{a is not supported"),
        ("a]", "] is not supported"),
        ("*a", "nothing to repeat"),
        ("a**", "* is not supported"),
        ("a*+", "* is not supported"),
        ("^*", "nothing to repeat"),
        ("(|+)", "nothing to repeat"),
        ("a{2,1}", "min repeat greater than max repeat"),
        ("(a", "missing ), unterminated subpattern"),
        ("^(a{1000}){1000}$", "it is too large"),
        ("a)", "unbalanced parenthesis"),
        ("a\\", "\\ is not supported"),
        ("(" * 5_000 + ")" * 5_000, "recursion"),
    ],
    ids=lambda value: ascii(value[:40]),
)
def test_a_pattern_that_engines_may_not_read_alike_is_refused(pattern, why):
    """What could mean different things to different readers is not let in."""
    with pytest.raises(ValueError, match=re.escape(why)):
        translated_pattern(pattern)


def test_patterns_are_translated_on_import(tmp_path):
    """The import translates every pattern, of 3.0 and of 3.1."""
    for openapi in ("3.0.0", "3.1.0"):
        assert held(tmp_path, {"items": {"pattern": r"/^\d$/u"}}, openapi) == {
            "items": {"pattern": r"^[0-9]$(?!\n)"}
        }


def test_a_pattern_that_is_not_read_is_left_out_and_told(tmp_path):
    """One exotic pattern does not keep a document from being read."""
    schema, warning = held_though(tmp_path, {"items": {"pattern": "(", "minLength": 1}})

    assert schema == {"items": {"minLength": 1}}
    assert warning.startswith(
        'ServerMessageHang/properties/held/items/pattern: the pattern "(" is not checked: '
    )
    assert warning.endswith("; any string matches.")


SHIPPED = sorted(
    {
        inner["pattern"]
        for revision in ("2026-04-22", "2026-08-18")
        for schema in read_bundle(revision).components.values()
        for _, inner in subschemas(schema)
        if "pattern" in inner
    }
)


def test_shipped_patterns_hold_nothing_that_engines_read_in_different_ways():
    """No escape of one dialect, and no slash of a regex literal, is left in what ships."""
    assert translated_pattern(NAMES) in SHIPPED
    assert not any(re.search(r"\\[dDwWsSbBpP]|\\u|/", pattern) for pattern in SHIPPED)


@settings(max_examples=many(50, 5_000))
@given(text=st.text("aZé٣3_-+:\n \u212a𐐀", max_size=6) | st.text(max_size=3))
def test_shipped_patterns_are_read_alike(text):
    """Python and both validators find the same texts with each pattern that ships."""
    found = {pattern: len(matches_everywhere(pattern, text)) for pattern in SHIPPED}

    assert found == dict.fromkeys(SHIPPED, 1)


CHARACTERS = "aAzZkKsS09_-+./ \t\n\r\v\x00\x1c\x85\xa0éß\u017f\u212a٣\u2028\ufeff\ud7ff\ue000😀𐐀"
ATOMS = st.sampled_from(list("akZ0.-é😀")) | st.sampled_from(
    [r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", r"\p{L}", r"\P{L}", r"\.", r"\/"]
)
EDGES = st.sampled_from(["^", "$", "(?=a)", r"(?!\w)"])
#: Without `+`: jsonschema-rs 0.60.3 takes `a` for a match of `a+b*a+`.
REPEATS = st.sampled_from(["", "", "*", "?", "{2}", "*?"])
CLASSES = st.sampled_from(["[a-k]", r"[^\d\-]", r"[\s\w]", r"[^\w\p{L}]", "[😀-😂.]"])
PARTS = st.builds(str.__add__, ATOMS | CLASSES, REPEATS) | EDGES
PATTERNS = st.recursive(
    st.lists(PARTS, min_size=1, max_size=4).map("".join),
    lambda inner: st.builds("(?:a{})?{}".format, inner, inner) | st.builds("({}|{})".format, inner, inner),
    max_leaves=3,
)


@settings(max_examples=many(100, 5_000))
@given(pattern=PATTERNS, texts=st.lists(st.text(CHARACTERS, max_size=5), min_size=5, max_size=10))
def test_python_and_the_validator_read_every_translation_alike(pattern, texts):
    """Whatever the pattern, no text is valid to one reader and invalid to the other."""
    translation = translated_pattern(pattern)
    validator = jsonschema_rs.validator_for({"pattern": translation})

    found = {text: validator.is_valid(text) for text in texts}

    assert found == {text: re.search(translation, text) is not None for text in texts}


@given(character=st.characters(exclude_categories=["Cs"]))
def test_every_character_stands_for_itself(character):
    """A character that is escaped, or is not, matches itself and not its neighbour."""
    assume(not character.isalnum())
    neighbour = chr(ord(character) ^ 1)
    assume(not "\ud800" <= neighbour <= "\udfff")

    for pattern in (f"^\\{character}$", f"^[\\{character}]$"):
        translation = translated_pattern(pattern)

        assert matches_everywhere(translation, character) == {True}
        assert matches_everywhere(translation, neighbour) == {False}
