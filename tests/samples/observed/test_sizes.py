"""How large observed messages are."""

import json

import pytest

from pytest_vapi_contract.samples import observed_sizes, sample
from tests.depth import many
from tests.samples.observed.messages import observed

SIZES = {  # bytes without blanks, of 200 messages: the least and the most of each detail
    "status-update": ((4_000, 6_500), (5_000, 9_000), (5_000, 9_000)),
    "speech-update": ((8_000, 12_500), (9_500, 15_500), (12_500, 18_500)),
    "tool-calls": ((8_000, 13_000), (11_000, 19_500), (14_500, 21_500)),
    "end-of-call-report": ((9_000, 16_000), (28_000, 91_000), (102_400, 130_000)),
}


@pytest.mark.parametrize("type", SIZES)
def test_observed_samples_have_the_sizes_of_captured_bodies(type):
    """From a few KB to more than the 100 KB at which many servers stop reading."""
    for detail, (least, most) in zip(("minimal", "typical", "rich"), SIZES[type], strict=True):
        sizes = [
            len(json.dumps({"message": each}, separators=(",", ":")).encode())
            for each in observed(type, detail, many(60, 200))
        ]

        assert least < min(sizes)
        assert max(sizes) < most


def test_there_is_one_message_of_each_size():
    """They are the observed samples of each detail, from the smallest on."""
    messages = list(observed_sizes("end-of-call-report", seed=4))

    assert [len(json.dumps(each)) for each in messages] == sorted(len(json.dumps(each)) for each in messages)
    assert messages[-1] == sample("end-of-call-report", seed=4, reading="observed", detail="rich")
