"""The families of cases: all that can be special about what is sent, each with a code and its words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from string import Formatter
from typing import Any

from ..json_paths import dumps

#: What the words of a family need to be a sentence about one case, such as the name of a property; as JSON.
Facts = Mapping[str, Any]

#: JSON type -> its name in a sentence.
TYPES: Mapping[str, str] = {
    "null": "null",
    "boolean": "a boolean",
    "number": "a number",
    "integer": "a whole number",
    "string": "a string",
    "array": "a list",
    "object": "an object",
}
#: How many characters of a value are shown.
SHOWN = 40


class Family(Enum):
    """
    What is special about a case, whatever the message and the place: code, group, name in the group, words.

    A code is never given to another family, and that of a family never changes. The letter is the kind:
    accepted, schema, disputed, forward compatibility, JSON text, HTTP, hostile (X), credentials, repeated delivery, tools.
    """

    # fmt: off
    # Must be accepted: nothing is wrong with it.
    BARE = "A101", "bare", "", "it is the message that mutations are based on"
    MINIMAL = "A102", "minimal", "", "it is the smallest realistic message"
    LISTED = "A103", "listed", "", "it has values from the lists of the schema"
    ALONE = "A104", "alone", "", "it has one optional property"
    SAMPLE = "A105", "sample", "", "it is a realistic message"
    COVERING = "A106", "covering", "", "it reaches new parts of the schema"
    OBSERVED = "A107", "observed", "", "it has the form that Vapi sends in production"
    DRAWN = "A108", "drawn", "", "it is drawn at random"
    EXTRA = "A109", "extra", "property", "it has a property that the schema does not list"
    LARGE = "A110", "large", "", "it is as large as in a long call"
    DOCUMENTED = "A111", "documented", "", "the tool calls are flat, as in the documentation"
    ASKED = "A112", "asked", "", "tools are called in a way that handlers often answer wrong"
    SPELLED = "A113", "spelled", "", "`type` is spelled as in the documentation"
    # Schema: one rule is broken at one place.
    REQUIRED = "S101", "required", "", "`{name}` is missing"
    REQUIRED_ALL = "S102", "required", "all", "the object is empty, and {count} properties are required"
    TAG_MISSING = "S103", "tag", "missing", "`{name}` is missing"
    TAG_UNKNOWN = "S104", "tag", "unknown", "{value!j} is not listed"
    TAG_SWAPPED = "S105", "tag", "swapped", "the tag is {value!j}, but the rest belongs to the branch {branch!j}"
    TYPE_NULL = "S111", "type", "null", "null instead of {expected!k}"
    TYPE_BOOLEAN = "S112", "type", "boolean", "true instead of {expected!k}"
    TYPE_STRING = "S113", "type", "string", "a string instead of {expected!k}"
    TYPE_NUMBER = "S114", "type", "number", "a number instead of {expected!k}"
    TYPE_ARRAY = "S115", "type", "array", "a list instead of {expected!k}"
    TYPE_OBJECT = "S116", "type", "object", "an object instead of {expected!k}"
    TYPE_NUMERIC_STRING = "S117", "type", "numeric-string", "the string {value!j} instead of {expected!k}"
    TYPE_BOOL_AS_STRING = "S118", "type", "bool-as-string", "the string {value!j} instead of {expected!k}"
    TYPE_BOOL_AS_NUMBER = "S119", "type", "bool-as-number", "the number {value!j} instead of {expected!k}"
    TYPE_IN_ARRAY = "S120", "type", "in-array", "a list with the value instead of {expected!k}"
    TYPE_OUT_OF_ARRAY = "S121", "type", "out-of-array", "a single item instead of {expected!k}"
    INTEGER_FRACTION = "S122", "integer", "fraction", "1.5 instead of {expected!k}"
    ENUM_UNKNOWN = "S131", "enum", "unknown", "{value!j} is not listed"
    ENUM_CASE = "S132", "enum", "case", "{value!j} differs from a listed value in case"
    ENUM_BLANK = "S133", "enum", "blank", "{value!j} has leading and trailing spaces"
    ENUM_EMPTY = "S134", "enum", "empty", "{value!j} is empty"
    ENUM_HOMOGLYPH = "S135", "enum", "homoglyph", "{value!j} has look-alike letters"
    ENUM_PREFIX = "S136", "enum", "prefix", "{value!j} is only a prefix of a listed value"
    ENUM_NEIGHBOUR = "S137", "enum", "neighbour", "{value!j} is a value of another list"
    CONST_UNKNOWN = "S138", "const", "unknown", "{value!j} is not listed"
    CONST_CASE = "S139", "const", "case", "{value!j} differs from a listed value in case"
    CONST_BLANK = "S140", "const", "blank", "{value!j} has leading and trailing spaces"
    CONST_EMPTY = "S141", "const", "empty", "{value!j} is empty"
    CONST_HOMOGLYPH = "S142", "const", "homoglyph", "{value!j} has look-alike letters"
    CONST_PREFIX = "S143", "const", "prefix", "{value!j} is only a prefix of a listed value"
    ONE_OF_NONE = "S151", "oneOf", "none", "{value!j} matches none of {count} branches"
    ANY_OF_NONE = "S152", "anyOf", "none", "{value!j} matches none of {count} branches"
    MINIMUM_BELOW = "S161", "minimum", "below", "{value} is below {limit}"
    MINIMUM_FAR_BELOW = "S162", "minimum", "far-below", "{value} is below {limit}"
    MAXIMUM_ABOVE = "S163", "maximum", "above", "{value} is above {limit}"
    MAXIMUM_FAR_ABOVE = "S164", "maximum", "far-above", "{value} is above {limit}"
    EXCLUSIVE_MINIMUM_AT_BOUND = "S165", "exclusiveMinimum", "at-bound", "{value} equals the bound, which is exclusive"
    EXCLUSIVE_MINIMUM_FAR_BELOW = "S166", "exclusiveMinimum", "far-below", "{value} is below {limit}"
    EXCLUSIVE_MAXIMUM_AT_BOUND = "S167", "exclusiveMaximum", "at-bound", "{value} equals the bound, which is exclusive"
    EXCLUSIVE_MAXIMUM_FAR_ABOVE = "S168", "exclusiveMaximum", "far-above", "{value} is above {limit}"
    MULTIPLE_OF_OFF = "S169", "multipleOf", "off", "{value} is not a multiple of {limit}"
    MIN_LENGTH_BELOW = "S171", "minLength", "below", "{count} characters are one fewer than the minimum"
    MAX_LENGTH_ABOVE = "S172", "maxLength", "above", "{count:,} characters are more than {limit:,}"
    MAX_LENGTH_ASTRAL = "S173", "maxLength", "astral", "{count:,} characters are more than {limit:,}"
    MAX_LENGTH_FAR_ABOVE = "S174", "maxLength", "far-above", "{count:,} characters are more than {limit:,}"
    PATTERN_NEAR = "S175", "pattern", "near", "{text!r} does not match the pattern {pattern}"
    PATTERN_FAR = "S176", "pattern", "far", "{text!r} does not match the pattern {pattern}"
    ITEMS_FIRST = "S181", "items", "first", "the first of three items is wrong"
    ITEMS_MIDDLE = "S182", "items", "middle", "the middle of three items is wrong"
    ITEMS_LAST = "S183", "items", "last", "the last of three items is wrong"
    MIN_ITEMS_BELOW = "S184", "minItems", "below", "{count} items are one fewer than the minimum"
    MAX_ITEMS_ABOVE = "S185", "maxItems", "above", "{count} items are one more than the maximum"
    UNIQUE_ITEMS_TWICE = "S186", "uniqueItems", "twice", "an item is duplicated"
    MIN_PROPERTIES_BELOW = "S187", "minProperties", "below", "{count} properties are one fewer than the minimum"
    MAX_PROPERTIES_ABOVE = "S188", "maxProperties", "above", "{count} properties are one more than the maximum"
    ADDITIONAL_PROPERTIES_UNKNOWN = "S189", "additionalProperties", "unknown", "`{property}` is not declared, and others are not allowed"
    ENVELOPE_MISSING = "S191", "envelope", "missing", "the body is an empty object: `message` is missing"
    ENVELOPE_NULL = "S192", "envelope", "null", "`message` is null"
    ENVELOPE_BOOLEAN = "S193", "envelope", "boolean", "`message` is true"
    ENVELOPE_NUMBER = "S194", "envelope", "number", "`message` is a number"
    ENVELOPE_STRING = "S195", "envelope", "string", "`message` is the message as JSON text, not an object"
    ENVELOPE_ARRAY = "S196", "envelope", "array", "`message` is a list"
    ENVELOPE_DOUBLE = "S197", "envelope", "double", "the envelope is repeated"
    ENVELOPE_CASE = "S198", "envelope", "case", "`message` is spelled `Message`"
    ENVELOPE_RENAMED = "S199", "envelope", "renamed", "`message` is called `data`"
    BODY_NULL = "S200", "body", "null", "the body is null"
    BODY_BOOLEAN = "S201", "body", "boolean", "the body is true"
    BODY_NUMBER = "S202", "body", "number", "the body is a number"
    BODY_STRING = "S203", "body", "string", "the body is a string of JSON"
    BODY_ARRAY = "S204", "body", "array", "the body is a list"
    TYPE_OF_OTHER = "S205", "type-of-other", "", "a {other} message is sent with the type {type}, so `{name}` is missing"
    # Calls of the user's own tools.
    TOOL_REALISTIC = "T101", "tool", "realistic", "`{tool}` is called with realistic arguments"
    TOOL_LEAST = "T102", "tool", "least", "`{tool}` is called with the required arguments only"
    TOOL_VARIED = "T103", "tool", "varied", "one argument of `{tool}` is special"
    TOOL_COVERING = "T104", "tool", "covering", "the arguments of `{tool}` reach new parts of its parameters"
    TOOL_TWICE = "T105", "tool", "twice", "`{tool}` is called twice in one message"
    TOOL_BESIDE = "T106", "tool", "beside", "`{tool}` and `{value}` are called in one message"
    TOOL_CALLED = "T107", "tool", "called", "`{tool}` is called"
    TOOL_MANY = "T109", "tool", "many", "five calls are in one message"
    TOOL_AMONG = "T110", "tool", "among", "one of three calls of `{tool}` has invalid arguments"
    TOOL_UNKNOWN = "T108", "tool", "unknown", "an unknown tool is called"
    # Disputed: some readings accept it, and some refuse it.
    FORMAT_NEAR = "D101", "format", "near", "{text!r} is not a valid {format}, which matters only to validators that enforce formats"
    FORMAT_FAR = "D102", "format", "far", "{text!r} is not a valid {format}, which matters only to validators that enforce formats"
    UNION_OVERLAP = "D103", "union", "overlap", "a value of {branch} also matches another branch of the union"
    ERRATUM = "D104", "erratum", "", "it differs from the published schema, as in production ({kind})"
    # Forward compatibility: what Vapi may send in the future.
    NEW_PROPERTY = "F101", "new", "property", "`{property}` is new"
    NEW_VALUE = "F102", "new", "value", "{text!r} is new in the list"
    NEW_TYPE = "F103", "new", "type", "{type} is not yet a message type"
    UNPUBLISHED_TYPE = "F104", "new", "type", "{type} is sent, but not published"
    # JSON text: bodies that are not JSON, or on which parsers disagree.
    TEXT_EMPTY = "J101", "text", "empty", "the body is empty"
    TEXT_BLANK = "J102", "text", "blank", "the body is only whitespace"
    TEXT_CUT_OPEN_BRACE = "J103", "text", "cut.open-brace", "the body ends after its first brace"
    TEXT_CUT_IN_KEY = "J104", "text", "cut.in-key", "the body ends within a key"
    TEXT_CUT_KEY = "J105", "text", "cut.key", "the body ends after a key"
    TEXT_CUT_COLON = "J106", "text", "cut.colon", "the body ends after a colon"
    TEXT_CUT_IN_STRING = "J107", "text", "cut.in-string", "the body ends within a string"
    TEXT_CUT_STRING = "J108", "text", "cut.string", "the body ends after a string"
    TEXT_CUT_COMMA = "J109", "text", "cut.comma", "the body ends after a comma"
    TEXT_CUT_HALF = "J110", "text", "cut.half", "the body ends halfway"
    TEXT_CUT_LAST_BRACE = "J111", "text", "cut.last-brace", "the body ends before its last brace"
    TEXT_TWO_DOCUMENTS = "J112", "text", "two-documents", "the body contains two documents"
    TEXT_TWO_LINES = "J113", "text", "two-lines", "the body contains two documents on two lines"
    TEXT_BEHIND = "J114", "text", "behind", "text follows the document"
    TEXT_BEFORE = "J115", "text", "before", "text precedes the document"
    TEXT_NUL_BEHIND = "J116", "text", "nul-behind", "a NUL follows the document"
    TEXT_TRAILING_COMMA = "J117", "text", "trailing-comma", "a trailing comma follows the last property"
    TEXT_COMMENT = "J118", "text", "comment", "the body contains a comment"
    TEXT_LINE_COMMENT = "J119", "text", "line-comment", "the body ends with a comment"
    TEXT_SINGLE_QUOTES = "J120", "text", "single-quotes", "strings are in single quotes"
    TEXT_NO_QUOTES = "J121", "text", "no-quotes", "a key has no quotes"
    TEXT_PYTHON = "J122", "text", "python", "the body is the repr of a Python value"
    TEXT_FORM = "J123", "text", "form", "the body is form data"
    TEXT_XML = "J124", "text", "xml", "the body is XML"
    TEXT_NUMBER_NAN = "J125", "text", "number.nan", "the body contains NaN"
    TEXT_NUMBER_INFINITY = "J126", "text", "number.infinity", "the body contains Infinity"
    TEXT_NUMBER_MINUS_INFINITY = "J127", "text", "number.minus-infinity", "the body contains -Infinity"
    TEXT_NUMBER_HEX = "J128", "text", "number.hex", "a number is in hexadecimal"
    TEXT_NUMBER_LEADING_ZERO = "J129", "text", "number.leading-zero", "a number has a leading zero"
    TEXT_NUMBER_PLUS = "J130", "text", "number.plus", "a number has a plus sign"
    TEXT_NUMBER_NO_FRACTION = "J131", "text", "number.no-fraction", "a number ends with its decimal point"
    TEXT_NUMBER_HUGE = "J132", "text", "number.huge", "a number is larger than any float"
    TEXT_NUMBER_TINY = "J133", "text", "number.tiny", "a number is smaller than any float"
    TEXT_NUMBER_4000_DIGITS = "J134", "text", "number.4000-digits", "a number has 4,000 digits"
    TEXT_DUPLICATE_KEY_SAME = "J135", "text", "duplicate-key.same", "a key is duplicated with the same value"
    TEXT_DUPLICATE_KEY_OTHER = "J136", "text", "duplicate-key.other", "a key is duplicated, and the last value is right"
    TEXT_DUPLICATE_KEY_OTHER_LAST = "J137", "text", "duplicate-key.other-last", "a key is duplicated, and the last value is wrong"
    TEXT_DUPLICATE_KEY_MESSAGE = "J138", "text", "duplicate-key.message", "`message` is duplicated, first as null"
    TEXT_EMPTY_KEY = "J139", "text", "empty-key", "a key is empty"
    TEXT_ODD_KEY = "J140", "text", "odd-key", "the body contains keys such as `__proto__`"
    TEXT_STRING_CONTROL = "J141", "text", "string.control", "a string contains a raw control character"
    TEXT_STRING_LINE_END = "J142", "text", "string.line-end", "a string contains a raw line break"
    TEXT_STRING_NUL = "J143", "text", "string.nul", "a string contains a raw NUL"
    TEXT_STRING_NUL_ESCAPE = "J144", "text", "string.nul-escape", "a string contains an escaped NUL"
    TEXT_STRING_BAD_ESCAPE = "J145", "text", "string.bad-escape", "a string contains an unknown escape"
    TEXT_STRING_SHORT_ESCAPE = "J146", "text", "string.short-escape", "a string contains an incomplete escape"
    TEXT_STRING_LONE_SURROGATE = "J147", "text", "string.lone-surrogate", "half of a surrogate pair is escaped"
    TEXT_STRING_SWAPPED_SURROGATES = "J148", "text", "string.swapped-surrogates", "a surrogate pair is escaped in the wrong order"
    TEXT_STRING_NONCHARACTER = "J149", "text", "string.noncharacter", "a noncharacter is escaped"
    TEXT_INVALID_UTF_8 = "J150", "text", "invalid-utf-8", "the body is invalid UTF-8"
    TEXT_CUT_UTF_8 = "J151", "text", "cut-utf-8", "a UTF-8 character is truncated"
    TEXT_OVERLONG_UTF_8 = "J152", "text", "overlong-utf-8", "a UTF-8 character is overlong"
    TEXT_SURROGATE_UTF_8 = "J153", "text", "surrogate-utf-8", "half of a surrogate pair is encoded in UTF-8"
    TEXT_LATIN_1 = "J154", "text", "latin-1", "a character is encoded in Latin-1"
    TEXT_BOM = "J155", "text", "bom", "the document starts with a byte order mark"
    TEXT_UTF_16 = "J156", "text", "utf-16", "the text is encoded in UTF-16"
    TEXT_UTF_16_LE = "J157", "text", "utf-16-le", "the text is encoded in UTF-16-LE"
    TEXT_UTF_16_BE = "J158", "text", "utf-16-be", "the text is encoded in UTF-16-BE"
    TEXT_UTF_32 = "J159", "text", "utf-32", "the text is encoded in UTF-32"
    TEXT_ROOT = "J160", "text", "root", "the body is {value}"
    ENVELOPE_BARE = "J161", "envelope", "bare", "the message is sent without its `message` envelope"
    TEXT_MESSAGE_NAN = "J162", "text", "message.nan", "`message` is NaN"
    TEXT_CUT_ANYWHERE = "J191", "text", "cut.anywhere", "the body ends early"
    TEXT_BYTE = "J192", "text", "byte", "a byte is changed"
    # HTTP: the request around the body is odd.
    HTTP_USUAL = "H101", "http", "usual", "it is as Vapi sends it"
    HTTP_METHOD = "H102", "http", "method", "the method is {value}"
    HTTP_METHOD_LOWER_CASE = "H103", "http", "method.lower-case", "the method is `post`"
    HTTP_CONTENT_TYPE_MISSING = "H104", "http", "content-type.missing", "the Content-Type is missing"
    HTTP_CONTENT_TYPE = "H105", "http", "content-type", "the Content-Type is {value!r}"
    HTTP_CONTENT_TYPE_TWICE = "H106", "http", "content-type.twice", "there are two Content-Types"
    HTTP_ENCODING_GZIP_PLAIN = "H107", "http", "encoding.gzip-plain", "the body is declared as gzip but is not"
    HTTP_ENCODING_GZIP = "H108", "http", "encoding.gzip", "the body is gzip"
    HTTP_ENCODING_GZIP_CUT = "H109", "http", "encoding.gzip-cut", "the body is truncated gzip"
    HTTP_ENCODING_DEFLATE_PLAIN = "H110", "http", "encoding.deflate-plain", "the body is declared as deflate but is not"
    HTTP_ENCODING_UNKNOWN = "H111", "http", "encoding.unknown", "the Content-Encoding is unknown"
    HTTP_HEADER_EMPTY = "H112", "http", "header.empty", "a header is empty"
    HTTP_HEADER_NON_ASCII = "H113", "http", "header.non-ascii", "a header has a non-ASCII byte"
    HTTP_HEADER_UTF_8 = "H114", "http", "header.utf-8", "a header has UTF-8 bytes"
    HTTP_HEADER_HIGH_BYTES = "H115", "http", "header.high-bytes", "a header is invalid UTF-8"
    HTTP_HEADER_TAB = "H116", "http", "header.tab", "a header has a tab"
    HTTP_HEADER_LONG = "H117", "http", "header.long", "a header is long"
    HTTP_HEADER_TWICE = "H118", "http", "header.twice", "a header is duplicated"
    HTTP_HEADER_MANY = "H119", "http", "header.many", "there are 50 more headers"
    HTTP_HEADER_ACCEPT_NOTHING = "H120", "http", "header.accept-nothing", "the Accept header allows no media type"
    HTTP_PATH_SUFFIX = "H121", "http", "path.suffix", "the path is longer"
    HTTP_PATH_SLASH = "H122", "http", "path.slash", "the path has a trailing slash"
    HTTP_PATH_QUERY = "H123", "http", "path.query", "the URL has a query"
    HTTP_PATH_ODD_QUERY = "H124", "http", "path.odd-query", "the URL has an unusual query"
    HTTP_PATH_DOUBLE_SLASH = "H125", "http", "path.double-slash", "the path starts with two slashes"
    HTTP_PATH_DOTS = "H126", "http", "path.dots", "the path contains dots"
    HTTP_PATH_PERCENT = "H127", "http", "path.percent", "the path contains a malformed escape"
    HTTP_PATH_OTHER = "H128", "http", "path.other", "the path is different"
    HTTP_BODY_CHUNKED = "H129", "http", "body.chunked", "the body is sent in chunks"
    HTTP_CONTENT_LENGTH_MISSING = "H130", "http", "content-length.missing", "the Content-Length is missing"
    HTTP_CONTENT_LENGTH_SHORT = "H131", "http", "content-length.short", "the Content-Length is too short"
    HTTP_CONTENT_LENGTH_LONG = "H132", "http", "content-length.long", "the Content-Length is too long"
    HTTP_CONTENT_LENGTH_NEGATIVE = "H133", "http", "content-length.negative", "the Content-Length is negative"
    HTTP_CONTENT_LENGTH_NO_NUMBER = "H134", "http", "content-length.no-number", "the Content-Length is not a number"
    HTTP_BODY_HALF = "H135", "http", "body.half", "the body stops halfway"
    HTTP_BODY_NONE = "H136", "http", "body.none", "the connection is closed before the body"
    # Hostile: only an attacker sends it.
    HOSTILE_DEEP_LISTS = "X101", "hostile", "deep-lists", "lists are nested 100,000 deep"
    HOSTILE_DEEP_OBJECTS = "X102", "hostile", "deep-objects", "objects are nested 100,000 deep"
    HOSTILE_UNCLOSED = "X103", "hostile", "unclosed", "100,000 lists are opened and never closed"
    HOSTILE_DIGITS = "X104", "hostile", "digits", "a number has 10,000 digits"
    HOSTILE_LONG_STRING = "X105", "hostile", "long-string", "a string has 10 MB"
    HOSTILE_PROPERTIES = "X106", "hostile", "properties", "there are 100,000 properties"
    HOSTILE_HEADER_LONG = "X107", "hostile", "header.long", "a header has 100,000 bytes"
    HOSTILE_HEADER_MANY = "X108", "hostile", "header.many", "there are 500 headers"
    HOSTILE_BODY_SLOW = "X109", "hostile", "body.slow", "the body is sent slowly"
    # Credentials: it is not Vapi who sends it.
    CREDENTIAL_NONE = "C101", "credential", "none", "the credential is missing"
    CREDENTIAL_ELSEWHERE = "C102", "credential", "elsewhere", "the credential is in another header"
    CREDENTIAL_EMPTY = "C103", "credential", "empty", "the credential is empty"
    CREDENTIAL_WRONG = "C104", "credential", "wrong", "the credential is wrong"
    CREDENTIAL_CUT = "C105", "credential", "cut", "the last character of the credential is missing"
    CREDENTIAL_LONGER = "C106", "credential", "longer", "the credential has an extra character"
    CREDENTIAL_OTHER_CASE = "C107", "credential", "other-case", "the case of the credential is changed"
    CREDENTIAL_NON_ASCII = "C108", "credential", "non-ascii", "the credential has a non-ASCII character"
    CREDENTIAL_OTHER_BODY = "C109", "credential", "other-body", "the signature belongs to another body"
    CREDENTIAL_TIMESTAMP_MISSING = "C110", "credential", "timestamp-missing", "the timestamp is missing"
    CREDENTIAL_TIMESTAMP_OTHER = "C111", "credential", "timestamp-other", "the timestamp is not the one that was signed"
    CREDENTIAL_TIMESTAMP_TEXT = "C112", "credential", "timestamp-text", "the timestamp is not a number"
    REPLAY_OLD = "C113", "replay", "old", "it was signed a year ago"
    # Delivery: right bytes, and bad conduct.
    REDELIVERY = "R101", "redelivery", "", "the same message is delivered twice"
    CONCURRENCY = "R102", "concurrency", "", "several messages are sent at once"
    TURNS_TOGETHER = "R103", "turns", "together", "two calls happen at once"
    TURNS_REDELIVERED = "R104", "turns", "redelivered", "a message is delivered twice"
    TURNS_SWAPPED = "R105", "turns", "swapped", "two messages arrive in the wrong order"
    TURNS_CONCURRENT = "R106", "turns", "concurrent", "its tokens are sent at once"
    # fmt: on

    def __init__(self, code: str, group: str, name: str, words: str) -> None:
        self.code = code
        self.group = group
        self.id = f"{group}.{name}" if name else group  #: How the ids of its cases begin.
        self._words = words

    def id_of(self, name: str) -> str:
        """How the ids of its cases begin that are about something with a name."""
        return f"{self.id}.{name}" if name else self.id

    def told(self, facts: Facts) -> str:
        """The words with the facts of one case, without a full stop."""
        words = _FORMATTER.vformat(self._words, (), facts)
        return f"{words}: {BY_CODE[facts['inner']].told(facts)}" if self in OF_ITEMS else words


class _Formatter(Formatter):
    """Puts facts into words: `!j` as JSON, `!k` what was expected."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        match conversion:
            case "j":
                return dumps(value)
            case "k":
                return _expected(**value)
            case _:
                return super().convert_field(value, conversion)


def _expected(types: list[str], like: Any = None) -> str:
    """Types that a value may have, or a value that would do, where no type is known."""
    text = dumps(like)
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return " or ".join(TYPES[each] for each in types) or f"a value such as {shown}"


_FORMATTER = _Formatter()
BY_CODE: Mapping[str, Family] = {family.code: family for family in Family}
#: What is special is which tools are called, whatever their arguments are.
OF_CALLS = frozenset(
    {Family.TOOL_TWICE, Family.TOOL_BESIDE, Family.TOOL_MANY, Family.TOOL_AMONG, Family.TOOL_UNKNOWN}
)
#: What is of a wrong type, and nearly right: its value says more than its type.
BY_VALUE = frozenset(
    {
        Family.TYPE_NUMERIC_STRING,
        Family.TYPE_BOOL_AS_STRING,
        Family.TYPE_BOOL_AS_NUMBER,
        Family.INTEGER_FRACTION,
    }
)
#: What is wrong is one item of a list: the words go on with what is wrong with the item.
OF_ITEMS = frozenset({Family.ITEMS_FIRST, Family.ITEMS_MIDDLE, Family.ITEMS_LAST})
