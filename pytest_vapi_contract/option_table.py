"""
The options that the command line and pytest share: each front end makes its own from these lines.

It imports nothing, because every session of pytest reads it.
"""


class FrontEndOption:
    """
    An option as users write it, behind `--` or `--vapi-`.

    Args:
        name: The word behind the dashes.
        help: What it does. Another option is written with two dashes in it, such as `--state`.
        metavar: What it takes; None for a flag.
        default: The text that it has where nothing is given.
        choices: The texts that it takes; none if it takes others.
        least: The smallest number, for a whole number.
        credential: The option that it belongs to, for a detail of a credential.
        argument: What Python calls it, where that is not its name.
        many: Whether it can be repeated, or list several values with commas.
        duration: Whether it takes a duration, such as 90s, 10m or 2h.

    """

    # Neither a dataclass nor a named tuple: to make one costs every session as much as two more modules.
    def __init__(
        self,
        name: str,
        help: str,
        metavar: str | None = None,
        default: str | None = None,
        *,
        choices: tuple[str, ...] = (),
        least: int | None = None,
        credential: str = "",
        argument: str = "",
        many: bool = False,
        duration: bool = False,
    ) -> None:
        self.name, self.help, self.metavar, self.default = name, help, metavar, default
        self.choices, self.least = choices, least
        self.credential, self.argument, self.many, self.duration = credential, argument, many, duration

    @property
    def key(self) -> str:
        """The name as Python has it."""
        return self.name.replace("-", "_")

    @property
    def keyword(self) -> str:
        """The name of the argument that it stands for."""
        return self.argument or self.key


PATH = FrontEndOption("path", "Path of the webhook.", "PATH", "/")
REVISION = FrontEndOption("revision", "Revision of the contract. Default: the newest.", "DATE")
SEED = FrontEndOption("seed", "Random seed.", "N", "0", least=0)
MAX_EXAMPLES = FrontEndOption(
    "max-examples", "Maximum number of messages of one kind per message type.", "N", "100", least=1
)
TYPE = FrontEndOption("type", "Check only this message type.", "TYPE", argument="types", many=True)
CHECK = FrontEndOption("check", "Run only this check.", "CHECK", argument="checks", many=True)
SKIP_CHECK = FrontEndOption(
    "skip-check", "Do not run this check.", "CHECK", argument="skip_checks", many=True
)
HANDLES = FrontEndOption(
    "handles",
    "Message type that your handler acts on: it is checked more thoroughly; with --state, its effects are "
    "checked, too.",
    "TYPE",
    many=True,
)
TOOLS = FrontEndOption(
    "tools",
    "JSON or YAML file with your tools, an assistant or a squad; the messages call these tools.",
    "FILE",
)
ON_INVALID = FrontEndOption(
    "on-invalid",
    "Required response to invalid messages: 'survive' or 'reject'.",
    "RESPONSE",
    "survive",
    choices=("survive", "reject"),
)
FAIL_ON = FrontEndOption(
    "fail-on",
    "Severities that fail: 'lost', 'security', 'hardening'. Default: all three.",
    "SEVERITY",
    choices=("lost", "security", "hardening"),
    many=True,
)
TIMEOUT = FrontEndOption(
    "timeout", "Maximum time to wait for a reply. Default: Vapi's own limit.", "DURATION", duration=True
)
TIME_BUDGET = FrontEndOption(
    "time-budget",
    "Maximum time to send messages. Default: 120s.",
    "DURATION",
    duration=True,
)
FUZZ_BUDGET = FrontEndOption(
    "time-budget", "Time to search, such as 90s, 10m or 2h.", "DURATION", "10m", duration=True
)
#: A database is not split at commas or blanks: a directory may have them in its name.
DATABASE = FrontEndOption(
    "database",
    "Where to keep examples for later runs: a directory, redis://HOST or github:OWNER/REPOSITORY.",
    "DATABASE",
    ".hypothesis/examples",
)
SHARD = FrontEndOption("shard", "Do only this part of the search, such as 2/8: the second of eight.", "I/N")
MAX_EXCHANGES = FrontEndOption(
    "max-exchanges", "End the search after this number of exchanges.", "N", least=1
)
NO_LOOK = FrontEndOption("no-look", "Do not read the webhook's source or trace which lines are reached.")
ALLOW_REMOTE = FrontEndOption("allow-remote", "Allow remote URLs.")
ALLOW_INCOMPLETE = FrontEndOption("allow-incomplete", "Pass even if parts of the check did not run.")
STATE = FrontEndOption(
    "state",
    "module:function that returns your application's state; enables checks of side effects.",
    "TARGET",
)
RESET = FrontEndOption(
    "reset", "module:function that restores your application's state, called before each exchange.", "TARGET"
)
READ = FrontEndOption(
    "read",
    "module:function that takes a turnId and returns your text of that turn; enables the check 'turns'.",
    "TARGET",
)
SCHEDULE = FrontEndOption(
    "schedule",
    "Also deliver the messages of turns in this way: 'redelivered', 'swapped', 'concurrent'.",
    "SCHEDULE",
    choices=("redelivered", "swapped", "concurrent"),
    argument="schedules",
    many=True,
)
REPLAY = FrontEndOption(
    "replay",
    "Repeat only the exchange with this id from a finding; @FILE reads the id from a file.",
    "ID",
)
MAX_LATENCY = FrontEndOption(
    "max-latency",
    "Maximum time for a reply to a valid message. Default: Vapi's own limit.",
    "DURATION",
    duration=True,
)
NO_CACHE = FrontEndOption("no-cache", "Generate every message anew, and keep none for later runs.")
BASELINE = FrontEndOption("baseline", "Accept the findings in this file.", "FILE")
IGNORE = FrontEndOption("ignore", "Leave out findings with this code, such as VC302.", "CODE", many=True)

