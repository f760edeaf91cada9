"""How likely an optional property is to be there, and one branch of a union to be taken before another."""

from __future__ import annotations

from collections.abc import Mapping

from .field_lookup import field_of
from .sample_size import SampleDetail

#: Components that most users choose.
POPULAR: Mapping[str, int] = {
    "CreateTwilioPhoneNumberDTO": 3,
    "CreateVapiPhoneNumberDTO": 3,
    "DeepgramTranscriber": 8,
    "ElevenLabsVoice": 8,
    "AnthropicModel": 3,
    "OpenAIModel": 8,
    "VapiVoice": 4,
}
PRESETS = 4  # one of many voices is a user's own


def frequency(owner: str, name: str, detail: SampleDetail, *, roomy: bool) -> float:
    """Say how likely an optional property is to be there."""
    field = field_of(owner, name)
    if detail.name == "rich" and field.certain:
        return 1
    if detail.name == "typical" and field.often is not None:
        return field.often
    usual = detail.containers if roomy else detail.scalars
    return usual / 5 if field.seldom else usual
