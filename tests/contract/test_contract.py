import subprocess
import sys

import pytest

from pytest_vapi_contract import samples
from pytest_vapi_contract.bundle.read import schemas_directory
from pytest_vapi_contract.contract import Contract, Reading, newest, shipped
from pytest_vapi_contract.errors import UnknownMessageType, UnknownRevision, UnsupportedMessage
from tests.contract.messages import REVISIONS, SESSION, contract, doubting, erratum, ping, small


def test_the_newest_revision_is_the_default():
    """Without a choice, the contract is the last that was published."""
    assert Contract.load().revision == Contract.revisions()[-1] == "2026-08-18"


def test_an_unknown_revision_is_named():
    """What there is instead is said."""
    with pytest.raises(UnknownRevision, match="2026-04-22, 2026-08-18"):
        Contract.load("2020-01-01")


@pytest.mark.parametrize("revision", REVISIONS)
def test_all_message_types_are_known(revision):
    """Every server message is there, not only the two of the first hour."""
    types = contract(revision).message_types

    assert len(types) == {"2026-04-22": 27, "2026-08-18": 29}[revision]
    assert list(types) == sorted(types)
    assert {"session.created", "model-output", "tool-calls", "end-of-call-report"} <= set(types)


def test_a_contract_describes_an_openapi_document(tmp_path):
    """A document of one's own becomes a contract, without a bundle on disk."""
    document = tmp_path / "openapi.json"
    document.write_text(
        """{"openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "components": {"schemas": {
        "ServerMessage": {"type": "object", "required": ["message"], "properties": {
          "message": {"oneOf": [{"$ref": "#/components/schemas/ServerMessagePing"}]}}},
        "ServerMessagePing": {"type": "object", "required": ["type"], "properties": {
          "type": {"type": "string", "enum": ["ping"]}, "value": {"type": "integer"}}}}}}"""
    )

    ours = Contract.from_openapi(document, revision="2026-01-01")

    assert (ours.revision, ours.message_types) == ("2026-01-01", ("ping",))
    assert [ours.standing(ping(value)) for value in (1, "x")] == ["conforming", "violating"]


def test_a_schema_holds_what_it_needs_and_no_more():
    """Components come along through references, circles included; others do not."""
    components = {
        "Unused": {"type": "null"},
        "Tree": {
            "type": "object",
            "properties": {"$ref": {"$ref": "#/$defs/Leaf"}, "kids": {"items": {"$ref": "#/$defs/Tree"}}},
        },
        "Leaf": {"enum": [{"$ref": "#/$defs/Unused"}]},
    }

    schema = small({"$ref": "#/$defs/Tree"}, components=components).schema("ping")

    assert list(schema) == ["$schema", "title", "type", "properties", "required", "$defs"]
    assert schema["title"] == "ping"
    assert set(schema["$defs"]) == {"Tree", "Leaf"}


def test_a_schema_is_yours_to_change():
    """Whatever is done to a schema, the contract stays as it is."""
    ours = small({"enum": ["a"]}, components={"X": {}})
    schema = ours.schema("ping")
    schema["properties"]["value"]["enum"].append("b")
    schema["required"].clear()

    assert ours.standing(ping("b")) == "violating"
    assert ours.schema("ping")["properties"]["value"] == {"enum": ["a"]}
    assert ours.bundle.messages["ping"]["required"] == ["type"]


def test_a_schema_can_have_the_errata():
    """What is published and what is meant are both allowed."""
    ours = small({"type": "object"}, errata=[erratum("ping.json#/properties/value", {}, {"type": "string"})])

    schema = ours.schema("ping", Reading(errata=True))

    assert schema["properties"]["value"] == {"anyOf": [{"type": "object"}, {"type": "string"}]}


@pytest.mark.parametrize("ask", [Contract.check_type, Contract.schema, Contract.reachability])
def test_an_unknown_message_type_is_refused(ask):
    """The error names what may have been meant."""
    with pytest.raises(UnknownMessageType, match=r"Did you mean 'model-output'\?") as caught:
        ask(contract(), "model-outptu")

    assert caught.value.name == "model-outptu"
    assert "session.created" in caught.value.known


