"""A line of the handler as it should read."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.findings import line_fixes


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ('call = body["message"]["call"]["id"]', 'call = (body["message"].get("call") or {}).get("id")'),
        ("return message['call']", "return message.get('call')"),
        ('if message["call"]:', 'if message.get("call"):'),
        (
            'events.append((message["call"], message["x"]))',
            'events.append((message.get("call"), message["x"]))',
        ),
        ('message["call"] = {}', ""),
        ('call = message["chat"]', ""),
        ('minutes = message["call"] / 60', ""),
        ('calls = sorted(calls, key=lambda each: each["call"])', ""),
        ('text += message["call"]', ""),
        ('text = message["call"].strip()', ""),
        ('if 3 < message["call"]:', ""),
        ('if "a" == message["call"]:', 'if "a" == message.get("call"):'),
        ('size = len(message["call"])', ""),
        ('for each in message["call"]:', ""),
        ('last = message["call"]["messages"][-1]', ""),
        ('code = message["call"]["number"][:2]', ""),
        ('name = NAMES[message["call"]]', ""),
        ('minutes = message["call"]["seconds"] / 60', ""),
        ('seconds = int(message["call"]["seconds"])', ""),
        ('print(message["call"]["id"])', 'print((message.get("call") or {}).get("id"))'),
        ('a = message["call"]; b = 1', ""),
        ('if message["call"]: a = 1', ""),
        ('call_id=report["call"]["id"],', ""),
        ("(", ""),
    ],
)
def test_a_key_that_may_be_missing_is_got(line, fixed):
    """With an object in its place where something is looked up in it."""
    assert line_fixes.fix_missing(line, "call") == fixed


def test_a_message_that_may_be_missing_is_an_empty_object():
    """The lines below look something up in it."""
    fixed = line_fixes.fix_missing('message = body["message"]', "message")

    assert fixed == 'message = body.get("message") or {}'


@pytest.mark.parametrize(
    ("fix", "line", "fixed"),
    [
        (line_fixes.fix_unhashable, "if a not in KNOWN:", ""),
        (line_fixes.fix_unhashable, "return a in KNOWN", "return isinstance(a, str) and a in KNOWN"),
        (line_fixes.fix_lookup, 'run = TABLE[message["type"]]', 'run = TABLE.get(message["type"])'),
        (line_fixes.fix_lookup, 'TABLE["hang"]()', ""),
        (line_fixes.fix_lookup, "TABLE[name] = 1", ""),
        (line_fixes.fix_lookup, "TABLE[name]()", ""),
    ],
)
def test_a_value_is_looked_up_only_where_it_can_be(fix, line, fixed):
    """An object is never in a table, and a table may lack an entry."""
    assert fix(line) == fixed


def test_null_is_gone_through_as_nothing():
    """In the head of a loop, and only there."""
    fixed = line_fixes.fix_iteration('for a in message["list"]:', "list")

    assert fixed == 'for a in message["list"] or []:'
    assert line_fixes.fix_iteration('sum(message["list"])', "list") == ""
    assert line_fixes.fix_iteration("for a in b:", "list") == ""


def test_a_loop_over_what_is_missing_does_nothing():
    """Only where it is the list itself that is missing, and not something on the way to it."""
    fixed = line_fixes.fix_missing_list('for a in message["list"]:', "list")

    assert fixed == 'for a in message.get("list") or []:'
    assert line_fixes.fix_missing_list('for a in message["list"]["items"]:', "list") == ""
    assert line_fixes.fix_missing_list('for a in enumerate(message["list"]):', "list") == ""
    assert line_fixes.fix_missing_list('call(message["list"])', "list") == ""


@pytest.mark.parametrize(
    ("line", "where", "taken"),
    [
        ('x = message["call"]["id"]', ("message",), "message"),
        ('x = message["call"]["id"]', ("message", "call"), 'message["call"]'),
        ('x = message.get("call").get("id")', ("message", "call"), 'message.get("call")'),
        ('x = message["a"], other["b"]', ("message",), ""),
        ('x = m["list"][0]["id"]', ("message", "list", 0), ""),
        ('x = m["call"]["id"]', None, ""),
        ('x = sorted(m["list"], key=lambda each: each["id"])', ("message", "list"), ""),
        ('x = m["call"], m["id"]', None, "m"),
        ('x = m["call"]["id"]', (), "m"),
        ('if body["message"]:', (), "body"),
        ('current["call"] = call.get("id")', ("message", "call"), "call"),
        ('x = self.body()["a"]', (), ""),
        ("x = 1", (), ""),
        ("(", (), ""),
    ],
)
def test_what_has_the_value_at_a_place_is_named(line, where, taken):
    """If only one expression of the line can have it."""
    assert line_fixes.taken_for(line, where) == taken


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ('id = message.get("call", {}).get("id")', 'id = (message.get("call") or {}).get("id")'),
        (
            'name = m.get("call", {}).get("customer", {}).get("name")',
            'name = ((m.get("call") or {}).get("customer") or {}).get("name")',
        ),
        ('id = call.get("id")', ""),
        ('id = message.get("call", 1)', ""),
    ],
)
def test_a_default_that_does_not_apply_to_null_becomes_one_that_does(line, fixed):
    """The default of `get` is for what is missing."""
    assert line_fixes.fix_get_on_null(line) == fixed


def test_an_envelope_is_opened():
    """The key is looked up in the message."""
    assert line_fixes.fix_envelope('type = body["type"]', "type") == 'type = body["message"]["type"]'
    assert line_fixes.fix_envelope('type = body["kind"]', "type") == ""


def test_bytes_are_compared():
    """Both of them."""
    line = "if not hmac.compare_digest(given, SECRET):"

    assert (
        line_fixes.fix_compared_text(line) == "if not hmac.compare_digest(given.encode(), SECRET.encode()):"
    )
    assert line_fixes.fix_compared_text("if given == SECRET:") == ""


def test_an_object_is_not_parsed():
    """It is taken as it is."""
    assert line_fixes.fix_loads("x = json.loads(a)") == "x = a if isinstance(a, dict) else json.loads(a)"
    assert line_fixes.fix_loads("x = json.dumps(a)") == ""


def test_a_number_has_a_default():
    """Unless it has one."""
    assert (
        line_fixes.fix_number('cost = float(message.get("cost"))') == 'cost = float(message.get("cost") or 0)'
    )
    assert line_fixes.fix_number("cost = float(a or 0)") == ""
    assert line_fixes.fix_number("cost = float()") == ""


KEYS = st.sampled_from(['"call"', '"id"', "0", "-1", ":2", "1:", "name", "::-1"])
LINES = (
    "x = {}",
    "print({})",
    "x = {} or 1",
    "x += {}",
    "return {}",
    "if {}:",
    "for x in {}:",
    "x = y if {} else z",
)
FIXES = (
    line_fixes.fix_get_on_null,
    line_fixes.fix_lookup,
    line_fixes.fix_number,
    line_fixes.fix_unhashable,
    lambda line: line_fixes.fix_missing(line, "call"),
    lambda line: line_fixes.fix_missing(line, "message"),
    lambda line: line_fixes.fix_envelope(line, "call"),
    lambda line: line_fixes.fix_iteration(line, "call"),
    lambda line: line_fixes.fix_missing_list(line, "call"),
)


@given(line=st.sampled_from(LINES), keys=st.lists(KEYS, min_size=1, max_size=4), fix=st.sampled_from(FIXES))
def test_a_line_is_python_and_gets_names_only(line, keys, fix):
    """What `.get` looks up is never an index or a part of a list."""
    chain = "message" + "".join(f"[{key}]" for key in keys)

    fixed = fix(line.format(chain))

    tree = ast.parse(f"{fixed} pass" if fixed.endswith(":") else fixed)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    got = [call.args[0] for call in calls if getattr(call.func, "attr", "") == "get"]
    assert not any(isinstance(key, ast.Slice | ast.UnaryOp) for key in got)
    assert all(isinstance(key.value, str) for key in got if isinstance(key, ast.Constant))
