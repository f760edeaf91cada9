import pytest

from pytest_vapi_contract.cases.condition import MISSING
from pytest_vapi_contract.findings.difference import Difference, of_whole_list, several_items

CALL = ("message", "call")


@pytest.mark.parametrize(
    ("difference", "body", "covered"),
    [
        (Difference(), {}, True),
        (Difference(places=(CALL,)), {"message": {}}, True),
        (Difference(places=(CALL,)), {"message": {"call": None}}, False),
        (Difference(places=(CALL,), value={}), {"message": {"call": {"id": "c1"}}}, True),
        (Difference(places=(CALL,), value={}), {"message": {"call": "c1"}}, False),
        (Difference(size=20), {"message": {"text": "long"}}, True),
        (Difference(size=20), {"message": {}}, False),
        (Difference(is_non_ascii=True), {"message": {"text": "René"}}, True),
        (Difference(is_non_ascii=True), {"message": {"text": "Rene"}}, False),
    ],
)
def test_a_body_has_the_difference_or_not(difference, body, covered):
    """The empty one explains every failure; what is at a place counts by its type."""
    assert difference.covers(body) is covered


def test_a_name_is_added_where_other_messages_have_it():
    """Where something is missing as a whole, what is read of it is missing, too."""
    lacking = Difference(places=(CALL,))

    assert lacking.with_name("id", [{"message": {"call": {"id": "c1"}}}]).places == ((*CALL, "id"),)
    assert lacking.with_name("id", [{"message": {}}]) == lacking


def test_the_list_of_calls_decides_where_the_id_of_one_does():
    """Without its id, a call is not asked for."""
    body = {"message": {"toolCallList": [{"id": "t1"}, {"id": "t2"}]}}
    of_one = Difference(places=(("message", "toolCallList", 1, "id"),), value="t2")
    elsewhere = Difference(places=((*CALL, "name"),))

    whole = of_whole_list(of_one, body)

    assert str(several_items(whole)) == "`toolCallList` is a list of 2 items"
    assert of_whole_list(elsewhere, body) == elsewhere
    assert Difference(places=(CALL, CALL)).at == ""
    assert Difference(places=(CALL,), value=MISSING).at == "/call"
