"""What is in a property that has no line of its own: by how its name ends, or by its format."""

from __future__ import annotations

from collections.abc import Mapping

from . import makers, words
from .field import Field
from .fields import LABEL, MEDIA, PROMPT, SECRET
from .makers import Kind, decimal, filled, hexadecimal, one_of, url, whole

#: Whatever has no better line.
TEXT, NUMBER, COST = one_of(words.SENTENCES), whole(1, 12), decimal(0.0008, 0.6, 4)
#: By how the name ends, where no line of its own says it; the longest ending first.
ENDINGS: Mapping[str, Field] = {
    "LatencyAverage": Field(number=decimal(90, 1900, 3)),
    "LastUpdatedAt": Field(text=makers.date_time),
    "Instructions": Field(text=PROMPT),
    "Milliseconds": Field(number=whole(200, 5000)),
    "Description": Field(text=one_of(words.DESCRIPTIONS)),
    "AccountSid": Field(text=hexadecimal("AC", 32)),
    "BucketName": Field(text=one_of(("acme-call-recordings", "acme-voice-artifacts"))),
    "AudioUrl": Field(text=url("https://cdn.example.com/audio/{word}-{id}.mp3")),
    "Endpoint": Field(text=url("https://{word}.example.com/openai/{id}")),
    "Greeting": Field(text=filled(words.FIRST_MESSAGES)),
    "Password": Field(text=SECRET),
    "Username": Field(text=makers.user_name),
    "Content": Field(text=makers.utterance),
    "Context": Field(text=PROMPT),
    "Latency": Field(number=whole(90, 1900)),
    "Message": Field(text=makers.utterance),
    "Seconds": Field(number=decimal(0.2, 30, 1)),
    "TimesMs": Field(number=whole(0, 9000)),
    "Domain": Field(text=one_of(("example.com", "example.org"))),
    "Number": Field(text=makers.phone_number, number=whole(1, 4)),
    "Prefix": Field(text=url("acme/{word}/")),
    "Prompt": Field(text=PROMPT),
    "Region": Field(text=one_of(words.REGIONS)),
    "Secret": Field(text=SECRET),
    "Tokens": Field(number=whole(12, 4200)),
    "Email": Field(text=makers.email),
    "Token": Field(text=SECRET),
    "Cost": Field(number=COST),
    "Name": Field(text=LABEL),
    "Path": Field(text=url("/acme/calls/{word}")),
    "UUID": Field(text=makers.uuid),
    "Arn": Field(text=hexadecimal("arn:aws:iam::123456789012:role/vapi-", 8)),
    "Ids": Field(text=makers.uuid),
    "Key": Field(text=SECRET),
    "Uri": Field(text=url("https://accounts.example.com/oauth2/{word}")),
    "Url": Field(text=url(MEDIA + ".json")),
    "At": Field(text=makers.date_time),
    "Id": Field(text=makers.uuid, number=whole(1001, 99_000)),
    "Ms": Field(number=whole(80, 9000)),
}
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
