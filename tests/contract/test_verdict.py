import pickle

import pytest

from pytest_vapi_contract.contract import PUBLISHED_READINGS, READINGS, Reading, Violation
from tests.contract.messages import MODEL, REVISIONS, SESSION, contract, session

HANDOFF = {
    "type": "handoff",
    "destinations": [
        {"type": "assistant", "assistant": {"voice": {"provider": "11labs", "voiceId": "x", "speed": 9}}}
    ],
}


def test_an_output_of_text_needs_an_erratum():
    """Published as an object, sent as text: disputed, and the erratum is named."""
    verdict = contract().judge({"type": "model-output", "output": "Hello"})

    assert verdict.standing == "disputed"
    assert str(verdict).splitlines() == [
        "This model-output message is disputed: the schema of revision 2026-08-18 is ambiguous here.",
        "  accepted  with errata",
        "  rejected  as published",
        "  errata    model-output.output (the published schema is known to be wrong here)",
        '  /output: "Hello" is a string, not an object [type]',
    ]


def test_a_preset_voice_depends_on_unions():
    """A preset is both one of the presets and a string: disputed, and the unions are named."""
    verdict = contract().judge(session(voice={"provider": "11labs", "voiceId": "burt"}))

    assert verdict.standing == "disputed"
    assert str(verdict).splitlines() == [
        "This session.created message is disputed: the schema of revision 2026-08-18 is ambiguous here.",
        "  accepted  unions inclusive",
        "  rejected  unions exclusive",
        (
            '  /session/assistant/voice/voiceId: "burt" fits 2 branches, and may fit one only: '
            "a string of a fixed set and a string [oneOf]"
        ),
    ]


def test_a_background_sound_depends_on_unions_and_formats():
    """With the format asserted, `off` fits one branch only."""
    verdict = contract().judge(session(backgroundSound="off"))

    assert {reading for reading in READINGS if not verdict.readings[reading]} == {
        Reading(),
        Reading(errata=True),
    }
    assert "  rejected  unions exclusive, formats not asserted" in str(verdict).splitlines()


def test_a_time_depends_on_formats():
    """A format is an annotation to some and an assertion to others."""
    verdict = contract().judge({"type": "session.created", "session": SESSION | {"createdAt": "yesterday"}})

    assert verdict.disputed
    assert verdict.errata == ()
    assert list(map(str, verdict.violations)) == [
        '/session/createdAt: "yesterday" is not a valid date-time [format]'
    ]


def test_a_missing_output_is_violating():
    """No reading does without what is required."""
    verdict = contract().judge({"type": "model-output"})

    assert str(verdict).splitlines() == [
        (
            "This model-output message is violating: "
            "it is invalid in revision 2026-08-18 under every interpretation."
        ),
        '  (top): "output" is missing [required]',
    ]
    assert not any(verdict.readings.values())


def test_a_conforming_message_has_no_violations():
    """Every published reading accepts it."""
    verdict = contract().judge({"type": "hang"})

    assert verdict.conforming
    assert verdict.violations == ()
    assert verdict.accepting >= set(PUBLISHED_READINGS)
    assert str(verdict) == (
        "This hang message is conforming: it is valid in revision 2026-08-18 under every interpretation."
    )


@pytest.mark.parametrize(
    ("assistant", "expected"),
    [
        (
            {"voice": {"provider": "11labs", "voiceId": "x", "speed": 9}},
            "/voice/speed: 9 is more than 1.2 [maximum]",
        ),
        ({"voice": {"provider": "11labs"}}, '/voice: "voiceId" is missing [required]'),
        (
            {"voice": {"voiceId": "x"}},
            '/voice: no branch accepts an object of 1 property: "provider" is missing, and says which ',
        ),
        (
            {"voice": {"provider": "11lab", "voiceId": "x"}},
            '/voice: no branch accepts an object of 2 properties: "provider" is "11lab", not "11labs", ',
        ),
        ({"voice": None}, "/voice: null is not an object [type]"),
        ({"voice": [1]}, "/voice: a list of 1 item is not an object [type]"),
        ({"voice": "11labs"}, '/voice: "11labs" is a string, not an object [type]'),
        (
            {"model": MODEL | {"tools": [HANDOFF]}},
            "/model/tools/0/destinations/0/assistant/voice/speed: 9 is more than 1.2 [maximum]",
        ),
        (
            {"model": MODEL | {"model": "gpt-4omega"}},
            '/model/model: "gpt-4omega" is not "gpt-5.6-sol", "gpt-5.6-terra", ',
        ),
        (
            {"model": MODEL | {"temperature": "warm"}},
            '/model/temperature: "warm" is a string, not a number [type]',
        ),
        (
            {"model": MODEL | {"temperature": True}},
            "/model/temperature: true is a boolean, not a number [type]",
        ),
        ({"name": "x" * 41}, "/name: it has 41 characters, and at most 40 are allowed [maxLength]"),
        ({"serverMessages": ["hung"]}, '/serverMessages/0: "hung" is not '),
        (
            {"server": {"backoffPlan": {"type": 5, "maxRetries": 1, "baseDelaySeconds": 1}}},
            "/server/backoffPlan/type: 5 is an integer, not a string [type]",
        ),
    ],
)
def test_a_violation_is_one_place_in_the_branch_that_is_meant(assistant, expected):
    """A union is not dumped: its tag says which branch is meant, or that none is."""
    (violation,) = contract().judge(session(**assistant)).violations

    assert str(violation).startswith(f"/session/assistant{expected}")


def test_each_broken_place_is_a_violation():
    """Independent faults are all told."""
    message = session(
        voice={"provider": "11labs", "voiceId": "x", "speed": 9}, model=MODEL | {"temperature": 5}
    )

    verdict = contract().judge(message)

    assert {violation.at for violation in verdict.violations} == {
        "/session/assistant/voice/speed",
        "/session/assistant/model/temperature",
    }


def test_the_message_list_of_a_server_needs_an_erratum():
    """The enum of strings stands on the list; its erratum is found through references and branches."""
    verdict = contract().judge(session(serverMessages=["hang"]))

    assert verdict.disputed
    assert verdict.errata == ("CreateAssistantDTO.serverMessages",)


def test_a_verdict_is_a_value():
    """Verdicts can be compared, hashed, and sent to another process."""
    verdict, again = (contract().judge({"type": "model-output", "output": "Hello"}) for _ in range(2))

    assert verdict == again == pickle.loads(pickle.dumps(verdict))
    assert len({verdict, again}) == 1


def test_a_violation_names_its_place():
    """The top has no pointer, and is called so."""
    assert (
        str(Violation(at="", keyword="required", message="x is missing")) == "(top): x is missing [required]"
    )
    assert str(Violation(at="/a", keyword="type", message="5 is not null")) == "/a: 5 is not null [type]"


def test_a_violation_does_nothing_to_a_terminal():
    """Names and values of a message from a file are anything."""
    odd = "\x1b[31m\u202e\x9b\n::error::x"

    told = str(contract().judge({"type": odd, odd: odd})).splitlines()

    assert all(line.isprintable() for line in told)
    assert not any(line.startswith("::") for line in told)
    assert str(Violation(at=f"/{odd}", keyword="type", message=odd)).isprintable()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_verdict_names_its_revision(revision):
    """What holds in one revision need not hold in another."""
    verdict = contract(revision).judge({"type": "hang", "assistantVersion": 5})

    assert verdict.revision == revision
    assert verdict.conforming == (revision == "2026-04-22")
