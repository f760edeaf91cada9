"""Each kind of finding has a code of its own, for ever."""

import re
from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.delivery import Reply
from pytest_vapi_contract.findings import CODES
from tests.exchanges import crash, exchange

#: What was published. A line is added here, and never changed: people have written these into their files.
PUBLISHED = """
VC101 accepts rejected
VC102 accepts crash
VC103 accepts timeout
VC104 accepts no reply
VC105 accepts endless
VC106 accepts too large
VC107 accepts redirected
VC108 accepts credentials wanted
VC109 accepts no route
VC111 observed rejected
VC112 observed crash
VC113 observed timeout
VC114 observed no reply
VC115 observed endless
VC116 observed too large
VC117 observed redirected
VC118 observed credentials wanted
VC119 observed no route
VC121 concurrency rejected
VC122 concurrency crash
VC123 concurrency timeout
VC124 concurrency no reply
VC125 concurrency endless
VC131 replies not JSON
VC132 replies wrong reply
VC133 replies unknown id
VC134 replies wrong status
VC135 replies no answer
VC136 replies wrong content type
VC137 replies not audio
VC141 in-time valid
VC142 in-time slow
VC151 redelivery twice
VC152 redelivery crash
VC153 redelivery timeout
VC154 redelivery no reply
VC155 redelivery endless
VC161 turns rejected
VC162 turns crash
VC163 turns timeout
VC164 turns no reply
VC165 turns endless
VC166 turns wrong text
VC167 turns interrupted
VC168 turns unreadable
VC169 turns doubled
VC171 effects no effect
VC172 effects top level
VC173 effects call record
VC174 effects swallowed
VC175 effects doubled
VC176 effects overtaken
VC177 effects mixed
VC178 effects refused later
VC179 effects dropped
VC180 effects only one
VC186 effects replaced
VC181 tools rejected
VC182 tools crash
VC183 tools timeout
VC184 tools no reply
VC185 tools endless
VC201 credentials accepted
VC211 replays accepted
VC221 leaks the secret
VC222 leaks a traceback
VC223 leaks a source path
VC224 leaks the text of an exception
VC225 leaks the right signature
VC231 side-effects untrusted
VC232 side-effects refused
VC302 survives crash
VC303 survives timeout
VC304 survives no reply
VC305 survives endless
VC312 malformed crash
VC313 malformed timeout
VC314 malformed no reply
VC315 malformed endless
VC321 tolerates rejected
VC322 tolerates crash
VC323 tolerates timeout
VC324 tolerates no reply
VC325 tolerates endless
VC332 credentials crash
VC333 credentials timeout
VC334 credentials no reply
VC335 credentials endless
VC342 replays crash
VC343 replays timeout
VC344 replays no reply
VC345 replays endless
VC351 in-time invalid
VC361 rejects accepted
VC362 rejects crash
VC363 rejects timeout
VC364 rejects no reply
VC365 rejects endless
VC366 rejects rejected
VC372 arguments crash
VC373 arguments timeout
VC374 arguments no reply
VC375 arguments endless
VC376 arguments others
VC401 observed documented
VC402 accepts never sent
VC403 credentials rejected
VC404 replays rejected
VC405 in-time near
VC406 replies disputed
VC407 replies overruled
VC408 replies top level
VC411 replies long audio
VC412 accepts hidden
VC413 observed hidden
""".strip().splitlines()

BODY = {"message": {"type": "hang"}}
#: Every way in which an exchange can end.
ENDS = {
    "exception": exchange(status=0, crash=crash()),
    "500": exchange(status=500),
    "time-out": exchange(status=0, timed_out=True),
    "silence": exchange(status=0, fault="the connection was closed"),
    "endless": replace(exchange(), reply=Reply(status=200, truncated=True)),
    **{str(status): exchange(status=status) for status in (200, 204, 307, 400, 401, 404, 413, 422)},
}


def judged(check, category, reply):
    """What a check says of an exchange with something of a category."""
    case = Case(id="x", type="hang", body=BODY, category=category)
    rule = CHECKS[check]
    return (replace(rule, contract=newest()) if check == "replies" else rule).judge(case, reply)


def test_a_code_is_never_renumbered_or_reused():
    """The table is what was published, in its order."""
    assert [f"{code.id} {code.check} {code.happened}" for code in CODES.values()] == PUBLISHED


def test_a_code_says_what_it_means_in_one_line():
    """Each has a sentence of its own."""
    meanings = [code.meaning for code in CODES.values()]

    assert len(set(meanings)) == len(meanings)
    assert all(re.fullmatch(r"[A-Z][^\n]{10,99}\.", meaning) for meaning in meanings)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("check", CHECKS)
