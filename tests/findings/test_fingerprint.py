"""What failures with one cause have in common, and what tells two causes apart."""

import linecache
import operator
from dataclasses import replace

import pytest

from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.findings.fingerprint import cause_of, fault_of, speaks_of, without_values
from pytest_vapi_contract.json_paths import dumps
from tests.exchanges import crash, exchange

BODY = {"message": {"type": "status-update", "status": "in-progress", "call": {"id": "c1"}}}


@pytest.fixture
def at_line(monkeypatch):
    """A function that gives the exchange in which a line of source code broke."""

    def failed(source, type, message, body=BODY):
        monkeypatch.setitem(linecache.cache, "here.py", (len(source), None, [f"    {source}\n"], "here.py"))
        broken = exchange(status=500, crash=crash(type, message, file="here.py", line=1))
        return replace(broken, request=Request(body=dumps(body).encode()))

    return failed


def test_what_is_missing_tells_two_exceptions_apart(at_line):
    """A KeyError is about its key, an AttributeError about its attribute, whatever the object is."""
    line = 'both = message["call"], message["transcript"].text'

    faults = [
        fault_of(at_line(line, type, message))
        for type, message in (
            ("KeyError", "'call'"),
            ("KeyError", "'transcript'"),
            ("AttributeError", "'NoneType' object has no attribute 'text'"),
            ("AttributeError", "'list' object has no attribute 'text'"),
        )
    ]

    assert faults == ["call", "transcript", "text", "text"]


@pytest.mark.parametrize("key", ["in-progress", "IN_PROGRESS", "on_status_update", "None", "['a']", ""])
def test_a_value_that_is_looked_up_is_not_what_is_missing(at_line, key):
    """A table that lacks ten values has one fault, however it spells them."""
    lookup = at_line("label = LABELS[status]", "KeyError", repr(key))

    assert fault_of(lookup) == ""


def test_a_name_in_the_line_is_what_is_missing(at_line):
    """Even if a value of the message is spelt like it."""
    broken = at_line('message["status-update"]', "KeyError", "'status-update'")

    assert fault_of(broken) == "status-update"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("no call in the message", "no transcript in the message", False),
        ("a status of 'ended' at 12:03", "a status of 'queued' at 9:41", True),
        ("<Call at 0x7f3a>: not in-progress", "<Call at 0x991b>: not in-progress", True),
        ("not a list: {'a': 1}", "not a list: None", True),
    ],
)
def test_what_a_handler_says_itself_counts_without_its_values(at_line, one, other, same):
    """Where the line raises, the text without numbers, quoted texts, reprs and addresses is the fault."""
    faults = {fault_of(at_line("raise Refused(text)", "Refused", text)) for text in (one, other)}

    assert (len(faults) == 1) is same


def raised_by(operation, value):
    """What the interpreter says when it cannot do something with a value."""
    with pytest.raises(TypeError) as raised:
        operation(value)
    return str(raised.value)


def unpacked(value):
    """The two parts of a value."""
    one, two = value
    return one, two


def with_both(a, b):
    """Take two arguments."""


OPERATIONS = {
    "value['a']": (lambda value: value["a"], [None, 1, "a", ["a"], True], "not subscriptable"),
    "value[:3]": (lambda value: value[:3], [None, 1], "not subscriptable"),
    "value['a'] = 1": (
        lambda value: operator.setitem(value, "a", 1),
        [None, 1, "a", ["a"]],
        "not subscriptable",
    ),
    "{}[value]": (lambda value: {}[value], [{}, []], "unhashable"),
    "[*value]": (lambda value: [*value], [None, 1, 1.5, True], "not iterable"),
    "for _ in value": (list, [None, 1, 1.5, True], "not iterable"),
    "one, two = value": (unpacked, [None, 1], "not iterable"),
    "'a' in value": (lambda value: "a" in value, [None, 1], "not iterable"),
    "value in 'a'": (lambda value: operator.contains("a", value), [None, 1, []], "not iterable"),
    "dict(value)": (dict, [None, 1, [1]], "not iterable"),
    "value()": (lambda value: value(), [None, "a", {}], "not callable"),
    "{**value}": (lambda value: {**value}, [None, "a", [1]], "not a mapping"),
    "f(**value)": (lambda value: dict(**value), [None, "a", [1]], "not a mapping"),
    "C(**value) without": (lambda value: with_both(**value), [{}, {"a": 1}], "missing arguments"),
    "C(**value) with": (lambda value: with_both(1, 2, **value), [{"c": 1}, {"d": 1}], "unknown arguments"),
    "len(value)": (len, [None, 1], "no len()"),
    "value < 3": (lambda value: value < 3, [None, "a", {}, []], "not comparable"),
    "value + 1": (lambda value: value + 1, [None, "a", {}, []], "unsupported operand"),
    "'a' + value": (lambda value: "a" + value, [None, 1, {}, []], "unsupported operand"),
    "value * 1.5": (lambda value: value * 1.5, [None, "a", {}, []], "unsupported operand"),
    "-value": (lambda value: -value, [None, "a", {}, []], "unsupported operand"),
    "value % 2": (lambda value: value % 2, [None, "a", {}, []], "unsupported operand"),
}


