"""Other libraries that make messages from the same schemas, each as its own documentation uses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from pytest_vapi_contract.contract import Contract

from .rounds import Source, calling, drawing

Peer = Callable[[Contract, str], Source]


def openapi_document(contract: Contract, type: str) -> dict[str, Any]:
    """An OpenAPI document of one webhook, whose body is the message."""
    text = json.dumps(contract.schema(type)).replace('"#/$defs/', '"#/components/schemas/')
    schema = json.loads(text)
    components = schema.pop("$defs")
    del schema["$schema"]
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    operation = {"requestBody": body, "responses": {"200": {"description": "Heard."}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Webhook", "version": contract.revision},
        "paths": {"/webhook": {"post": operation}},
        "components": {"schemas": components},
    }


def webhook_document(contract: Contract, types: Sequence[str], *, shallow: bool = False) -> dict[str, Any]:
    """
    An OpenAPI document of one webhook for messages of some types in their envelope.

    If it is shallow, what the properties of a message hold is left open.
    """
    document = openapi_document(contract, types[0])
    messages = []
    for type in types:
        each = openapi_document(contract, type)
        document["components"]["schemas"] |= each["components"]["schemas"]
        messages.append(body_of(each)["schema"])
    if shallow:
        messages = [{**message, "properties": opened(message["properties"])} for message in messages]
        document["components"]["schemas"] = {}
    body_of(document)["schema"] = {
        "type": "object",
        "properties": {"message": messages[0] if len(messages) == 1 else {"anyOf": messages}},
        "required": ["message"],
    }
    refused = {"4XX": {"description": "Not understood."}}
    document["paths"]["/webhook"]["post"]["responses"] = {"2XX": {"description": "Heard."}, **refused}
    return document


def body_of(document: dict[str, Any]) -> dict[str, Any]:
    """What an OpenAPI document of one webhook says of its body."""
    body: dict[str, Any] = document["paths"]["/webhook"]["post"]["requestBody"]["content"]["application/json"]
    return body


def opened(properties: dict[str, Any]) -> dict[str, Any]:
    """Properties without what is in objects and lists."""
    kept = ("type", "enum", "minimum", "maximum", "minLength", "maxLength", "format", "pattern")
    bare = {name: {word: each[word] for word in kept if word in each} for name, each in properties.items()}
    return {name: each or {"type": "object"} for name, each in bare.items()}


def schemathesis(mode: str) -> Peer:
    """The bodies of the cases that Schemathesis draws, in one of its modes."""

    def peer(contract: Contract, type: str) -> Source:
        library = import_module("schemathesis")
        schema = library.openapi.from_dict(openapi_document(contract, type))
        strategy = schema["/webhook"]["POST"].as_strategy(generation_mode=library.GenerationMode[mode])
        return drawing(strategy, of=lambda case: case.body)

    return peer


def hypothesis_jsonschema(contract: Contract, type: str) -> Source:
    """What hypothesis-jsonschema makes of the whole schema."""
    return drawing(import_module("hypothesis_jsonschema").from_schema(contract.schema(type)))


def polyfactory(contract: Contract, type: str) -> Source:
    """Instances of the models of Vapi's own SDK, as the SDK would write them."""
    factories = import_module("polyfactory.factories.pydantic_factory")
    words = type.replace("-", ".").split(".")
    model = getattr(import_module("vapi"), "ServerMessage" + "".join(word.capitalize() for word in words))
    factory = factories.ModelFactory.create_factory(model)

    def make(number: int) -> Any:
        factory.seed_random(number)
        return json.loads(factory.build().json())

    return calling(make)


def jsf(contract: Contract, type: str) -> Source:
    """What jsf makes of the whole schema."""
    faker = import_module("jsf").JSF(contract.schema(type))
    return calling(lambda _number: faker.generate())


VALID: Mapping[str, Peer] = {
    "schemathesis": schemathesis("POSITIVE"),
    "hypothesis-jsonschema": hypothesis_jsonschema,
    "polyfactory": polyfactory,
    "jsf": jsf,
}
INVALID: Mapping[str, Peer] = {"schemathesis": schemathesis("NEGATIVE")}
DISTRIBUTIONS: Mapping[str, tuple[str, ...]] = {"polyfactory": ("polyfactory", "vapi-server-sdk")}
