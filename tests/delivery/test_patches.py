"""A handler has what it has replaced in the process, and we have what was there before."""

import builtins
import json
import threading

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.delivery.patches import Patches


def refuses(*args, **kwargs):
    """A function in the place of another."""
    raise RuntimeError("replaced")


@pytest.fixture
def patches():
    """Those of another process, as it were."""
    return Patches()


def test_what_a_handler_replaces_is_its_own(patches):
    """It is there in each of its turns, and in none of ours."""
    usual = json.dumps

    with patches:
        json.dumps = refuses
    between = json.dumps
    with patches:
        again = json.dumps

    assert (between, again, json.dumps) == (usual, refuses, usual)


def test_what_a_handler_puts_back_stays_so(patches):
    """The next turn begins with what the last one ended with."""
    usual = builtins.open
    with patches:
        builtins.open = refuses
    with patches:
        builtins.open = usual

    with patches:
        seen = builtins.open

    assert seen is usual


def test_one_turn_can_have_several_requests(patches):
    """For each of them the handler has its own again."""
    usual, seen = builtins.open, []
    with patches:
        for each in (refuses, print, usual):
            patches.give()
            seen.append(builtins.open)
            builtins.open = each
            patches.put_back()
            seen.append(builtins.open)

    assert seen == [usual, usual, refuses, usual, print, usual]
    patches.give()
    assert builtins.open is usual


def test_what_was_removed_is_there_again(patches):
    """Also a method of a class."""
    usual = json.JSONEncoder.encode
    with patches:
        del json.JSONEncoder.encode

    assert json.JSONEncoder.encode is usual
    with patches:
        assert not hasattr(json.JSONEncoder, "encode")


class Uncomparable:
    """It refuses to say whether it is equal to anything."""

    def __eq__(self, other):
        raise RuntimeError("not with me")

    def __hash__(self):
        return 1


def test_what_cannot_be_compared_is_put_aside_as_well(patches):
    """Whether anything was replaced is asked first, of all at once."""
    usual, theirs = json.loads, Uncomparable()
    with patches:
        json.loads = theirs

    between = json.loads
    with patches:
        again = json.loads

    assert between is json.loads is usual
    assert again is theirs


def test_what_is_new_stays(patches):
    """As `gettext` installs `_`: what runs in the background may need it."""
    with patches:
        builtins.of_a_handler = 1

    assert vars(builtins).pop("of_a_handler") == 1


def test_what_a_test_replaces_is_what_was_there_before(patches, monkeypatch):
    """Ours is what there is when the turn of the handler begins."""
    monkeypatch.setattr(builtins, "print", refuses)

    with patches:
        builtins.print = len

    assert builtins.print is refuses


def test_the_last_of_several_turns_ends_them(patches):
    """But ours may be wanted before that, where a handler has answered."""
    usual = builtins.len
    with patches:
        with patches:
            builtins.len = refuses
        inside = builtins.len
        patches.put_back()

    assert (inside, builtins.len) == (usual, usual)


def test_what_is_replaced_after_another_turn_has_ended_is_put_aside_as_well(patches):
    """Two handlers at once: ours were put back for the one that has answered."""
    usual = builtins.len
    with patches:
        with patches:
            patches.put_back()
        builtins.len = refuses

    assert builtins.len is usual


def replaces_everything(body):
    """A function after which little works."""
    for place, name in (
        (builtins, "len"),
        (builtins, "isinstance"),
        (json, "loads"),
        (threading.Thread, "join"),
    ):
        setattr(place, name, refuses)
    return {"seen": json.loads is refuses}


def test_one_handler_has_nothing_of_another_that_is_closed():
    """Also where a third one is open all the time."""
    with as_handler(lambda body: None) as open_meanwhile:
        open_meanwhile.send({})
        with as_handler(replaces_everything) as handler:
            handler.send({})
        with as_handler(lambda body: {"seen": json.loads is refuses}) as handler:
            reply = handler.send({}).reply

    assert reply.json() == {"seen": False}


def test_replies_are_read_with_ours():
    """And a handler that is closed has left nothing behind, for others neither."""
    with as_handler(replaces_everything) as handler:
        replies = [handler.send({}).reply for _ in range(2)]

    with as_handler(lambda body: {"seen": json.loads is refuses}) as handler:
        other = handler.send({}).reply

    assert other.json() == {"seen": False}
    assert [reply and reply.json() for reply in replies] == [{"seen": True}, {"seen": True}]
    assert json.loads("[]") == []