def test_a_contract_imports_no_validator_before_it_is_asked():
    """Importing and loading cost a session that judges nothing little."""
    program = """if True:
        import sys
        from pytest_vapi_contract.contract import Contract
        ours = Contract.load()
        ours.message_types, ours.errata, ours.schema("hang")
        heavy = {"jsonschema", "jsonschema_rs", "hypothesis", "faker", "referencing"}
        print(sorted(heavy & set(sys.modules)), end=" ")
        ours.standing({"type": "hang"}), ours.judge({"type": "hang"})
        print(sorted(heavy & set(sys.modules)))
    """

    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert output == "[] ['jsonschema_rs']\n"


def test_contracts_are_their_own_keys():
    """A contract can be the key of a cache, and is equal to no other."""
    assert len({contract(), Contract.load(), contract()}) == 2


def test_what_ships_is_loaded_once():
    """All who do not bring a contract of their own share one for each revision, and what it has built."""
    for revision in Contract.revisions():
        assert shipped(revision) is shipped(revision)
        assert shipped(revision).revision == revision
    assert shipped() is newest() is shipped(Contract.revisions()[-1])
    assert shipped() is not Contract.load()


def test_the_package_offers_what_it_documents():
    """A session id is one of the things that no reading does without."""
    without_id = {key: value for key, value in SESSION.items() if key != "id"}

    (violation,) = contract().judge({"type": "session.created", "session": without_id}).violations

    assert (violation.at, violation.keyword, violation.message) == ("/session", "required", '"id" is missing')


@pytest.mark.parametrize("type", newest().observed_types)
def test_the_readings_that_accept_are_those_of_the_verdict(type):
    """Whether a reason is asked for or not; what is not a message is accepted by none."""
    message = samples.sample(type, reading="observed")

    assert newest().accepting(message) == newest().judge(message).accepting
    assert newest().accepting({"message": message}) == newest().judge(message).accepting
    assert newest().accepting(None) == frozenset()


def test_what_ships_is_told_from_what_is_imported():
    """Only the former is proven by the tests of this package."""
    assert Contract.load().is_shipped
    assert shipped(REVISIONS[0]).is_shipped
    assert not small({}).is_shipped
    assert not Contract.load(directory=schemas_directory()).is_shipped


def test_messages_of_what_ships_are_not_judged_again(monkeypatch):
    """That would cost more than to make them."""
    monkeypatch.setattr(Contract, "standing", None)

    assert newest().is_as_labelled({})
    assert newest().labelled({}, "hang") == {}


@pytest.mark.parametrize("revision", Contract.revisions())
def test_each_type_of_a_shipped_revision_is_generated(revision):
    """So it is said without making a message of each, for which all their schemas are read."""
    told, made = Contract.load(revision), Contract.load(revision)

    reasons = {told.why_not_generated(type) for type in told.message_types}
    reasons |= {told.why_not_generated(type, "observed") for type in told.observed_types}

    assert reasons == {None}
    assert not {"_every", "_observed"} & vars(told).keys()
    assert all(made.smallest(type) for type in made.message_types)
    assert all(made.smallest(type, "observed") for type in made.observed_types)


def test_a_message_that_is_not_as_labelled_gives_way_to_the_smallest():
    """What a user has fixed is kept, and observed messages may be disputed."""
    strict = doubting(lambda message: "conforming" if len(message) == 1 else "disputed")

    assert strict.labelled(ping({}), "ping") == {"type": "ping"}
    assert strict.labelled(ping(1), "ping", kept=["value"]) == ping(1)
    assert strict.labelled(ping({}), "ping", "observed") == ping({})


def test_a_type_whose_smallest_message_is_not_valid_is_not_generated():
    """Nothing smaller can take its place."""
    strict = doubting(lambda message: "disputed")

    assert strict.why_not_generated("ping", "observed") is None
    assert strict.why_not_generated("ping") == (
        "the smallest message that fits its schema is not valid under every interpretation"
    )
    with pytest.raises(UnsupportedMessage, match="not valid under every interpretation"):
        strict.smallest("ping")
