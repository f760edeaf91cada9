"""The parameters of a tool as a contract."""

from pytest_vapi_contract import samples
from pytest_vapi_contract.user_tools import ToolContract, UserTool
from tests.user_tools.documents import properties


def contract_of(parameters, document=None):
    """The contract of a tool with these parameters."""
    return ToolContract(UserTool(name="it", parameters=parameters), document)


NESTED = properties(
    address={"$ref": "#/$defs/Address"}, again={"$ref": "#/definitions/Old"}, whole={"$ref": "#"}
) | {
    "required": ["address"],
    "$defs": {
        "Address": {
            "type": "object",
            "properties": {"street": {"type": "string"}, "within": {"$ref": "#/$defs/Address"}},
            "required": ["street"],
        }
    },
    "definitions": {"Old": {"type": "integer"}},
}


def test_arguments_are_judged_by_the_parameters():
    """A violation has its place from the top of the arguments."""
    contract = contract_of(properties(people={"type": "integer", "minimum": 1}))

    assert contract.accepts({"people": 1})
    assert contract.rejects({"people": 0})
    assert not contract.rejects({"people": 1})
    assert [str(each) for each in contract.violations({"people": 0})] == [
        "/people: 0 is less than 1 [minimum]"
    ]


def test_references_are_followed_wherever_they_lead():
    """Into `$defs`, `definitions`, and to the parameters themselves."""
    contract = contract_of(NESTED)

    assert contract.notes == ()
    assert contract.accepts({"address": {"street": "Elm", "within": {"street": "x"}}, "again": 1})
    assert contract.rejects({"address": {"street": "Elm", "within": {}}})
    assert contract.rejects({"address": {"street": "Elm"}, "again": "1"})
    assert contract.rejects({"address": {"street": "Elm"}, "whole": {}})


def test_references_may_lead_into_the_file():
    """What is not in the parameters is looked for in the whole document."""
    document = {"$defs": {"Day": {"enum": ["fri"]}}}

    contract = contract_of(properties(day={"$ref": "#/$defs/Day"}), document)

    assert contract.accepts({"day": "fri"})
    assert contract.rejects({"day": "sat"})


def test_a_reference_that_leads_nowhere_allows_anything():
    """That is noted."""
    contract = contract_of(properties(day={"$ref": "#/$defs/Nothing"}, url={"$ref": "https://x.example/y"}))

    assert contract.accepts({"day": [1], "url": 2})
    assert len(contract.notes) == 2
    assert "points to nothing" in contract.notes[0]


def test_a_property_may_have_the_name_of_a_keyword():
    """A property `$ref`, or `definitions`, is none of the schema's."""
    contract = contract_of(properties(**{"$ref": {"type": "integer"}, "definitions": {"type": "string"}}))

    assert contract.accepts({"$ref": 1, "definitions": "x"})
    assert contract.rejects({"$ref": "x", "definitions": "x"})


def test_a_tool_without_parameters_takes_an_empty_object():
    """There is nothing that could be missing."""
    contract = contract_of(None)

    assert contract.why_not is None
    assert contract.accepts({})


def test_a_schema_that_contradicts_itself_has_a_reason():
    """No arguments can be made for it."""
    contract = contract_of(properties(people={"type": "integer", "minimum": 5, "maximum": 2}))

    assert contract.why_not is not None
    assert contract.record is None


def test_all_that_reads_a_contract_reads_the_parameters():
    """Samples and mutations are made for arguments as they are for messages."""
    contract = contract_of(properties(day={"type": "string", "enum": ["fri", "sat"]}))

    sample = samples.sample("tool-calls", contract=contract.contract)
    mutations = samples.mutations("tool-calls", contract=contract.contract)
    broken = [each.message["arguments"] for each in mutations if each.at == "/arguments/day"]

    assert contract.accepts(sample["arguments"])
    assert broken
    assert all(map(contract.rejects, broken))
