"""What Vapi demands of the reply to a voice-request: raw PCM, one channel, 16 bits, at the asked rate."""

from collections.abc import Iterator
from email.message import Message
from typing import Any

from ..delivery import Reply
from ..json_paths import Object, is_list, is_object
from .reply_contract import CONTRACTS, ReplyFault
from .reply_disputes import AUDIO_TYPE

#: How files of audio begin that are not raw.
CONTAINERS = {
    b"RIFF": "a WAV header",
    b"ID3": "the header of an MP3",
    b"OggS": "an Ogg header",
    b"fLaC": "a FLAC header",
}
#: Content-Types of raw audio beside the documented one.
RAW = frozenset(
    {
        "application/octet-stream",
        "audio/raw",
        "audio/pcm",
        "audio/x-pcm",
        "audio/l16",
        "audio/x-raw",
        "audio/basic-pcm",
    }
)
DISTORTED = "Vapi plays the body of the reply as it is, so the caller hears noise or a distorted voice"
UNPLAYED = "Vapi's documentation requires status 200"
ENCODING = "one channel, 16 bits, little-endian"
HIGHER_RATE = (
    "if it was made for a higher rate than the request asks for, the caller hears a slow, deep voice"
)
#: Characters of a text that has a pace, and how many a slow voice says in a second: usual ones say fifteen.
SENTENCE, SLOWEST = 40, 6
#: Bytes of a sample.
SAMPLE = 2
#: Samples in a second of a voice: from that of a telephone to that of a studio.
LOWEST_RATE, HIGHEST_RATE = 8_000, 48_000


def is_of_an_impossible_rate(message: Any) -> bool:
    """Whether speech is asked for at a rate that no voice has."""
    return is_object(message) and message.get("type") == "voice-request" and not _rate(message)


def right_audio(message: Object) -> str:
    """The audio that a reply to this request has to be."""
    rate = _rate(message)
    asked = f" at {rate:,} Hz" if rate else ""
    return f"raw PCM ({ENCODING}{asked})"


def audio_of(reply: Reply) -> bytes:
    """The bytes that a reply has: its body, or what a plain function returned."""
    return reply.value if type(reply.value) is bytes else reply.body


def told_audio(reply: Reply) -> str:
    """The reply, where it is not JSON."""
    kind = reply.header("content-type")
    return f"{len(audio_of(reply)):,} bytes{f' of {kind}' if kind else ''}"


def is_meant_as_audio(reply: Reply, value: Any) -> bool:
    """Whether a handler means to answer with audio, or with JSON that contains some."""
    if is_object(value):
        names = value.keys() & {*CONTRACTS["voice-request"].near_misses, "data"}
        return any(_is_content(value[name]) for name in names)
    kind = _kind(reply)
    raw = kind.startswith("audio/") or kind == "application/octet-stream"
    return bool(audio_of(reply)) and (raw or type(reply.value) is bytes or bool(_container(audio_of(reply))))


def _is_content(value: Any) -> bool:
    return (
        not isinstance(value, bool) and value is not None and (not isinstance(value, str) or len(value) > 1)
    )


def faults_of_audio(message: Object, reply: Reply, value: Any) -> Iterator[ReplyFault]:
    """What is wrong with a reply that is meant as audio, the worst first."""
    body = audio_of(reply)
    if is_object(value) or is_list(value):
        yield _not_audio("json", "the reply is JSON, not audio", CONTRACTS["voice-request"].lost)
    elif not body:
        if _is_speech_asked(message):
            yield _not_audio("empty", "the reply has no audio", "Vapi has nothing to play")
    elif _is_text(body):
        yield _not_audio("text", "the reply is text, not audio", CONTRACTS["voice-request"].lost)
    else:
        yield from _wrong_bytes(body)
        yield from _wrong_type(message, reply)
        yield from () if reply.truncated else _long_audio(message, body)


def _wrong_bytes(body: bytes) -> Iterator[ReplyFault]:
    if container := _container(body):
        yield _not_audio("container", f"the audio begins with {container}, so it is not raw PCM", DISTORTED)
    elif len(body) % SAMPLE:
        noted = f"the audio has {len(body):,} bytes, an odd number, and each sample has two"
        yield _not_audio("odd", noted, DISTORTED)


def _wrong_type(message: Object, reply: Reply) -> Iterator[ReplyFault]:
    header = reply.header("content-type")
    if header is None:
        return
    kind, rate, asked = _kind(reply), _parameter(header, "rate"), _rate(message)
    if rate is not None and asked and rate != asked:
        noted = f"the Content-Type says {rate:,} Hz, and the request asks for {asked:,} Hz"
        yield _not_audio("rate", noted, DISTORTED)
    elif (_parameter(header, "channels") or 1) != 1:
        yield _not_audio("channels", "the Content-Type says that there is more than one channel", DISTORTED)
    elif kind.startswith("audio/") and kind not in RAW:
        yield _not_audio("encoding", f"the Content-Type is {kind}, which is not raw PCM", DISTORTED)
    elif kind not in RAW:
        noted = f"the Content-Type is {kind}"
        yield ReplyFault(mark=("disputed", "audio"), noted=noted, consequence=AUDIO_TYPE, is_note=True)


def _long_audio(message: Object, body: bytes) -> Iterator[ReplyFault]:
    """A note about audio that is too long for its text, as it is if it was made for a higher rate."""
    rate, text = _rate(message), message.get("text")
    characters = len(text) if isinstance(text, str) else 0
    seconds = len(body) / SAMPLE / rate if rate else 0
    if characters >= SENTENCE and characters < seconds * SLOWEST:
        noted = f"at {rate:,} Hz the audio lasts {seconds:.3g} s for {characters} characters"
        yield ReplyFault(mark=("long-audio",), noted=noted, consequence=HIGHER_RATE, is_note=True)


def _rate(message: Object) -> float:
    """The rate that a request asks for; 0 where it is none that audio could have."""
    rate = message.get("sampleRate")
    return rate if isinstance(rate, int | float) and LOWEST_RATE <= rate <= HIGHEST_RATE else 0


def _is_speech_asked(message: Object) -> bool:
    text = message.get("text")
    return isinstance(text, str) and any(map(str.isalnum, text)) and _rate(message) > 0


def _not_audio(mark: str, noted: str, consequence: str) -> ReplyFault:
    return ReplyFault(mark=("audio", mark), noted=noted, consequence=consequence)


def _container(body: bytes) -> str:
    return next((name for magic, name in CONTAINERS.items() if body.startswith(magic)), "")


def _is_text(body: bytes) -> bool:
    """Whether there are only characters that people read: audio has other bytes from its first samples on."""
    try:
        text = body.decode("ascii")
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char in "\t\r\n" for char in text)


def _kind(reply: Reply) -> str:
    return (reply.header("content-type") or "").partition(";")[0].strip().lower()


def _parameter(header: str, name: str) -> int | None:
    message = Message()
    message["content-type"] = header
    value = message.get_param(name)
    return int(value) if isinstance(value, str) and value.isdecimal() else None