def test_whatever_happens_a_finding_has_a_code(check, end):
    """Each check has a code for each way in which an exchange can end, as a failure and as a note."""
    found = [judged(check, category, ENDS[end]) for category in CHECKS[check].categories]

    codes = {finding.code for finding in found if finding}
    notes = {replace(finding, severity="note").code for finding in found if finding}

    assert codes <= CODES.keys()
    assert notes <= CODES.keys()


@pytest.mark.parametrize(
    ("check", "category", "end", "code"),
    [
        ("accepts", "conforming", "exception", "VC102"),
        ("accepts", "conforming", "500", "VC102"),
        ("accepts", "conforming", "time-out", "VC103"),
        ("accepts", "conforming", "422", "VC101"),
        ("accepts", "conforming", "307", "VC107"),
        ("accepts", "conforming", "401", "VC108"),
        ("accepts", "conforming", "404", "VC109"),
        ("observed", "observed", "413", "VC116"),
        ("observed", "documented", "500", "VC401"),
        ("survives", "mutation", "silence", "VC304"),
        ("survives", "mutation", "endless", "VC305"),
        ("malformed", "text", "500", "VC312"),
        ("tolerates", "forward-compatibility", "413", "VC321"),
        ("concurrency", "concurrency", "401", "VC121"),
        ("credentials", "credentials", "200", "VC201"),
        ("credentials", "credentials", "400", "VC403"),
        ("credentials", "credentials", "500", "VC332"),
        ("replays", "replay", "404", "VC404"),
        ("in-time", "observed", "time-out", "VC141"),
        ("in-time", "text", "time-out", "VC351"),
        ("rejects", "mutation", "200", "VC361"),
        ("rejects", "mutation", "307", "VC366"),
        ("redelivery", "redelivery", "500", "VC152"),
    ],
)
def test_what_happened_decides_the_code(check, category, end, code):
    """The check, the status and the kind of failure, and no word of the title."""
    finding = judged(check, category, ENDS[end])

    assert replace(finding, verdict="something else").code == code


@pytest.mark.parametrize(
    ("check", "mark", "code"),
    [
        ("leaks", ("leak", "the secret"), "VC221"),
        ("leaks", ("leak", "a source path"), "VC223"),
        ("side-effects", ("effect", "untrusted"), "VC231"),
        ("redelivery", ("effect", "twice"), "VC151"),
        ("turns", ("turn", "doubled", "twice"), "VC169"),
        ("effects", ("effect", "no effect"), "VC171"),
        ("effects", ("effect", "swallowed", "KeyError", "app.py", 11), "VC174"),
        ("replies", ("reply", "json"), "VC131"),
        ("replies", ("reply", "tool-calls", "/results", "type"), "VC132"),
        ("replies", ("reply", "tool-calls", "toolCallId"), "VC133"),
        ("replies", ("reply", "tool-calls", "status"), "VC134"),
        ("replies", ("reply", "tool-calls", "missing", "unheard"), "VC135"),
        ("replies", ("reply", "assistant-request", "nothing"), "VC135"),
        ("replies", ("reply", "campaign.predial", "content-type"), "VC136"),
        ("replies", ("reply", "voice-request", "audio", "odd"), "VC137"),
        ("replies", ("reply", "tool-calls", "disputed", "text"), "VC406"),
        ("replies", ("reply", "assistant-request", "overruled"), "VC407"),
        ("replies", ("reply", "top level"), "VC408"),
        ("replies", ("reply", "voice-request", "long-audio"), "VC411"),
    ],
)
def test_what_a_reply_or_an_effect_was_decides_the_code(check, mark, code):
    """Where not the status is what matters, what was seen does."""
    finding = replace(judged("accepts", "conforming", ENDS["500"]), check=check, mark=mark)

    assert finding.code == code


@pytest.mark.parametrize("wrapper", ["unexplained", "together", "sequence"])
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("check", CHECKS)
def test_what_a_search_knows_of_a_failure_does_not_change_its_code(check, end, wrapper):
    """It has the code of the same failure in a usual run."""
    found = [judged(check, category, ENDS[end]) for category in CHECKS[check].categories]

    for finding in filter(None, found):
        assert replace(finding, mark=(wrapper, *finding.cause)).code == finding.code


def test_a_form_that_vapi_never_sends_is_a_kind_of_its_own():
    """Whichever check has found it."""
    note = replace(judged("survives", "mutation", ENDS["500"]), severity="note")

    assert note.code == "VC402"


def test_a_check_of_somebody_else_has_no_code():
    """Only our own are in the table."""
    assert replace(judged("accepts", "conforming", ENDS["500"]), check="mine").code == ""
