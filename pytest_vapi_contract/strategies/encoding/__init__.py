"""
Messages as strings of bytes: which byte decides what.

To Hypothesis one choice costs as much as some eighty bytes, so a message is drawn in a few strings of bytes,
where a plain composite would draw a choice for each property, item, branch and value::

    numbers ──────► targets       two bytes each: the places that the message is grown towards; 0 means none
    layout ───────► most of it    what is in the message itself, what that requires, the way to the targets
    later strings ► the rest      one for each record or list that only some messages hold, or for one value
    number ───────► its call      two bytes, for observed messages: the call whose records complete it

A layout has bytes for what may be there, whether it is there or not, so nothing moves when a byte changes:

- a record has one byte for each property, then the bytes of those properties that are laid out as well;
- a list has one byte for each item, which says whether it is there, then the bytes of the items;
- a union has one byte for the branch, then as many as the longest branch takes: the branches share them;
- anything else has one byte, which chooses one of 256 prepared values; a few of them are drawn later.

Byte 0 is always the simplest: what is optional is absent, a union takes its smallest branch, a value is the
smallest. Hypothesis shrinks a string byte by byte, and so a message property by property.

A message of a lamp shop may hold a `note`, must hold a `lamp` with `watts` and perhaps a `color`, and may
hold up to two `rooms`, each "hall" or a lamp. This one is grown towards the watts of a lamp in the rooms::

    byte      decides
              ┌ one for each property of the message
     0   ff   │ /note           absent below its threshold, then one of its values in turn
     1   00   │ -               /lamp is required; the last bytes say what it holds
     2   01   │ /rooms          absent for 0 alone, as the target is in them
              ├ one for each item of /rooms
     3   01   │ /rooms/0        absent for 0 alone, as it holds the target
     4   c0   │ /rooms/1        absent below 192
              ├ of /rooms/0
     5   01   │ /rooms/0        a lamp, as the target wants; for 0 what follows is read as from byte 9 on
     6   01   │ /rooms/0/watts  the target itself: 0 is its first value, for all others byte 8 decides
     7   ff   │ /rooms/0/color  absent below its threshold, then one of its values in turn
     8   01   │ /rooms/0/watts  one of its values in turn
              ├ of /rooms/1
     9   00   │ /rooms/1        "hall" for even numbers, a lamp for odd ones
    10   00   │ -               the watts, if byte 9 is odd
    11   00   │ -               the color, if byte 9 is odd
              ├ of /lamp
    12   00   │ /lamp/watts     one of its values in turn
    13   00   └ /lamp/color     absent below its threshold, then one of its values in turn

    {"note": "old", "lamp": {"watts": 5}, "rooms": [{"watts": 9, "color": "blue"}, "hall"]}

`message` puts the strings together, `layout` shares out the bytes, `generator` makes what is not laid out,
`presence` has the thresholds, `deferred` what is drawn later, `builders` what one byte makes, and
`arbitrary_json` what the contract leaves open.
"""

from .message import Encoding, Targets

__all__ = ["Encoding", "Targets"]
