"""The short text that stands for an exchange."""

import re
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.case_sources.messages import GENERATORS, generate
from pytest_vapi_contract.case_sources.replay_ids import checksum_of, named_case, replay_case, replay_id
from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.errors import BadReplay
from tests.depth import many

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
)
SMALLEST = Case(
    id="minimal",
    type="model-output",
    body={"message": {"type": "model-output", "output": {}}},
    category="conforming",
)


@settings(max_examples=many(40, 2_000))
@given(
    body=JSON | st.binary(),
    id=st.text(),
    family=st.none() | st.sampled_from(Family),
    facts=st.dictionaries(st.text(), JSON),
    check=st.sampled_from(["accepts", "in-time"]),
)
def test_a_text_stands_for_a_case(body, id, family, facts, check):
    """Whatever is sent, its text gives it back: JSON as JSON, bytes as bytes."""
    case = Case(
        id=id,
        type="call.deleted",
        body=body,
        category="text",
        family=family,
        facts=facts if family else {},
        at="/a",
        keyword="type",
    )

    text = replay_id(check, case)

    assert replay_case(text) == (check, case)
    assert re.fullmatch(rf"{check}/call\.deleted/[\w-]+", text, re.ASCII)


def test_a_text_of_before_there_were_families_still_stands_for_its_case():
    """What somebody has copied from a finding can be sent again; the sentence in it is not needed."""
    text = (
        "survives/session.created/w-V_qN_RwgAkpwCKjpRihfKM1KJUhcQ8hfykrNTkElDCSK0oALJAHiUvqECOg2Y2aiV0WAYCuRzoXQ"
        "DHUEE"
    )

    _, case = replay_case(text)

    assert (case.id, case.at, case.keyword, case.family) == ("type.null:/call", "/call", "type", None)
    assert str(case.condition) == "`call` is null"


def test_half_a_character_is_sent_again():
    """A lone surrogate in a body survives."""
    case = Case(id="x", type="hang", body={"message": "\ud800"}, category="text")

    assert replay_case(replay_id("malformed", case))[1].body == case.body


def test_a_text_is_short():
    """The smallest messages take half a line, and most broken ones a line or two."""
    mutations = islice(generate("mutation", "session.created", shipped(), 0), 100)

    lengths = sorted(len(replay_id("survives", case)) for case in mutations)

    assert len(replay_id("accepts", SMALLEST)) < 50
    assert lengths[50] < 150


@pytest.mark.parametrize("category", GENERATORS)
def test_whatever_is_generated_can_be_sent_again(category):
    """Cases of each category are the same when they come back."""
    type = "tool-calls" if category == "documented" else "session.created"

    cases = list(islice(generate(category, type, shipped(), 0), 20))

    assert cases
    assert all(replay_case(replay_id("survives", case))[1] == case for case in cases)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-1],
        lambda text: text[:-4],
        lambda text: text[:-6] + ("A" if text[-6] != "A" else "B") + text[-5:],
        lambda text: text + "AAAA",
        lambda text: "accepts/model-output/",
        lambda text: "accepts",
        lambda text: "",
        lambda text: "accepts/model-output/é",
    ],
    ids=["one-less", "four-less", "another", "more", "nothing-behind", "check-only", "empty", "not-ascii"],
)
def test_what_was_not_copied_as_a_whole_is_refused(damage):
    """A damaged text stands for nothing, and the error says what to do."""
    text = damage(replay_id("accepts", SMALLEST))

    with pytest.raises(BadReplay, match="Copy the whole command from the finding"):
        replay_case(text)


def test_a_name_stands_for_a_case():
    """What has a name is short enough to type; the checksum is no part of the name."""
    text = replay_id("survives", SMALLEST, "type.null:/a@b/c")

    assert text == f"survives/model-output/type.null:/a@b/c@{checksum_of(SMALLEST)}"
    assert named_case(text) == ("survives", "model-output", "type.null:/a@b/c", checksum_of(SMALLEST))
    assert named_case("survives/hang/type.null:/call") == ("survives", "hang", "type.null:/call", "")


def test_a_checksum_tells_what_is_sent():
    """Another body has another one. Of a valid message only the body counts, else the reason, too."""
    valid = [SMALLEST, replace(SMALLEST, id="other", family=Family.BARE)]
    bodies = [SMALLEST, SMALLEST.with_body({"message": {"type": "model-output", "output": {"a": 1}}})]
    broken = [replace(SMALLEST, category="mutation", at=at) for at in ("/a", "/b")]

    assert len({checksum_of(case) for case in valid}) == 1
    assert len({checksum_of(case) for case in (*bodies, *broken)}) == 4
