"""What is masked, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.delivery import Bearer, FixedHeaders, Hmac, Request, SharedSecret, curl_line, hide
from pytest_vapi_contract.masking.mask import (
    hidden_json,
    hidden_reply,
    hide_distinct,
    is_ordinary,
    masks_for,
    said,
    said_line,
)

ORDINARY = ("a", "200", "message", "check", "vapi-contract", "type", "session.created", "2026-08-18", "x1")
DISTINCT = ("hunter2", 'p"ss&w0rd', "schlüssel", "k" * 21, "fc097f94-f438-4225-99d1-cb09c0f0f3d1")


@pytest.mark.parametrize("secret", ORDINARY)
def test_words_numbers_and_short_secrets_are_ordinary(secret):
    """They are found in many a text by chance."""
    assert is_ordinary(secret)


@pytest.mark.parametrize("secret", DISTINCT)
def test_letters_with_digits_and_other_characters_are_not(secret):
    """They are found nowhere by chance."""
    assert not is_ordinary(secret)


@pytest.mark.parametrize("secret", DISTINCT)
def test_a_distinct_secret_is_hidden_wherever_it_is(secret):
    """Also within a word."""
    assert hide(f"x{secret}x", masks_for(secret)) == "x$VAPI_SECRETx"
    assert hide_distinct(f"x{secret}x", masks_for(secret)) == "x$VAPI_SECRETx"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("expected hunter, got none", "expected $VAPI_SECRET, got none"),
        ("hunter", "$VAPI_SECRET"),
        ("the hunters", "the hunters"),
        ("{'X-Vapi-Secret': 'hunter'}", "{'X-Vapi-Secret': '$VAPI_SECRET'}"),
        (r"expected\nhunter", r"expected\n$VAPI_SECRET"),
        (r"\u003dhunter\u003d", r"\u003d$VAPI_SECRET\u003d"),
        (r"\x3dhunter", r"\x3d$VAPI_SECRET"),
        ("secret%3Dhunter%26a", "secret%3D$VAPI_SECRET%26a"),
        ("vapi_hunter_secret", "vapi_$VAPI_SECRET_secret"),
    ],
)
def test_an_ordinary_secret_is_hidden_in_what_a_handler_says_as_a_word(said, shown):
    """Not within a word, but behind an escaped character, too."""
    assert hide(said, masks_for("hunter")) == shown
    assert hide_distinct(said, masks_for("hunter")) == said


@pytest.mark.parametrize("secret", ORDINARY)
@pytest.mark.parametrize(
    ("credentials", "name"),
    [
        (SharedSecret, "X-Vapi-Secret"),
        (Bearer, "Authorization"),
        (lambda secret: Bearer(secret, header="X-Odd", prefix="it is:"), "X-Odd"),
        (lambda secret: FixedHeaders({"X-Api-Key": secret}), "X-Api-Key"),
    ],
)
def test_only_the_credential_of_a_request_is_masked(secret, credentials, name):
    """Its end, for the secret comes last; every other header and the body are whole."""
    usual = Request(
        headers=(("Content-Type", "application/json"), ("X-Note", f"{secret} a type 200")),
        body=f'{{"message":{{"type":"session.created","note":"{secret} message a 200"}}}}'.encode(),
    )

    signed = credentials(secret).sign(usual)

    shown = dict(signed.shown_headers())
    value = signed.header(name)
    assert shown.pop(name) == f"{value.removesuffix(secret)}$VAPI_SECRET"
    assert shown == dict(usual.headers)
    assert signed.shown_body(usual.body.decode()) == usual.body.decode()


@pytest.mark.parametrize("secret", ["a", "0", "message"])
def test_a_signature_is_whole(secret):
    """It has no secret in it, whatever letters the secret and the signature have in common."""
    signed = Hmac(secret).sign(Request(body=b'{"message":{}}'))

    assert signed.shown_headers() == signed.headers
    assert "$VAPI_SECRET" not in curl_line(signed)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"secret":"message"}', '{"secret":"$VAPI_SECRET"}'),
        ('{"server": {"apiKey": "message"}}', '{"server": {"apiKey": "$VAPI_SECRET"}}'),
        ('{"Authorization":"Bearer message"}', '{"Authorization":"Bearer $VAPI_SECRET"}'),
        ("{'token': 'message'}", "{'token': '$VAPI_SECRET'}"),
        ('{"secret":"an old message"}', '{"secret":"an old message"}'),
        ('{"message":{"type":"message","secret":5}}', '{"message":{"type":"message","secret":5}}'),
    ],
)
def test_a_word_is_masked_in_a_body_where_it_is_a_credential(body, shown):
    """As the value of a property that is called like one."""
    request = Request(masks=masks_for("message"))

    assert request.shown_body(body) == shown


def test_a_json_value_is_masked_as_its_text_is():
    """In a report, a body is JSON."""
    body = {"message": {"type": "message", "token": "Bearer message", "list": ["message"], "n": 1}}

    assert hidden_json(body, masks_for("message")) == {
        "message": {"type": "message", "token": "Bearer $VAPI_SECRET", "list": ["message"], "n": 1}
    }
    assert hidden_json({"hunter2": ["xhunter2"]}, masks_for("hunter2")) == {"$VAPI_SECRET": ["x$VAPI_SECRET"]}


def test_what_a_handler_says_may_have_no_end():
    """A plain function can return a list that is in itself."""
    endless: list[object] = ["hunter"]
    endless.append(endless)

    assert hidden_reply(["hunter", {"a": "a hunter"}], masks_for("hunter")) == [
        "$VAPI_SECRET",
        {"a": "a $VAPI_SECRET"},
    ]
    assert hidden_reply(endless, masks_for("hunter")) is endless


class Homemade:
    """A credential that a user has written, and that says no more than which secret to mask."""

    def __init__(self, name: str, value: str) -> None:
        self.name, self.value = name, value

    def sign(self, request: Request) -> Request:
        """Add a header."""
        return request.with_headers((self.name, self.value)).with_masks(*masks_for("message"))


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("X-Token", "key:message", "key:$VAPI_SECRET"),
        ("X-Odd", "message", "$VAPI_SECRET"),
        ("X-Odd", "Bearer message", "Bearer $VAPI_SECRET"),
    ],
)
def test_a_credential_that_names_no_header(name, value, shown):
    """It is known by the name of its header, or by its value."""
    request = Homemade(name, value).sign(Request(headers=(("Content-Type", "text/message"),)))

    assert dict(request.shown_headers()) == {"Content-Type": "text/message", name: shown}


@given(st.integers(0, 60), st.integers(1, 40))
def test_no_part_of_a_secret_is_left_where_a_text_is_cut(before, most):
    """A secret that begins before the cut and ends behind it is not half shown."""
    text = "." * before + "s3cr3t-t0ken" + "." * 400

    shown = said(text, (("s3cr3t-t0ken", "$VAPI_SECRET"),), most)

    assert "s3c" not in shown
    assert len(shown) <= most + 1


def test_what_is_said_is_short_and_plain():
    """An exception of a megabyte is kept with its beginning."""
    assert said("\x1b" + "x" * 1_000_000, most=10) == "\\x1bxxxxxx…"
    assert said_line("one\ntwo") == "one\\ntwo"
