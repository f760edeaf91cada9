"""
Prints the output that the README and the tutorial show anew: `make record`. Tests compare them with a run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
STORY = ROOT / "docs" / "examples" / "first_finding"
#: A webhook of the tutorial, and what the command prints of it.
OUTPUTS = {"app.py": "check.txt", "fixed_app.py": "fixed.txt"}
#: The same of the tutorial about captions, where only turns are checked.
CAPTIONS = ROOT / "docs" / "examples" / "live_captions"
OUTPUTS_OF_CAPTIONS = {f"{name}.py": f"{name}.txt" for name in ("app", "by_turn", "interrupted", "fixed")}
READ = ["--read", "app:caption", "--check", "turns"]
PROGRAM = [sys.executable, "-m", "pytest_vapi_contract"]
COMMAND = ["check", "app:app", "--path", "/webhook"]
CALL = ["call", "app:app", "--path", "/webhook", "--scenario", "web", "--turns", "1", "--interrupt", "0"]
#: How many lines of a call the tutorial shows: before the first token, and from there on.
BEFORE, AFTER = 4, 8
#: A busy machine is given time, so that nothing is left out that is sent on one that is not.
IN_TIME = ["--time-budget", "600"]
#: How many findings the README shows, the first ones, and between which lines.
SHOWN = 2
BLOCK = re.compile(r"(?<=<!-- recorded: make record -->\n)```text\n.*?```\n(?=<!-- end -->)", re.DOTALL)


def printed(app: str) -> str:
    """What the command prints of a webhook of the tutorial."""
    return output_of(STORY / app, [*COMMAND, *IN_TIME])


def printed_of_captions(app: str) -> str:
    """What the command prints of a webhook of the tutorial about captions."""
    return output_of(CAPTIONS / app, [*COMMAND, *READ, *IN_TIME])


def call_of_captions() -> str:
    """The lines around the first token of a call, below the titles of the columns."""
    titles, *lines = output_of(CAPTIONS / "app.py", CALL).splitlines()
    at = next(number for number, line in enumerate(lines) if "model-output" in line)
    return "\n".join([titles, *lines[at - BEFORE : at + AFTER], ""])


def output_of(app: Path, command: list[str]) -> str:
    """What a command prints of a webhook."""
    with tempfile.TemporaryDirectory() as directory:
        shutil.copy(app, Path(directory) / "app.py")
        environment = os.environ | {"CI": "1", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
        environment.pop("GITHUB_ACTIONS", None)
        done = subprocess.run(
            [*PROGRAM, *command], cwd=directory, env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done.stdout


def with_findings(readme: str, recorded: str) -> str:
    """The README with the first findings of a recorded output in its block."""
    shown = "\n\n".join(recorded.split("\n\n")[:SHOWN])
    return BLOCK.sub(lambda _: f"```text\n{shown}\n```\n", readme)


def main() -> None:
    """Record everything."""
    for app, output in OUTPUTS.items():
        (STORY / output).write_text(printed(app), encoding="utf-8")
    for app, output in OUTPUTS_OF_CAPTIONS.items():
        (CAPTIONS / output).write_text(printed_of_captions(app), encoding="utf-8")
    (CAPTIONS / "call.txt").write_text(call_of_captions(), encoding="utf-8")
    recorded = (STORY / OUTPUTS["app.py"]).read_text(encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    README.write_text(with_findings(readme, recorded), encoding="utf-8")


if __name__ == "__main__":
    main()
