"""
What kind of value a property holds, by its name: one line for each kind.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..json_paths import tokens
from ..shapes import Number, Text
from . import makers, words
from .makers import Kind, alphanumeric, decimal, filled, hexadecimal, one_of, url, whole

_SENTENCE = one_of(words.SENTENCES)
_DESCRIPTION = one_of(words.DESCRIPTIONS)
_SECRET = hexadecimal("example-secret-", 32)  # says so, lest a scanner takes it for a real one
_LABEL = one_of(words.LABELS)
_PROMPT = filled(words.PROMPTS)
_MEDIA = "https://storage.example.com/recordings/{id}"

#: By the name of the component and of the property.
OWNED_TEXT: Mapping[tuple[str, str], Kind] = {
    ("AssistantActivation", "assistantName"): one_of(words.ASSISTANTS),
    ("BotMessage", "role"): one_of(("bot",)),
    ("CampaignContact", "name"): one_of(words.PEOPLE),
    ("CreateAssistantDTO", "name"): one_of(words.ASSISTANTS),
    ("CreateCustomerDTO", "name"): one_of(words.PEOPLE),
    ("DeveloperMessage", "content"): _PROMPT,
    ("GcpKey", "type"): one_of(("service_account",)),
    ("OpenAIFunction", "name"): one_of(words.FUNCTIONS),
    ("StructuredDataMultiPlan", "key"): one_of(words.KEYS),
    ("SystemMessage", "message"): _PROMPT,
    ("ToolCall", "id"): alphanumeric("call_", 24),
    ("ToolCall", "type"): one_of(("function",)),
    ("ToolCallFunction", "name"): one_of(words.FUNCTIONS),
    ("ToolCallMessage", "role"): one_of(("tool_calls",)),
    ("ToolCallResultMessage", "name"): one_of(words.FUNCTIONS),
    ("ToolCallResultMessage", "role"): one_of(("tool_call_result",)),
    ("ToolMessage", "content"): makers.result,
    ("ToolMessage", "name"): one_of(words.FUNCTIONS),
    ("ToolParameter", "name"): one_of(words.KEYS),
    ("VapiVoice", "voiceId"): one_of(words.VOICES),
    ("UserMessage", "role"): one_of(("user",)),
}
#: By the name of the property.
TEXT: Mapping[str, Kind] = {
    "accessKeyId": hexadecimal("EXAMPLEKEY", 10),
    "accountSid": hexadecimal("AC", 32),
    "acknowledgementPhrases": one_of(words.PHRASES),
    "apiUrl": url("https://api.example.com/v1/{word}"),
    "arguments": makers.arguments,
    "assistantName": one_of(words.ASSISTANTS),
    "assistantRegex": one_of((r"\b(date of birth|birthday)\b", r"phone number", r"spell (it|that)", r"\?$")),
    "assistantVersion": makers.version,
    "authProviderX509CertUrl": url("https://accounts.example.com/oauth2/certs/{word}"),
    "authToken": _SECRET,
    "awsAccessKeyId": hexadecimal("EXAMPLEKEY", 10),
    "body": makers.arguments,
    "callSid": hexadecimal("CA", 32),
    "callSipUri": makers.sip_uri,
    "callToken": _SECRET,
    "callUrl": url("https://calls.example.com/{id}"),
    "callbackUrl": url("https://api.example.com/callbacks/{id}"),
    "callerId": makers.phone_number,
    "clientX509CertUrl": url("https://accounts.example.com/x509/{word}"),
    "code": one_of(
        ("return { ok: true, orderId: args.order_id };", "const { date } = args;\nreturn { date };")
    ),
    "content": makers.utterance,
    "controlUrl": url("https://phone-call-websocket.example.com/{id}/control"),
    "customVocabulary": one_of(words.KEYWORDS),
    "customerRegex": one_of((r"\d{3}", r"[\w.]+ at [\w.]+", r"(yes|no|sure)$")),
    "defaultResult": makers.result,
    "detectedThreats": one_of(("prompt-injection", "pii", "sql-injection", "ssrf")),
    "domain": one_of(("sip.example.com", "pbx.example.com", "trunk.example.net")),
    "email": makers.email,
    "emotion": one_of(("calm", "happy", "neutral", "fluent")),
    "encryptedPaths": one_of(("$.customer.number", "$.payment.card", "$.body.ssn")),
    "endCallMessage": filled(words.CLOSINGS),
    "endCallPhrases": one_of(words.PHRASES),
    "endedMessage": filled(words.CLOSINGS),
    "enterCondition": filled(words.CONDITIONS),
    "entryAssistantName": one_of(words.ASSISTANTS),
    "enum": one_of(words.KEYS),
    "exact": _SENTENCE,
    "extension": makers.extension,
    "firstMessage": filled(words.FIRST_MESSAGES),
    "forwardedFrom": makers.phone_number,
    "from": one_of(words.KEYS),
    "headerName": one_of(("Authorization", "X-Api-Key", "X-Auth-Token")),
    "headers": one_of(("acme", "production", "2026-03-01", "application/json")),
    "id": makers.uuid,
    "interruptionPhrases": one_of(("stop", "wait", "hold on", "actually", "no, no")),
    "ip": one_of(("192.0.2.10", "198.51.100.24", "203.0.113.7")),
    "key": one_of(words.KEYS),
    "keyterm": one_of(words.KEYWORDS),
    "keytermsPrompt": one_of(words.KEYWORDS),
    "keywords": one_of(words.KEYWORDS),
    "language": one_of(words.LANGUAGES),
    "languages": one_of(words.LANGUAGES),
    "liquid": one_of(("{{ customer.name == 'Maya' }}", "{% if order.status == 'shipped' %}true{% endif %}")),
    "listenUrl": url("wss://phone-call-websocket.example.com/{id}/listen"),
    "logUrl": url("https://storage.example.com/logs/{id}.jsonl.gz"),
    "message": makers.utterance,
    "messageIdHeader": one_of(("svix-id", "x-message-id", "x-request-id")),
    "model": one_of(words.MODELS),
    "name": _LABEL,
    "nodeName": one_of(words.KEYS),
    "number": makers.phone_number,
    "numberDesiredAreaCode": one_of(makers.AREAS),
    "on": one_of(("customer.speech.timeout[timeout=5s]", "customer.speech.timeout[timeout=10s]")),
    "oneOf": one_of(("assistant-error", "customer-busy", "silence-timed-out")),
    "originalMessage": makers.utterance,
    "originalTranscript": makers.utterance,
    "output": makers.utterance,
    "param": one_of(words.KEYS),
    "password": hexadecimal("Example-", 24),
    "pattern": one_of((r"^\d{5}$", r"^[A-Z]{2}\d{6}$", r"^\+1\d{10}$")),
    "payloadFormat": one_of(("{timestamp}.{body}", "{svix-id}.{timestamp}.{body}", "{method}|{url}|{body}")),
    "pcapUrl": url("https://storage.example.com/pcaps/{id}.pcap"),
    "pem": hexadecimal("-----BEGIN PUBLIC KEY-----\n", 64),
    "presignedUrlsExpiresAt": makers.date_time,
    "privateKey": hexadecimal("-----BEGIN EXAMPLE KEY-----\n", 64),
    "prompt": _PROMPT,
    "pronunciations": one_of(("vah-pee", "sin-dee", "kwik-silver")),
    "realm": one_of(("sip.example.com", "pbx.example.com")),
    "realtimeUrl": url("wss://api.example.com/v1/realtime/{word}"),
    "recordingUrl": url(_MEDIA + "-mono.wav"),
    "refusal": one_of(("I am sorry, but I cannot help with that.", "I can only talk about your booking.")),
    "regex": one_of((r"\b\d{5}\b", r"(?i)goodbye", r"account number", r"^(yes|no)$")),
    "region": one_of(words.REGIONS),
    "replacementText": one_of(("[FILTERED]", "[REDACTED]")),
    "required": one_of(words.KEYS),
    "result": makers.result,
    "role": one_of(("user", "bot", "system")),
    "roleArn": hexadecimal("arn:aws:iam::123456789012:role/vapi-", 8),
    "sbcCallSid": makers.uuid,
    "scope": one_of(("read write", "calls:read calls:write", "openid profile")),
    "segment": _SENTENCE,
    "signatureHeader": one_of(("x-signature", "x-hub-signature-256", "x-vapi-signature")),
    "signaturePrefix": one_of(("sha256=", "v1=")),
    "sipDiversionHeader": one_of(("<sip:+12125550100@pbx.example.com>;reason=unconditional",)),
    "sipUri": makers.sip_uri,
    "soundsLike": one_of(("gnocchi", "nyohki", "nokey")),
    "source": one_of(("model", "force-say")),
    "speakerLabel": one_of(("speaker_0", "speaker_1")),
    "startsWith": one_of(("+1", "+1415", "+44", "+49")),
    "stereoRecordingUrl": url(_MEDIA + "-stereo.wav"),
    "stereoUrl": url(_MEDIA + "-stereo.wav"),
    "successEvaluation": one_of(("true", "false", "8", "Good", "Pass")),
    "summary": makers.summary,
    "tags": _LABEL,
    "techPrefix": one_of(("0011", "99", "1001")),
    "text": makers.utterance,
    "timestampHeader": one_of(("x-timestamp", "svix-timestamp")),
    "title": _LABEL,
    "to": one_of(words.KEYS),
    "toolCallId": alphanumeric("call_", 24),
    "tool_call_id": alphanumeric("call_", 24),
    "transcript": makers.transcript,
    "transcriptionHint": _SENTENCE,
    "transfers": makers.phone_number,
    "twilioPhoneNumber": makers.phone_number,
    "twiml": one_of(
        ("<Dial>+14155550123</Dial>", "<Say>Please hold while we connect you.</Say><Pause length='1'/>")
    ),
    "type": one_of(("function", "object", "string")),
    "url": url("https://api.example.com/vapi/{word}/{id}"),
    "userName": one_of(words.PEOPLE),
    "username": hexadecimal("example-user-", 12),
    "value": _SENTENCE,
    "values": one_of(("customer-ended-call", "assistant-ended-call", "silence-timed-out")),
    "version": makers.version,
    "videoRecordingUrl": url(_MEDIA + "-video.mp4"),
    "videoUrl": url(_MEDIA + "-video.mp4"),
    "vocabulary": one_of(words.KEYWORDS),
    "voiceId": alphanumeric("", 20),
    "voicemailMessage": filled(words.VOICEMAILS),
    "waitFunction": one_of(
        ("200 + 8000 * x", "700 + 4000 * max(0, x - 0.5)", "20 + 500 * sqrt(x) + 2500 * x^3")
    ),
    "webhookUrl": url("https://hooks.example.com/services/{id}"),
    "word": one_of(words.KEYWORDS),
    "wordBoost": one_of(words.KEYWORDS),
    "words": one_of(words.KEYWORDS),
}
#: By how the name of the property ends, the longest ending first.
TEXT_ENDINGS: tuple[tuple[str, Kind], ...] = (
    ("AudioUrl", url("https://cdn.example.com/audio/{word}-{id}.mp3")),
    ("BucketName", one_of(("acme-call-recordings", "acme-voice-artifacts"))),
    ("Email", makers.email),
    ("AccountSid", hexadecimal("AC", 32)),
    ("Content", makers.utterance),
    ("Context", _PROMPT),
    ("Domain", one_of(("example.com", "example.org"))),
    ("Endpoint", url("https://{word}.example.com/openai/{id}")),
    ("Greeting", filled(words.FIRST_MESSAGES)),
    ("LastUpdatedAt", makers.date_time),
    ("Message", makers.utterance),
    ("Name", _LABEL),
    ("Password", _SECRET),
    ("Path", url("/acme/calls/{word}")),
    ("Prefix", url("acme/{word}/")),
    ("Prompt", _PROMPT),
    ("Region", one_of(words.REGIONS)),
    ("Secret", _SECRET),
    ("Token", _SECRET),
    ("UUID", makers.uuid),
    ("Username", makers.user_name),
    ("Number", makers.phone_number),
    ("Arn", hexadecimal("arn:aws:iam::123456789012:role/vapi-", 8)),
    ("Ids", makers.uuid),
    ("Key", _SECRET),
    ("Uri", url("https://accounts.example.com/oauth2/{word}")),
    ("Url", url(_MEDIA + ".json")),
    ("At", makers.date_time),
    ("Id", makers.uuid),
    ("escription", _DESCRIPTION),
    ("nstructions", _PROMPT),
)
#: By `format`, whatever the name.
FORMATS: Mapping[str, Kind] = {
    "date": lambda number: makers.date_time(number)[:10],
    "date-time": makers.date_time,
    "email": makers.email,
    "hostname": one_of(("api.example.com", "hooks.example.com")),
    "ipv4": one_of(("192.0.2.10", "198.51.100.24", "203.0.113.7")),
    "uri": url("https://api.example.com/{word}/{id}"),
    "uuid": makers.uuid,
}
#: By `format` and the name of the property.
FORMATTED: Mapping[tuple[str, str], Kind] = {
    ("uri", "backgroundSound"): url("https://cdn.example.com/sounds/office-{word}-{id}.mp3"),
}
_COST = decimal(0.0008, 0.6, 4)
_COUNT = whole(1, 12)
#: Numbers by the name of the property.
NUMBERS: Mapping[str, Kind] = {
    "characters": whole(80, 2400),
    "chat": decimal(0.0005, 0.02, 4),
    "confidence": decimal(0.5, 1, 2),
    "displayHeightPx": one_of((768, 1080, 800)),
    "displayWidthPx": one_of((1024, 1920, 1280)),
    "duration": whole(600, 9000),
    "endTime": makers.moment,
    "expirationSeconds": one_of((86_400, 3600, 604_800, 2_592_000)),
    "frequencyPenalty": decimal(0, 1, 1),
    "llm": decimal(0.001, 0.09, 4),
    "minutes": decimal(0.4, 9.5, 4),
    "presencePenalty": decimal(0, 1, 1),
    "sampleRate": one_of((16_000, 8000, 24_000, 44_100)),
    "seconds": whole(5, 600),
    "secondsFromStart": decimal(0.6, 240, 3),
    "stt": decimal(0.002, 0.09, 4),
    "time": makers.moment,
    "timestamp": makers.moment,
    "topK": whole(20, 64),
    "topP": decimal(0.8, 1, 2),
    "total": decimal(0.02, 0.6, 4),
    "transport": decimal(0.001, 0.05, 4),
    "tts": decimal(0.002, 0.09, 4),
    "ttsCharacters": whole(80, 2400),
    "turn": whole(0, 20),
    "vapi": decimal(0.02, 0.3, 4),
}
NUMBER_ENDINGS: tuple[tuple[str, Kind], ...] = (
    ("LatencyAverage", decimal(90, 1900, 3)),
    ("Latency", whole(90, 1900)),
    ("Milliseconds", whole(200, 5000)),
    ("Seconds", decimal(0.2, 30, 1)),
    ("Tokens", whole(12, 4200)),
    ("ost", _COST),
    ("TimesMs", whole(0, 9000)),
    ("Ms", whole(80, 9000)),
    ("umber", whole(1, 4)),
    ("Id", whole(1001, 99_000)),
)


def names_of(at: str) -> tuple[str, str]:
    """
    Find the component and the property that the schema at a place belongs to; empty where there is none.
    """
    owner = name = ""
    path = iter(tokens(at))
    for token in path:
        if token == "$defs":
            owner, name = next(path, ""), ""
        elif token == "properties":
            name = next(path, "")
    return owner, name


def kind_of(shape: Text | Number) -> Kind:
    """
    Find the kind of value that a shape is meant for.
    """
    owner, name = names_of(shape.at)
    if isinstance(shape, Number):
        return _number_kind(owner, name)
    if shape.format is not None and shape.format in FORMATS:
        return FORMATTED.get((shape.format, name)) or FORMATS[shape.format]
    named = OWNED_TEXT.get((owner, name)) or TEXT.get(name)
    return named or _by_ending(TEXT_ENDINGS, name[:1].upper() + name[1:]) or _SENTENCE


def _number_kind(owner: str, name: str) -> Kind:
    named = NUMBERS.get(name) or _by_ending(NUMBER_ENDINGS, name)
    return named or (_COST if owner.endswith("CostBreakdown") else _COUNT)


def _by_ending(endings: tuple[tuple[str, Kind], ...], name: str) -> Kind | None:
    return next((kind for ending, kind in endings if name.endswith(ending)), None)
