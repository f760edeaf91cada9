"""The secret of all hostile runs, and the ways in which handlers repeat it."""

import json
from base64 import b64encode, urlsafe_b64encode
from html import escape
from urllib.parse import quote

SECRET = "hunter2-Zoë-✓-0123456789"
_BYTES = SECRET.encode()

#: The secret in each encoding.
FORMS = (
    SECRET,
    SECRET.upper(),
    SECRET[::-1],
    b64encode(_BYTES).decode(),
    urlsafe_b64encode(_BYTES).decode().rstrip("="),
    _BYTES.hex(),
    _BYTES.hex().upper(),
    quote(SECRET),
    "".join(f"%{byte:02x}" for byte in _BYTES),
    json.dumps(SECRET)[1:-1],
    "".join(f"\\u{ord(each):04x}" for each in SECRET),
    "".join(f"&#{ord(each)};" for each in SECRET),
    "".join(f"&#x{ord(each):X};" for each in SECRET),
    escape(SECRET).encode("ascii", "xmlcharrefreplace").decode(),
    repr(_BYTES)[2:-1],
    _BYTES.decode("latin-1"),
)


def told_in(text: str) -> list[str]:
    """The forms of the secret that a text has."""
    return [form for form in FORMS if form in text]
