"""What the tests of the contract share: contracts, small messages, and a small bundle."""

from functools import cache

from hypothesis import strategies as st

from pytest_vapi_contract.bundle import Bundle, Erratum
from pytest_vapi_contract.contract import Contract, shipped
from pytest_vapi_contract.json_paths import Object

REVISIONS = Contract.revisions()

SESSION = {
    "id": "s-1",
    "orgId": "o-1",
    "createdAt": "2026-01-01T00:00:00Z",
    "updatedAt": "2026-01-01T00:00:00Z",
}
TOOL = {"type": "function", "function": {"name": "look_up", "strict": True}}
MODEL = {"provider": "openai", "model": "gpt-4o", "temperature": 1, "tools": [TOOL]}
VOICE = {"provider": "11labs", "voiceId": "some-voice", "speed": 1}

#: Small conforming messages, for what tests change in them.
CONFORMING: tuple[Object, ...] = (
    {"type": "session.created", "session": SESSION},
    {"type": "session.created", "session": SESSION | {"assistant": {"model": MODEL, "voice": VOICE}}},
    {"type": "model-output", "output": {}, "turnId": "t-1", "timestamp": 1767225600000},
    {"type": "hang", "customer": {"number": "+14155550123", "numberE164CheckEnabled": True}},
    {"type": "status-update", "status": "in-progress", "timestamp": 1.5},
    {"type": "transcript", "role": "user", "transcriptType": "final", "transcript": "Hello"},
    {"toolCallList": [], "toolWithToolCallList": []},
)


@cache
def contract(revision: str = REVISIONS[-1]) -> Contract:
    """The contract of a revision, the same each time, so that its validators are built once."""
    return shipped(revision)


def session(**assistant):
    """A `session.created` message whose assistant has these properties."""
    return {"type": "session.created", "session": SESSION | {"assistant": assistant}}


def small(schema, *, components=None, errata=(), type="ping") -> Contract:
    """A contract of one message type whose property `value` is as the schema says."""
    message = {
        "type": "object",
        "properties": {"type": {"type": "string", "enum": [type]}, "value": schema},
        "required": ["type"],
    }
    bundle = Bundle(
        revision="2026-01-01",
        messages={type: message},
        components=components or {},
        replies={},
        errata=tuple(errata),
        origin={},
    )
    return Contract(bundle)


def doubting(standing) -> Contract:
    """A contract of messages that may hold a text, and have a standing by another rule than its own."""

    class Doubting(Contract):
        def standing(self, message):
            return standing(message)

    return Doubting(small({"type": "string"}).bundle)


def erratum(place, published, meant, *, name="ping.value", kind="observed", strength="beside") -> Erratum:
    """An erratum of a small contract."""
    return Erratum(
        name=name,
        kind=kind,
        place=place,
        published=published,
        meant=meant,
        evidence="seen",
        strength=strength,
    )


def ping(value):
    """A message of a small contract."""
    return {"type": "ping", "value": value}


# Of all characters. Only at a place with a format do validators divide, on a newline after what is right.
texts = st.text(max_size=12)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def paths(value, path=()):
    """The path of each place in a value, the outermost first."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from paths(each, (*path, key))


def changed(value, path, new):
    """The value with another one at a path; without what is there, if the other one is `...`."""
    if not path:
        return value if new is ... else new
    key, *rest = path
    copy = value.copy()
    if rest or new is not ...:
        copy[key] = changed(value[key], rest, new)
    else:
        del copy[key]
    return copy


@st.composite
def broken(draw):
    """A small message of which one or two places are missing or hold something else, mostly violating."""
    message = draw(st.sampled_from(CONFORMING))
    for _ in range(draw(st.integers(1, 2))):
        if not isinstance(message, dict):
            break
        path = draw(st.sampled_from(list(paths(message))))
        message = changed(message, path, draw(st.just(...) | values))
    return message