#: Every option that says how to sign. A webhook has one credential: a secret, a bearer token or an HMAC key.
SIGNING = (
    FrontEndOption("secret", "Secret to send as X-Vapi-Secret, or env:NAME.", "SECRET"),
    FrontEndOption("bearer", "Token to send as Authorization: Bearer, or env:NAME.", "TOKEN"),
    FrontEndOption(
        "bearer-header",
        "Header for the token. Default: Authorization.",
        "NAME",
        credential="bearer",
        argument="header",
    ),
    FrontEndOption(
        "bearer-prefix",
        "Token prefix; may be empty. Default: Bearer and a space.",
        "TEXT",
        credential="bearer",
        argument="prefix",
    ),
    FrontEndOption("hmac", "Key to sign requests with, or env:NAME.", "SECRET"),
    FrontEndOption(
        "hmac-algorithm",
        "Hash function. Default: sha256.",
        "NAME",
        choices=("sha1", "sha256", "sha512"),
        credential="hmac",
        argument="algorithm",
    ),
    FrontEndOption(
        "hmac-encoding",
        "Encoding of the signature. Default: hex.",
        "NAME",
        choices=("hex", "base64"),
        credential="hmac",
        argument="encoding",
    ),
    FrontEndOption(
        "hmac-payload",
        "Text to sign. Default: {timestamp}.{body}.",
        "FORMAT",
        credential="hmac",
        argument="payload",
    ),
    FrontEndOption(
        "hmac-header",
        "Header for the signature. Default: x-signature.",
        "NAME",
        credential="hmac",
        argument="signature_header",
    ),
    FrontEndOption(
        "hmac-timestamp-header",
        "Header for the timestamp; empty for none. Default: x-timestamp.",
        "NAME",
        credential="hmac",
        argument="timestamp_header",
    ),
    FrontEndOption(
        "hmac-id-header",
        "Header for a message id. Default: none.",
        "NAME",
        credential="hmac",
        argument="id_header",
    ),
    FrontEndOption(
        "hmac-prefix",
        "Signature prefix, such as sha256=.",
        "TEXT",
        credential="hmac",
        argument="prefix",
    ),
    FrontEndOption(
        "hmac-base64-secret",
        "Decode the key from base64.",
        credential="hmac",
        argument="secret_is_base64",
    ),
)
#: Those whose value must not be shown.
SECRETS = tuple(each.name for each in SIGNING if not each.credential)
#: Those that it takes to repeat an exchange with the same handler, as far as a front end has them.
REPEATING = (
    "handler",
    "path",
    "allow-remote",
    "timeout",
    "max-latency",
    "handles",
    "tools",
    "header",
    *(each.name for each in SIGNING),
    "revision",
    "seed",
    "state",
    "reset",
    "read",
)
