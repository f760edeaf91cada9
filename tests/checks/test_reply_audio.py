"""Replies to requests for speech, as Vapi plays them."""

import pytest

from tests.judged_reply import fault, typed

ASKED = {"type": "voice-request", "text": "Hello", "sampleRate": 16000}
PCM = bytes(range(256)) * 4
RAW = typed("application/octet-stream")


@pytest.mark.parametrize("is_handled", [False, True])
@pytest.mark.parametrize(
    ("body", "headers", "noted"),
    [
        ({"data": "UklGRg=="}, (), "the reply is JSON, not audio"),
        ({"audioContent": "UklGRg=="}, (), "the reply is JSON, not audio"),
        (b"RIFF" + PCM, RAW, "a WAV header"),
        (b"RIFF" + PCM, (), "a WAV header"),
        (b"ID3" + PCM, RAW, "the header of an MP3"),
        (b"OggS" + PCM, RAW, "an Ogg header"),
        (PCM + b"\0", RAW, "1,025 bytes, an odd number"),
        (PCM, typed("audio/L16; rate=24000"), "says 24,000 Hz, and the request asks for 16,000 Hz"),
        (PCM, typed("audio/L16; rate=16000; channels=2"), "more than one channel"),
        (PCM, typed("audio/mpeg"), "audio/mpeg, which is not raw PCM"),
        (b"Hello there", RAW, "the reply is text, not audio"),
    ],
)
def test_what_is_not_raw_audio_is_found_by_its_name(body, headers, noted, is_handled):
    """With what the caller hears, and what it should be."""
    handles = ["voice-request"] if is_handled else ()

    finding = fault(ASKED, body, headers=headers, handles=handles)

    assert (finding.code, finding.severity) == ("VC137", "lost")
    assert noted in finding.noted
    assert "the reply is" in finding.noted
    assert finding.hint.startswith("Vapi plays the body of the reply")
    assert "16 bits, little-endian at 16,000 Hz" in finding.expected


@pytest.mark.parametrize(
    "headers", [(), RAW, typed("audio/raw"), typed("audio/L16;rate=16000;channels=1"), typed("audio/pcm")]
)
def test_raw_audio_is_not_blamed(headers):
    """Nor is silence, whose bytes are all zero."""
    assert fault(ASKED, PCM, headers=headers, handles=["voice-request"]) is None
    assert fault(ASKED, bytes(640), headers=headers, handles=["voice-request"]) is None


def test_a_plain_function_returns_bytes():
    """Or, wrongly, an object."""
    assert fault(ASKED, PCM, kind="function", handles=["voice-request"]) is None
    finding = fault(ASKED, PCM + b"\0", kind="function")
    assert finding.code == "VC137"
    assert (
        finding.expected == "it returns raw PCM (one channel, 16 bits, little-endian at 16,000 Hz) as bytes"
    )
    assert "is JSON" in fault(ASKED, {"data": "UklGRg=="}, kind="function").noted


@pytest.mark.parametrize("body", [b"", b"OK", {}, {"ok": True}, [], {"data": ""}])
def test_audio_is_demanded_of_whoever_handles_the_request(body):
    """Without `handles`, it is as good as any other acknowledgement."""
    finding = fault(ASKED, body, handles=["voice-request"])

    assert finding.code == "VC137"
    assert fault(ASKED, body) is None


def test_another_content_type_of_raw_audio_is_a_note():
    """One source demands a type, another does not look at it."""
    note = fault(ASKED, PCM, headers=typed("text/html"), handles=["voice-request"])

    assert (note.code, note.severity) == ("VC406", "note")
    assert "application/octet-stream" in note.hint
    assert "API reference" in note.hint


def test_audio_for_a_higher_rate_is_a_note():
    """It is too long for its text at the asked rate; a short text has no pace, and silence may be short."""
    text = "I have Friday at four in the afternoon. Does that work for you?"
    asked = {**ASKED, "text": text, "sampleRate": 8000}
    audio = bytes(2 * 24_000 * len(text) // 15)

    note = fault(asked, audio, headers=RAW)

    assert (note.code, note.severity) == ("VC411", "note")
    assert "at 8,000 Hz the audio lasts 12.6 s for 63 characters" in note.noted
    assert fault({**asked, "sampleRate": 24_000}, audio, headers=RAW) is None
    assert fault({**asked, "text": "Hello"}, audio, headers=RAW) is None
    assert fault(asked, bytes(640), headers=RAW) is None


def test_the_status_of_audio_is_200():
    """The documentation demands it."""
    finding = fault(ASKED, PCM, headers=RAW, status=201)

    assert finding.code == "VC134"
    assert "requires status 200" in finding.hint


@pytest.mark.parametrize(
    "changes",
    [{"text": ""}, {"text": " … "}, *({"sampleRate": rate} for rate in (None, 0, 1e-5, 440, 2**53, 1e300))],
)
def test_nothing_to_say_needs_no_audio(changes):
    """The schema allows an empty text, and rates that no voice has."""
    assert fault({**ASKED, **changes}, b"", handles=["voice-request"]) is None


def test_a_request_without_a_rate_is_answered_at_any():
    """The schema requires one; a handler is asked without it, too."""
    assert fault({**ASKED, "sampleRate": None}, PCM, headers=typed("audio/L16; rate=8000")) is None
