"""How text goes over the wire."""


def wire_text(value: str | bytes) -> str:
    """
    Text with one character for each byte that goes over the wire.

    Characters beyond latin-1 become their UTF-8 bytes, as most clients send them.
    """
    if isinstance(value, bytes):
        return value.decode("latin-1")
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass").decode("latin-1")
    return value
