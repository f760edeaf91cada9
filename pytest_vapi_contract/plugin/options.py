"""The options of the plugin, and their settings: every session of pytest reads this, and mostly no more."""

import pytest

from ..option_table import (
    ALLOW_INCOMPLETE,
    ALLOW_REMOTE,
    BASELINE,
    CHECK,
    DATABASE,
    FAIL_ON,
    HANDLES,
    IGNORE,
    MAX_EXAMPLES,
    MAX_EXCHANGES,
    MAX_LATENCY,
    NO_CACHE,
    ON_INVALID,
    PATH,
    READ,
    REPLAY,
    RESET,
    REVISION,
    SCHEDULE,
    SEED,
    SIGNING,
    SKIP_CHECK,
    STATE,
    TIME_BUDGET,
    TIMEOUT,
    TOOLS,
    TYPE,
    FrontEndOption,
)

FUZZ = FrontEndOption(
    "fuzz",
    "Search the webhook for this long, such as 10m, in place of the other items.",
    "DURATION",
    duration=True,
)
PER_TYPE = FrontEndOption("per-type", "Collect one item for each check and message type.")
WRITE_BASELINE = FrontEndOption(
    "write-baseline",
    "Accept the current findings: write them to this file for --baseline. Reasons in it are kept.",
    "FILE",
)
MUTATIONS = FrontEndOption(
    "mutations",
    "Mutations for the fixtures: 'representative' or 'all'.",
    "SET",
    "representative",
    choices=("representative", "all"),
)
#: The name under which pytest knows what the plugin does in a session that uses something of it.
SESSION = "vapi-contract session"
#: Each option, and the setting of the same name.
OPTIONS = (
    FrontEndOption("handler", "Webhook to check: 'module:attribute', 'module:factory()' or a URL.", "TARGET"),
    PATH,
    ALLOW_REMOTE,
    TIMEOUT,
    *SIGNING,
    REVISION,
    TYPE,
    PER_TYPE,
    CHECK,
    SKIP_CHECK,
    HANDLES,
    TOOLS,
    ON_INVALID,
    MAX_EXAMPLES,
    MUTATIONS,
    SEED,
    TIME_BUDGET,
    FAIL_ON,
    BASELINE,
    WRITE_BASELINE,
    IGNORE,
    ALLOW_INCOMPLETE,
    FrontEndOption("report", "Write the findings to a JSON file.", "FILE"),
    STATE,
    RESET,
    READ,
    SCHEDULE,
    REPLAY,
    NO_CACHE,
    MAX_LATENCY,
    FUZZ,
    MAX_EXCHANGES,
    DATABASE,
)


def add_options(parser: pytest.Parser) -> None:
    """Add each option, and a setting of the same name."""
    group = parser.getgroup("vapi-contract", "contract tests for Vapi webhooks")
    for each in OPTIONS:
        default = f" (default: {each.default})" if each.default else ""
        does = each.help.replace("--", "--vapi-")
        help = f"{does}{default}"
        repeated = f"{does}{' Can be repeated.' if each.many else ''}{default}"
        flag = each.metavar is None
        kind = {"action": "store_const", "const": "yes"} if flag else {"metavar": each.metavar}
        kind |= {"action": "append"} if each.many else {}
        group.addoption(f"--vapi-{each.name}", dest=dest_of(each), default=None, help=repeated, **kind)
        parser.addini(dest_of(each), f"{help} (yes or no)" if flag else help, default=each.default)


def are_given(config: pytest.Config) -> bool:
    """Whether the command line or a setting says anything."""
    return any(value_of(config, each) not in (None, each.default) for each in OPTIONS)


def value_of(config: pytest.Config, option: FrontEndOption) -> str | None:
    """What the command line says of an option, and where it says nothing, its setting."""
    value: str | list[str] | None = config.getoption(dest_of(option))
    setting: str | None = config.getini(dest_of(option))
    if value is None:
        return setting
    return value if isinstance(value, str) else ",".join(value)


def dest_of(option: FrontEndOption) -> str:
    """The name of an option's setting, under which pytest keeps its value, too."""
    return f"vapi_{option.key}"
