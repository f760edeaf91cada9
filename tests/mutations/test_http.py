import gzip

import pytest

from pytest_vapi_contract.cases.http_change import HttpChange
from pytest_vapi_contract.mutations import http_mutations

BODY = b'{"message":{"type":"hang"}}'
USUAL = (("content-type", "application/json"), ("X-Vapi-Secret", "s"))
BY_ID = {mutation.id: mutation for mutation in http_mutations("hang", BODY, hostile=True)}


def test_each_has_an_id_and_a_sentence():
    """The ids are unique, and the order is the same each time."""
    mutations = http_mutations("hang", BODY)

    assert len({mutation.id for mutation in mutations}) == len(mutations) > 50
    assert all(mutation.why.endswith(".") for mutation in mutations)
    assert mutations == http_mutations("hang", BODY)
    assert str(mutations[0]) == "hang http.method.GET: the method is GET."


def test_what_is_hostile_is_off_unless_asked_for():
    """A header of 100 KB, 500 headers, and a body that comes one byte at a time."""
    assert not any(mutation.hostile for mutation in http_mutations("hang", BODY))
    assert {mutation.id for mutation in BY_ID.values() if mutation.hostile} == {
        "hostile.header.long",
        "hostile.header.many",
        "hostile.body.slow",
    }


def test_framing_needs_a_socket():
    """Without one there is no content length that is wrong, and no body that stops half-way."""
    framed = {mutation.id for mutation in BY_ID.values() if mutation.alter.framing}

    assert framed == {
        "http.body.chunked",
        "http.body.half",
        "http.body.none",
        "http.content-length.missing",
        "http.content-length.short",
        "http.content-length.long",
        "http.content-length.negative",
        "http.content-length.no-number",
        "hostile.body.slow",
    }


@pytest.mark.parametrize(
    ("id", "headers"),
    [
        ("http.method.GET", USUAL),
        ("http.content-type.missing", USUAL[1:]),
        ("http.content-type.text", (USUAL[1], ("Content-Type", "text/plain"))),
        (
            "http.content-type.twice",
            (USUAL[1], ("Content-Type", "application/json"), ("Content-Type", "text/plain")),
        ),
        ("http.header.non-ascii", (*USUAL, ("X-Call-Id", "caf\xe9"))),
    ],
)
def test_headers_replace_those_of_the_same_name(id, headers):
    """In any case of letters; the others stay."""
    assert BY_ID[id].alter.headers_after(USUAL) == headers


def test_added_headers_stand_beside_the_usual_ones():
    """Nothing is replaced by them."""
    headers = BY_ID["http.header.many"].alter.headers_after(USUAL)

    assert headers[:2] == USUAL
    assert len(headers) == 52


@pytest.mark.parametrize(
    ("id", "path"),
    [
        ("http.method.GET", "/webhook"),
        ("http.path.suffix", "/webhook/more"),
        ("http.path.query", "/webhook?a=1&a=2&b"),
        ("http.path.other", "/no-such-path"),
    ],
)
def test_the_path_is_made_from_the_usual_one(id, path):
    """Unless it is another one."""
    assert BY_ID[id].alter.path_after("/webhook") == path


def test_gzip_is_real_or_not():
    """One body is compressed, one only says so, and one ends early."""
    assert gzip.decompress(BY_ID["http.encoding.gzip"].body) == BODY
    assert BY_ID["http.encoding.gzip-plain"].body == BODY
    with pytest.raises(EOFError):
        gzip.decompress(BY_ID["http.encoding.gzip-cut"].body)


def test_all_headers_can_go_over_the_wire():
    """One character for each byte."""
    changes = [mutation.alter for mutation in BY_ID.values()]
    values = [value for change in changes for _, value in (*change.headers, *change.added)]

    assert all(value.encode("latin-1") is not None for value in values)


def test_the_usual_request_is_no_fault():
    """What is not said stays as it is."""
    usual = HttpChange()

    assert (usual.headers_after(USUAL), usual.path_after("/"), usual.framing) == (USUAL, "/", None)
