import pytest

from pytest_vapi_contract.mutations import each_disputed
from tests.contract.messages import REVISIONS, contract
from tests.mutations.tiny import FIRST_CLASS

EVERY = pytest.mark.parametrize("type", FIRST_CLASS)
BOTH = pytest.mark.parametrize("revision", REVISIONS)


def by_id(type):
    """The disputed messages of a type, by their ids."""
    return {one.id: one for one in each_disputed(contract(), type)}


@BOTH
@EVERY
def test_every_one_is_disputed(revision, type):
    """Some readings accept it, and some refuse it; it is never called invalid."""
    asked = contract(revision)

    disputed = list(each_disputed(asked, type))

    assert {asked.judge(one.body).standing for one in disputed} == {"disputed"}
    assert {one.id.partition(".")[0] for one in disputed} == {"format", "union", "erratum"}
    assert len({one.id for one in disputed}) == len(disputed)


def test_every_one_has_a_type():
    """Where the schema does not require one, too: a handler tells messages apart by it."""
    assert {one.body["message"].get("type") for one in each_disputed(contract(), "tool-calls")} == {
        "tool-calls"
    }


@EVERY
def test_an_erratum_is_named_by_the_verdict(type):
    """A message that is named after an erratum needs that erratum, and no other."""
    named = {one.id: one for one in each_disputed(contract(), type) if one.id.startswith("erratum.")}

    unnamed = {id for id, one in named.items() if not needs(id, contract().judge(one.message).errata)}

    assert len(named) > 15
    assert unnamed == set()


def needs(id, errata):
    """
    Whether the verdict says that the erratum of an id is needed, or one of its part that allows the same.

    What only overlaps is told as such.
    """
    name = id.removeprefix("erratum.")
    inner = next((part for outer, part in INNER.items() if outer in name), name)
    return not errata or any(name.startswith(each) or inner == each for each in errata)


INNER = {".messagesOpenAIFormatted.items": "OpenAIMessage"}


@pytest.mark.parametrize(("kind", "output"), [("string", ""), ("array", [])])
def test_output_as_it_is_on_the_wire(kind, output):
    """The best known case: `output` is a token or a list of tool calls, and nothing else is disputed."""
    one = by_id("model-output")[f"erratum.model-output.output.{kind}"]

    assert one.message == {"type": "model-output", "output": output}
    assert one.at == "/output"
    assert one.body == {"message": one.message}


def test_a_preset_voice_is_an_overlap():
    """A preset matches the list of presets and any string."""
    one = by_id("session.created")["union.overlap:/assistant/voice/voiceId@ElevenLabsVoice.0"]

    voice = one.message["assistant"]["voice"]
    assert (voice["provider"], one.at) == ("11labs", "/assistant/voice/voiceId")
    assert "another branch" in one.why
    assert str(one) == f"session.created {one.id}: {one.why}"


@pytest.mark.parametrize("family", ["near", "far"])
def test_a_format_counts_only_where_it_is_asserted(family):
    """What is nearly or not at all of a format is disputed."""
    one = by_id("session.created")[f"format.{family}:/session/createdAt"]

    accepting = contract().judge(one.message).accepting
    assert {reading.formats for reading in accepting} == {"annotation"}
