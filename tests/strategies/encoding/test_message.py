"""A message chooses its targets by numbers, and its parts are not copied over each other."""

from hypothesis import strategies as st

from pytest_vapi_contract.shapes import occurrences
from pytest_vapi_contract.strategies.encoding import Encoding
from pytest_vapi_contract.strategies.encoding.message import chosen
from pytest_vapi_contract.strategies.message_size import DETAILS
from tests.shapes.tiny import catalogue
from tests.strategies.drawing import drawn

LAMP = {"type": "object", "properties": {"watts": {"type": "integer"}, "color": {"type": "string"}}}
SHOP = {"type": "object", "properties": {"lamp": LAMP, "name": {"type": "string"}}}


def never():
    """Targets that nobody may ask for."""
    raise AssertionError


def test_each_number_chooses_a_path():
    """0 chooses none, and lists none; others begin anew after the last one."""
    known = catalogue(SHOP)
    paths = [each.path for each in occurrences(known, known.record("ping")).values()]

    picked = list(chosen([never, lambda: paths, lambda: paths], bytes([0, 0, 0, 1, 0, len(paths) + 2])))

    assert picked == [paths[1], paths[2]]


def test_most_messages_hold_their_target():
    """Without one, few hold it."""
    known = catalogue(SHOP)
    root = known.record("ping")
    paths = [each.path[1:] for each in occurrences(known, root).values() if each.at == ("lamp", "color")]
    encoding = Encoding(known, DETAILS["typical"])

    aimed, plain = (drawn(encoding.messages(root, to, {}), 100) for to in ([lambda: paths], ()))

    assert sum("color" in each.get("lamp", ()) for each in aimed) > 80
    assert sum("color" in each.get("lamp", ()) for each in plain) < 40


def test_no_part_of_a_message_is_copied_over_another():
    """What is drawn for two properties by the same strategy is not the same."""
    known = catalogue(SHOP)
    ids = st.binary(min_size=8, max_size=8)

    messages = Encoding(known, DETAILS["typical"]).messages(known.record("ping"), (), {"a": ids, "b": ids})

    assert [each for each in drawn(messages, 200) if each["a"] == each["b"]] == []


def test_what_takes_long_is_done_before_the_first_draw():
    """Hypothesis validates a strategy before it measures whether examples are drawn too slowly."""
    known = catalogue(SHOP)
    listed = []
    strategy = Encoding(known, DETAILS["typical"]).messages(
        known.record("ping"), [lambda: listed.append("paths") or [()]], {}
    )
    assert not listed

    strategy.validate()

    assert listed == ["paths"]
