"""
The explanation of a code, or of a check: from the table of codes and two folders of Markdown.

`checks` has a text for each check, about what Vapi does; `topics` one for each way to fix something.
"""

from collections.abc import Mapping
from pathlib import Path

from ..checks import CHECKS
from ..errors import UnknownCode
from ..findings import CODES, Code

TEXTS = Path(__file__).parent

#: The topic of what happened, where it is the same for all checks.
TOPICS: Mapping[str, str] = {
    "rejected": "rejected-valid",
    "crash": "crash-valid",
    "timeout": "timeout",
    "valid": "timeout",
    "invalid": "timeout",
    "slow": "timeout",
    "near": "timeout",
    "no reply": "no-reply",
    "endless": "endless",
    "too large": "too-large",
    "redirected": "redirected",
    "credentials wanted": "credentials-wanted",
    "no route": "no-route",
    "not JSON": "reply",
    "wrong reply": "reply",
    "unknown id": "reply",
    "wrong status": "reply",
    "wrong content type": "reply",
    "not audio": "audio",
    "long audio": "audio",
    "no answer": "reply",
    "disputed": "reply",
    "overruled": "reply",
    "twice": "twice",
    "wrong text": "turn-text",
    "interrupted": "turn-text",
    "unreadable": "turn-text",
    "the secret": "leak",
    "a traceback": "leak",
    "a source path": "leak",
    "the text of an exception": "leak",
    "the right signature": "leak",
    "untrusted": "let-in",
    "refused": "effect",
    "no effect": "no-effect",
    "top level": "top-level",
    "call record": "call-record",
    "swallowed": "swallowed",
    "doubled": "twice",
    "overtaken": "overtaken",
    "dropped": "dropped",
    "replaced": "replaced",
    "mixed": "mixed",
    "only one": "mixed",
    "refused later": "refused-later",
    "others": "other-calls",
    "documented": "only-documented",
    "never sent": "only-documented",
    "hidden": "hidden",
}
#: The same for a check with a reason of its own.
TOPICS_OF: Mapping[tuple[str, str], str] = {
    ("tools", "rejected"): "tool-arguments",
    ("tools", "crash"): "tool-arguments",
    ("arguments", "crash"): "tool-arguments",
    ("survives", "crash"): "crash-invalid",
    ("rejects", "crash"): "crash-invalid",
    ("rejects", "accepted"): "accepted-invalid",
    ("rejects", "rejected"): "accepted-invalid",
    ("malformed", "crash"): "crash-malformed",
    ("credentials", "crash"): "crash-credential",
    ("credentials", "accepted"): "let-in",
    ("credentials", "rejected"): "wrong-status",
    ("replays", "crash"): "crash-credential",
    ("replays", "accepted"): "old-signature",
    ("replays", "rejected"): "wrong-status",
    ("concurrency", "rejected"): "together",
    ("concurrency", "crash"): "together",
    ("redelivery", "crash"): "twice",
}


def explanation_of(name: str) -> str:
    """
    The explanation of a code or of a check as Markdown. Raises `UnknownCode`.
    """
    if name in CHECKS:
        return _of_check(name)
    code = CODES.get(name.upper())
    if code is None:
        raise UnknownCode(name, (*CODES, *CHECKS))
    return page_of(code)


def page_of(code: Code) -> str:
    """The page of a code: what it means, why Vapi does that, and how to fix it."""
    meaning, _, fix = _text("topics", topic_of(code)).partition("## How to fix it\n")
    return "\n".join(
        [
            f"# {code.id}: {code.meaning.removesuffix('.')}\n",
            f"Found by the check `{code.check}`. {CHECKS[code.check].doc}\n",
            meaning.rstrip() + "\n",
            f"## Why it matters\n\n{_text('checks', code.check)}",
            f"## How to fix it\n{fix}",
        ]
    )


def topic_of(code: Code) -> str:
    """What tells how to fix it."""
    return TOPICS_OF.get((code.check, code.happened)) or TOPICS[code.happened]


def _of_check(check: str) -> str:
    """What a check is about, and the codes of its findings."""
    codes = [f"- `{code.id}` {code.meaning}" for code in CODES.values() if code.check == check]
    shown = "\n".join(codes)
    return (
        f"# {check}\n\n{CHECKS[check].doc}\n\n## Why it matters\n\n{_text('checks', check)}\n"
        f"## Findings\n\n{shown}\n\nFor how to fix one of them: `vapi-contract explain {codes[0][3:8]}`\n"
    )


def _text(folder: str, name: str) -> str:
    return (TEXTS / folder / f"{name}.md").read_text(encoding="utf-8")
