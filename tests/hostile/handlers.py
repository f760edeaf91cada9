"""The table of hostile handlers: each has a line, with what must be seen of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.hostile.front_ends import FRONT_ENDS
from tests.hostile.kinds import KINDS

EVERY = tuple(KINDS)
FUNCTIONS = ("function", "coroutine")
#: Without a framework, and with one of each kind of server.
FEW = ("function", "asgi", "flask", "aiohttp", "lambda")
#: Codes of findings: a crash, a reply that is late, one without end, none at all, and one that is no answer.
CRASH, LATE, ENDLESS, SILENT, UNANSWERED = "VC102", "VC103", "VC105", "VC104", "VC135"
#: What makes a run look at replies.
REPLIES: Mapping[str, Any] = {"type": ["tool-calls"], "check": ["replies"], "handles": ["tool-calls"]}
#: Little time: what comes after a run counts.
SHORT: Mapping[str, Any] = {"time-budget": 0.5}
#: Probes that fail at once, and those that fail later.
FAILING = ("hangs", "exits", "ends_the_process", "tells_secrets")
LATER = ("hangs_later", "exits_later", "odd_later", "escapes")
#: The front ends of attacks that are tried in each run, and of those that concern each in a way of its own.
PYTHON: Mapping[str, Any] = {"front_ends": ("python",)}
ALL: Mapping[str, Any] = {"front_ends": tuple(FRONT_ENDS)}


@dataclass(frozen=True, kw_only=True)
class Attack:
    """A hostile handler, and what must be seen of it."""

    place: str  #: "module:name", the module in this folder.
    finds: str | None  #: The code of a finding; None for what is no finding.
    says: str = ""  #: What the output says.
    kinds: Sequence[str] = EVERY  #: The kinds of handler that it is tried as; "" for what is one already.
    front_ends: Sequence[str] = ()  #: Those that are tried in a usual run; a deep one tries all.
    #: Those that it is meant for: what is left in a process of their own is the business of users.
    meant_for: Sequence[str] = tuple(FRONT_ENDS)
    options: Mapping[str, Any] = field(default_factory=dict)


def _rows(module: str, *rows: tuple[Any, ...], **more: Any) -> tuple[Attack, ...]:
    """Rows of a name, what is found, what is said, and what else is to be known."""
    made = []
    for name, finds, *rest in rows:
        says = next((each for each in rest if isinstance(each, str)), "")
        own = {key: each for it in rest if isinstance(it, Mapping) for key, each in it.items()}
        made.append(Attack(place=f"{module}:{name}", finds=finds, says=says, **{**more, **own}))
    return tuple(made)


RAISING = _rows(
    "raising",
    ("lone_surrogate", CRASH, r"half of a pair: \ud800"),
    ("surrogate_file_name", CRASH, r"/nowhere/\udcff\x1b[31m.py", PYTHON),
    ("escape_sequences", CRASH, r"\x1b[2J\x1b]0;title\x07\r\x08\x9b31m\x7f\u2028end", PYTHON),
    ("direction_marks", CRASH, r"\u202egnp.exe\u2066\u200b\ufeff"),
    ("hostile_type_name", CRASH, r"Bad\x1b[31m\u202e\ud800Error"),
    ("hostile_metaclass", CRASH, "Odd", PYTHON),
    ("markup", CRASH, "[/bold][link=file:///etc/passwd]x[/link] [red] %s {0}"),
    ("huge_message", CRASH, "ValueError: xxx", PYTHON),
    ("huge_type_name", CRASH, "XXX"),
    ("long_message", CRASH, "éééé"),
    ("no_text", CRASH, "its text cannot be made: ZeroDivisionError"),
    ("text_of_wrong_type", CRASH, "its text cannot be made: TypeError"),
    ("text_of_a_subclass", CRASH, "Speaking", PYTHON),
    ("exits_in_text", CRASH, "its text cannot be made: SystemExit", PYTHON),
    ("ends_process_in_text", CRASH, "its text cannot be made: SystemExit"),
    ("recurses_in_text", CRASH, "its text cannot be made: RecursionError"),
    (
        "many_groups",
        CRASH,
        "ValueError: deep",
        {"kinds": ("function", "coroutine", "asgi", "wsgi", "lambda")},
    ),
    ("many_causes", CRASH, "49999", {"kinds": FUNCTIONS}, PYTHON),
    ("causes_itself", CRASH, "around and around"),
    ("unpicklable", CRASH, "Odd: x", PYTHON),
    ("hostile_attributes", CRASH, "Odd: x", PYTHON, {"kinds": (*FUNCTIONS, "wsgi", "lambda")}),
    ("recursion", CRASH, "RecursionError"),
    ("memory_error", CRASH, "MemoryError"),
    ("stops_iteration", CRASH),
    ("cancels", CRASH),
    ("unheard", CRASH, "Unheard: x"),
    ("generator_exit", CRASH),
    ("interrupts", CRASH, "KeyboardInterrupt", PYTHON),
    ("exits", CRASH, "SystemExit"),
    ("ends_process", CRASH, "os._exit(0)", PYTHON),
    ("aborts_softly", CRASH, r"SystemExit: \x1b[31mxxx"),
)
RETURNING = (
    *_rows(
        "returning",
        ("odd_text", UNANSWERED),
        ("deep", UNANSWERED, {"kinds": FUNCTIONS}, PYTHON),
        ("circular", UNANSWERED, {"kinds": FUNCTIONS}),
        ("not_a_number", UNANSWERED, {"kinds": FUNCTIONS}, PYTHON),
        ("huge_number", UNANSWERED, {"kinds": FUNCTIONS}),
        ("surrogates", UNANSWERED, r"\ud800", PYTHON),
        ("raw_bytes", UNANSWERED),
        ("a_set", UNANSWERED),
        ("a_class", UNANSWERED),
        ("a_generator", UNANSWERED),
        ("an_endless_generator", UNANSWERED),
        ("an_exception", UNANSWERED),
        ("a_user_dict", UNANSWERED),
        ("a_decimal", UNANSWERED),
        ("keys_of_tuples", UNANSWERED),
        ("itself", UNANSWERED),
        kinds=FUNCTIONS,
        options=REPLIES,
    ),
    *_rows(
        "returning",
        ("exits_when_read", CRASH, "SystemExit"),
        ("ends_process_when_read", CRASH, "os._exit(0)", PYTHON),
        ("hangs_when_read", LATE, {"kinds": ("function", "coroutine", "asgi", "wsgi", "lambda")}),
        ("huge_text", ENDLESS, {"kinds": FUNCTIONS}, PYTHON),
        ("never_awaited", LATE, {"kinds": ("function",)}),
        ("a_coroutine", CRASH, {"kinds": ("function",)}),
        kinds=("function", "coroutine", "asgi", "wsgi", "lambda"),
    ),
)
CHANGING = _rows(
    "process_changes",
    ("leave", CRASH, ALL),
    ("patch_time", CRASH, ALL),
    ("patch_json", CRASH, ALL),
    ("patch_builtins", CRASH, ALL),
    ("patch_len", CRASH, {"kinds": ("function", "flask", "lambda")}),
    ("patch_re", CRASH),
    ("patch_traceback", CRASH),
    ("patch_threads", CRASH, PYTHON),
    ("patch_logging", CRASH, PYTHON),
    ("patch_random", CRASH),
    ("replace_output", CRASH),
    ("close_output", CRASH, ALL),
    ("fork", CRASH, "the handler forked", ALL),
    ("fork_and_hang", CRASH, "the handler forked", PYTHON),
    ("stubborn_threads", CRASH, {"front_ends": ("command",), "meant_for": ("command",)}),
    ("threads", CRASH, PYTHON),
    ("ignored_signals", CRASH),
    ("warnings_as_errors", CRASH, ALL),
    ("collector", CRASH),
    ("no_collector", CRASH),
    ("tracing", CRASH, PYTHON),
    ("hooks", CRASH),
    ("modules", CRASH, PYTHON),
    ("environment", CRASH),
    ("no_recursion", CRASH, ALL),
    ("switching", CRASH),
    ("locale_of_c", CRASH),
    ("few_digits", CRASH, PYTHON),
    ("loop_policy", CRASH),
    ("exit_later", CRASH),
    ("exit_at_exit", CRASH, ALL),
    ("raise_signal", CRASH, "signal.raise_signal("),
    ("interrupt_main", CRASH, "_thread.interrupt_main()", ALL),
    ("replace_process", CRASH, "os.execv(", PYTHON),
    kinds=FEW,
)
PROTOCOLS = _rows(
    "protocols",
    ("status_of_text", CRASH, "the status of a reply must be an integer, not str", PYTHON),
    ("status_of_nan", CRASH, "the status of a reply must be an integer, not float"),
    ("status_too_large", CRASH, "the status of a reply must have three digits"),
    ("headers_of_text", CRASH),
    ("headers_missing", CRASH),
    ("body_of_text", CRASH),
    ("escapes_in_headers", CRASH),
    ("error_of_900_kb", CRASH, PYTHON),
    ("error_of_50_mb", CRASH),
    ("never_answers", SILENT),
    ("answers_nothing", CRASH),
    ("starts_twice", CRASH),
    ("endless_asgi", ENDLESS, PYTHON),
    ("endless_whatever_is_said", ENDLESS),
    ("endless_wsgi", ENDLESS, PYTHON),
    ("hangs_when_closed", LATE, PYTHON),
    ("wsgi_status_of_a_number", CRASH),
    ("wsgi_status_without_a_number", CRASH),
    ("wsgi_body_of_text", CRASH),
    ("wsgi_returns_nothing", CRASH),
    ("wsgi_ends_in_body", CRASH, "os._exit(0)", PYTHON),
    ("wsgi_headers_of_numbers", CRASH),
    ("lambda_status_of_text", CRASH, PYTHON),
    ("lambda_body_of_odd_base64", CRASH),
    ("startup_waits", None, "lifespan startup did not finish"),
    ("startup_blocks", None, "lifespan startup did not finish"),
    ("startup_is_stubborn", None, "lifespan startup did not finish", PYTHON),
    ("startup_exits", None, "SystemExit"),
    ("startup_ends_the_process", None, "os._exit(0)", ALL),
    ("shutdown_exits", CRASH),
    ("shutdown_waits", CRASH, {"options": SHORT}),
    ("shutdown_blocks", CRASH, {"options": SHORT}),
    ("shutdown_is_stubborn", CRASH, PYTHON, {"options": SHORT}),
    ("shutdown_ends_the_process", CRASH, ALL),
    ("startup_fails", None, r"\x1b[31m\ud800\u202e"),
    ("startup_fails_with_an_odd_message", None, "built-in function exit"),
    ("trickles", LATE, PYTHON),
    ("trickles_asgi", LATE),
    ("headers_of_numbers", CRASH),
    ("leaves_a_task", CRASH, PYTHON),
    ("stops_the_loop", CRASH),
    ("closes_the_loop", CRASH),
    kinds=("",),
)
PROBES = _rows(
    "probes",
    *(
        ("handler", None, "state", {"options": {"state": f"tests.hostile.probes:{probe}"}})
        for probe in FAILING
    ),
    *(
        ("handler", None, "reset", {"options": {"reset": f"tests.hostile.probes:{probe}"}})
        for probe in FAILING
    ),
    *(("handler", CRASH, {"options": {"state": f"tests.hostile.probes:{probe}"}}, PYTHON) for probe in LATER),
    *(("handler", CRASH, {"options": {"reset": f"tests.hostile.probes:{probe}"}}) for probe in LATER),
    kinds=("function",),
)
ECHOES = (
    *_rows(
        "secret_echoes",
        ("in_an_exception", CRASH, ALL),
        ("in_a_long_exception", CRASH, PYTHON),
        ("in_a_type_name", CRASH),
        ("in_what_is_printed", CRASH, {"front_ends": ("pytest",)}),
        ("in_a_cause", CRASH),
    ),
    *_rows(
        "secret_echoes",
        ("in_a_reply", CRASH, "$VAPI_SECRET", ALL),
        ("in_headers", CRASH, PYTHON),
        ("in_the_lifespan", None, "$VAPI_SECRET", ALL),
        ("in_an_exception_of_the_lifespan", None, "$VAPI_SECRET"),
        kinds=("",),
    ),
)

ATTACKS: tuple[Attack, ...] = (*RAISING, *RETURNING, *CHANGING, *PROTOCOLS, *PROBES, *ECHOES)
