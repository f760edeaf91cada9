"""Small bundles to write and read."""

from pytest_vapi_contract.bundle import Bundle, Erratum

CALL = {"type": "object", "properties": {"id": {"type": "string"}, "parent": {"$ref": "#/$defs/Call"}}}
HANG = {
    "title": "ServerMessageHang",
    "type": "object",
    "properties": {
        "type": {"type": "string", "enum": ["hang"]},
        "call": {"$ref": "#/$defs/Call"},
        "data": {"enum": [{"$ref": "components.json#/$defs/Call"}]},
        "größe": {"type": "array", "enum": ["a"]},
    },
    "required": ["type"],
}


def bundle(revision: str = "2026-01-01", *, version: str = "1.0") -> Bundle:
    """Return a bundle with one message, one component, one reply and one erratum."""
    erratum = Erratum(
        name="hang.größe",
        kind="container-enum",
        place="hang.json#/properties/größe",
        published=HANG["properties"]["größe"],  # type: ignore[index]  # a JSON object
        meant={"anyOf": [{"type": "array", "items": {"enum": ["a"]}}, {"$ref": "#/$defs/Call"}]},
        evidence="Made up.",
        strength="instead",
        drawn=False,
    )
    return Bundle(
        revision=revision,
        messages={"hang": HANG},
        components={"Call": CALL},
        replies={"hang": "Call"},
        errata=(erratum,),
        origin={"title": "Messages", "version": version, "sha256": "0" * 64},
        warnings=("hang: something is read otherwise.",),
    )