@pytest.mark.parametrize("code", OPERATIONS)
def test_one_operation_is_one_fault_whatever_value_it_meets(code, at_line):
    """Null is not subscriptable, and the indices of a list are numbers: the line has one fault."""
    operation, values, fault = OPERATIONS[code]

    said = [raised_by(operation, value) for value in values]

    assert {fault_of(at_line(code, "TypeError", text)) for text in said} == {fault}


def test_two_operations_on_one_line_are_two_faults(at_line):
    """A message that is null, and a status that is a list, are mended in two ways."""
    line = 'label = LABELS[message["status"]]'
    said = [raised_by(lambda value: value["status"], None), raised_by(lambda value: {}[value], [])]

    assert [fault_of(at_line(line, "TypeError", text)) for text in said] == [
        "not subscriptable",
        "unhashable",
    ]


@pytest.mark.parametrize(
    ("type", "text"),
    [
        ("ValueError", "invalid literal for int() with base 10: 'a'"),
        ("ValidationError", "1 validation error for Message"),
        ("TypeError", "sequence item 0: expected str instance, int found"),
    ],
)
def test_what_is_said_of_a_value_is_no_fault_of_its_own(type, text, at_line):
    """A library says of each value something else, and the line has one fault."""
    assert fault_of(at_line("model(value)", type, text)) == ""


def test_values_of_the_message_are_taken_out(at_line):
    """A text that quotes the message without quotes is the same for another message."""
    texts = [
        without_values(at_line("f(x)", "ValueError", f"bad state {status}", {"message": {"status": status}}))
        for status in ("queued", "ended")
    ]

    assert texts == ["bad state …", "bad state …"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("abc", "…"),
        ("abc abc", "… …"),
        ("abcabc abc", "abcabc …"),
        ("xabc abcx _abc abc_ éabc", "xabc abcx _abc abc_ éabc"),
        ("a/abc: -abc", "a/…: -…"),
    ],
)
def test_a_value_is_taken_out_where_it_is_a_word_of_its_own(text, left):
    """What it is a part of says something else."""
    request = Request(body=dumps({"message": {"name": "abc"}}).encode())

    assert without_values(replace(exchange(crash=crash("ValueError", text)), request=request)) == left


def test_what_a_struct_does_not_take_is_told_apart_by_its_place(at_line):
    """A library that names the place tells of as many faults as it names places."""
    said = "Expected `int | null`, got `float` - at `$.message.timestamp`"

    fault = fault_of(at_line("decoder.decode(raw)", "ValidationError", said))
    other = fault_of(at_line("decoder.decode(raw)", "ValidationError", said.replace("timestamp", "cost")))
    same = fault_of(at_line("decoder.decode(raw)", "ValidationError", said.replace("float", "str")))

    assert fault == same != other


def test_a_spoken_word_is_no_value(at_line):
    """Production lists words as they are heard, and every exception has some of them."""
    confidence = [{"word": "is", "punctuated_word": "is"}]
    heard = {"message": {"metadata": {"wordLevelConfidence": confidence}, "words": ["out", "of"]}}

    text = without_values(at_line("f(x)", "ValueError", "year 58156 is out of range", heard))

    assert text == "year … is out of range"


def test_without_an_exception_there_is_no_fault():
    """A reply says no more than its status."""
    assert fault_of(exchange(status=500)) == ""
    assert without_values(exchange(status=500)) == ""


def test_one_place_is_one_cause():
    """Exceptions at one place have one cause whatever value they met; what is missing makes another."""
    causes = [
        cause_of(exchange(status=500, crash=crash("ValueError", "not a date: '2026'"))),
        cause_of(exchange(status=500, crash=crash("ValueError", "not a date: 'today'"))),
        cause_of(exchange(status=500, crash=crash(message="'id'"))),
        cause_of(exchange(status=500, crash=crash(message="'call'"))),
        cause_of(exchange(status=500, crash=crash(line=42))),
        cause_of(exchange(status=500, crash=crash("TypeError"))),
        cause_of(exchange(status=500)),
        cause_of(exchange(status=400)),
        cause_of(exchange(status=0, timed_out=True)),
        cause_of(exchange(status=0, fault="closed")),
    ]

    assert causes[0] == causes[1]
    assert len(set(causes)) == len(causes) - 1


@pytest.mark.parametrize(
    ("type", "message", "spoken"),
    [
        ("AttributeError", "'NoneType' object has no attribute 'get'", [None]),
        ("TypeError", "'int' object is not subscriptable", [0, 7]),
        ("IndexError", "list index out of range", ["", [], [1]]),
        ("KeyError", "''", [""]),
        ("ZeroDivisionError", "division by zero", [0]),
        ("ValueError", "'int' object", []),
    ],
)
def test_an_exception_speaks_of_values_by_their_type(type, message, spoken):
    """Or of a list or a text that is too short, of zero, or of what a table lacks."""
    broken = exchange(status=500, crash=crash(type, message))

    assert [value for value in (None, False, 0, 7, "", [], [1], {}) if speaks_of(broken, value)] == spoken
    assert not speaks_of(exchange(), None)
