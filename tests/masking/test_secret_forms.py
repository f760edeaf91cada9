"""A secret is found in whatever way it is written."""

import base64
import html
import json
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pytest_vapi_contract.masking.mask import hide, is_ordinary, masks_for, tells


def units(text):
    """The units of a text in UTF-16, each as four digits."""
    digits = text.encode("utf-16-be").hex().upper()
    return [digits[at : at + 4] for at in range(0, len(digits), 4)]


SECRET = 'k3y/with+"ünï'

#: What a header may have in it.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc"])
FORMS = {
    "as it is": str,
    "as JSON": json.dumps,
    "as Python": repr,
    "in a URL": quote,
    "in HTML": html.escape,
    "in capitals": str.upper,
    "backwards": lambda text: text[::-1],
    "in hex": lambda text: text.encode().hex(),
    "in hex capitals": lambda text: text.encode().hex().upper(),
    "each byte in a URL": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "each character in JSON": lambda text: "".join(f"\\u{unit}" for unit in units(text)),
    "each character in HTML": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
    "each character in decimal HTML": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "in base64": lambda text: base64.b64encode(text.encode()).decode(),
    "in base64 for URLs": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_is_found(form):
    """What a handler says may have it encoded or escaped."""
    assert tells(f"said {form(SECRET)} here", SECRET)
    assert "$VAPI_SECRET" in hide(f"said {form(SECRET)} here", masks_for(SECRET))


@given(st.binary(max_size=5), st.binary(max_size=5))
def test_it_is_found_within_a_longer_text_in_base64(before, after):
    """Such as a user and a password."""
    text = base64.b64encode(before + b"s3cr3t-t0ken" + after).decode()

    assert "$VAPI_SECRET" in hide(text, masks_for("s3cr3t-t0ken"))


@given(st.text(CHARACTERS, min_size=8, max_size=12), st.sampled_from(sorted(FORMS)))
def test_a_random_secret_is_found_in_every_form(secret, name):
    """The regular expression is valid, and matches, whatever the secret has in it."""
    assume(not is_ordinary(secret))

    assert tells(FORMS[name](secret), secret)
