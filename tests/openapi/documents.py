"""Small OpenAPI documents to import."""

import json
from pathlib import Path
from typing import Any

import pytest

from pytest_vapi_contract.bundle import Bundle
from pytest_vapi_contract.errors import DocumentWarning
from pytest_vapi_contract.json_paths import Object
from pytest_vapi_contract.openapi import import_document

REVISION = "2026-01-02"
PREFIX = "#/components/schemas/"


def reference(name: str) -> Object:
    """Return a reference to a component."""
    return {"$ref": PREFIX + name}


def message(message_type: Any = "hang", **properties: Any) -> Object:
    """Return the component of a server message."""
    return {
        "type": "object",
        "properties": {"type": {"type": "string", "enum": [message_type]}} | properties,
        "required": ["type"],
    }


def server_messages(*names: str) -> Object:
    """Return the component through which server messages are found."""
    return {"type": "object", "properties": {"message": {"oneOf": [reference(name) for name in names]}}}


def replies(*names: str) -> Object:
    """Return the component through which replies are found."""
    branches = [reference(name) for name in names]
    return {"type": "object", "properties": {"messageResponse": {"oneOf": branches}}}


def document(openapi: str = "3.0.0", *, version: str = REVISION, **components: Any) -> Object:
    """Return an OpenAPI document with one server message, `hang`, and other components."""
    default = {"ServerMessage": server_messages("ServerMessageHang"), "ServerMessageHang": message()}
    return {
        "openapi": openapi,
        "info": {"title": "Messages", "version": version, "description": "Words of others."},
        "paths": {},
        "components": {"schemas": default | components},
    }


def holding(schema: Any, openapi: str = "3.0.0", **components: Any) -> Object:
    """Return an OpenAPI document whose server message has a property `held` with this schema."""
    return document(openapi, **{"ServerMessageHang": message(held=schema)} | components)


def saved(directory: Path, content: Any) -> Path:
    """Return the path of a file that holds this document, or this text, or these bytes."""
    path = directory / "openapi.json"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def imported(directory: Path, content: Any, revision: str | None = None) -> Bundle:
    """Return the bundle of a document."""
    return import_document(saved(directory, content), revision)


def noted(directory: Path, content: Any) -> Bundle:
    """Return the bundle of a document that is read otherwise than it is written somewhere."""
    path = saved(directory, content)
    with pytest.warns(DocumentWarning) as told:
        bundle = import_document(path, REVISION)
    assert tuple(str(each.message) for each in told) == bundle.warnings
    return bundle


def held_though(directory: Path, schema: Any, openapi: str = "3.0.0", **components: Any) -> tuple[Any, str]:
    """Return what becomes of a schema that cannot be read as it is written, and the one warning."""
    bundle = noted(directory, holding(schema, openapi, **components))
    (warning,) = bundle.warnings
    return bundle.messages["hang"]["properties"]["held"], warning


def held(directory: Path, schema: Any, openapi: str = "3.0.0", **components: Any) -> Any:
    """Return what becomes of a schema."""
    bundle = imported(directory, holding(schema, openapi, **components))
    return bundle.messages["hang"]["properties"]["held"]
