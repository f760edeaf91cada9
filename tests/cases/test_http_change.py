from pytest_vapi_contract.cases.http_change import HttpChange
from pytest_vapi_contract.cases.http_framing import Framing
from pytest_vapi_contract.delivery import Request

USUAL = Request(path="/webhook", headers=(("X-Vapi-Secret", "s"), ("Accept", "*/*")), masks=(("s", "$S"),))


def test_what_is_not_said_stays_as_it_is():
    """The usual request is one that differs in nothing."""
    assert USUAL.altered(HttpChange()) == USUAL


def test_each_part_of_a_request_can_differ():
    """Method, path, headers, what is hidden, and how the body is sent."""
    change = HttpChange(
        method="PUT",
        path="{path}/more",
        headers=(("x-vapi-secret", "Ÿ"),),
        added=(("Accept", "text/html"),),
        masks=(("t", "$T"),),
        framing=Framing(chunked=True),
    )

    altered = USUAL.altered(change)

    assert (altered.method, altered.path) == ("PUT", "/webhook/more")
    assert altered.headers == (("Accept", "*/*"), ("x-vapi-secret", "\xc5\xb8"), ("Accept", "text/html"))
    assert altered.masks == (("s", "$S"), ("t", "$T"))
    assert altered.framing == Framing(chunked=True)


def test_headers_can_be_left_out():
    """In any case of letters."""
    assert USUAL.altered(HttpChange(without=("ACCEPT",))).headers == (("X-Vapi-Secret", "s"),)
