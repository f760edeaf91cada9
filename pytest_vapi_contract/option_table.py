"""
The options that the command line and pytest have in common: each front end makes its own from these lines.

It imports nothing: every session of pytest reads it.
"""

from typing import NamedTuple


class FrontEndOption(NamedTuple):
    """
    An option as users write it, behind `--` or `--vapi-`.
    """

    name: str
    help: str
    metavar: str | None = None  #: What it takes; None for a flag.
    default: str | None = None
    choices: tuple[str, ...] = ()
    least: int | None = None  #: The smallest number, for a whole number.
    credential: str = ""  #: The option that it belongs to, for a detail of a credential.
    argument: str = ""  #: What the class of the credential calls it.

    @property
    def key(self) -> str:
        """
        The name as Python has it.
        """
        return self.name.replace("-", "_")


PATH = FrontEndOption("path", "Path of the webhook.", "PATH", "/")
REVISION = FrontEndOption("revision", "Revision of the contract. Default: the newest.", "DATE")
SEED = FrontEndOption("seed", "Another seed gives other messages.", "N", "0", least=0)
MAX_EXAMPLES = FrontEndOption(
    "max-examples", "Maximum number of messages of one kind for each message type.", "N", "100", least=1
)
ALLOW_INCOMPLETE = FrontEndOption("allow-incomplete", "Pass even if parts of the check did not run.")
STATE = FrontEndOption(
    "state",
    "module:function that returns your application's state; side effects are checked, too.",
    "TARGET",
)
RESET = FrontEndOption(
    "reset", "module:function that restores your application's state, called before each exchange.", "TARGET"
)
REPLAY = FrontEndOption("replay", "Repeat only the exchange with this id, from a finding.", "ID")

#: Every option that says how to sign. A webhook has one credential: a secret, a bearer token or an HMAC key.
SIGNING = (
    FrontEndOption("secret", "Sent as X-Vapi-Secret; env:NAME takes it from the environment.", "SECRET"),
    FrontEndOption("bearer", "Sent as Authorization: Bearer; may be env:NAME.", "TOKEN"),
    FrontEndOption(
        "bearer-header",
        "Header of the token. Default: Authorization.",
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
    FrontEndOption("hmac", "Sign with this key; may be env:NAME.", "SECRET"),
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
        "What is signed. Default: {timestamp}.{body}.",
        "FORMAT",
        credential="hmac",
        argument="payload",
    ),
    FrontEndOption(
        "hmac-header",
        "Header of the signature. Default: x-signature.",
        "NAME",
        credential="hmac",
        argument="signature_header",
    ),
    FrontEndOption(
        "hmac-timestamp-header",
        "Header of the timestamp; empty for none. Default: x-timestamp.",
        "NAME",
        credential="hmac",
        argument="timestamp_header",
    ),
    FrontEndOption(
        "hmac-id-header",
        "Header of a message id. Default: none.",
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
        "The key is given in base64.",
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
    "header",
    *(each.name for each in SIGNING),
    "revision",
    "state",
    "reset",
)
