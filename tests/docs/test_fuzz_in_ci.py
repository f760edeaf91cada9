"""The page about fuzzing in CI: what its workflow runs, and what it says of that."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.depth import many
from tests.fuzzing.redis_server import redis_server

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
WORKFLOW = EXAMPLES / "fuzz_in_ci.yml"
SHARDS = 8
#: The time of a search is not used up, however busy the machine is: it ends after some exchanges.
BUDGET, MOST_EXCHANGES = "5m", 400
#: What stands for a value in a workflow.
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


@pytest.fixture(scope="module")
def jobs():
    """The jobs of the workflow."""
    yaml = pytest.importorskip("yaml", reason="the tests of the package without extras have no YAML")
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]


def commands(job):
    """What the steps of a job run, but for what installs packages."""
    lines = [step["run"] for step in job["steps"] if "run" in step]
    return [line for line in lines if not line.startswith("pip install")]


@pytest.fixture
def directory(tmp_path):
    """A directory with a faulty webhook."""
    shutil.copy(EXAMPLES / "flask_app_faulty.py", tmp_path / "app.py")
    return tmp_path


def run(line, directory, **values):
    """Run a line of the workflow as GitHub does, with the values of expressions."""
    folder = directory / "bin"
    folder.mkdir(exist_ok=True)
    program = folder / "vapi-contract"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pytest_vapi_contract "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = os.environ | {
        "CI": "true", "NO_COLOR": "1", "PYTHONPATH": str(ROOT), "SEED": "0", "BUDGET": BUDGET,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    environment.pop("GITHUB_ACTIONS", None)
    text = EXPRESSION.sub(lambda found: values[found[1]], line)
    text = re.sub(r"--time-budget \S+", rf"\g<0> --max-exchanges {MOST_EXCHANGES}", text)
    return subprocess.run(
        ["bash", "-e", "-c", text],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_jobs_are_the_shards(jobs):
    """Each is searched by one job."""
    assert jobs["fuzz"]["strategy"]["matrix"]["shard"] == list(range(1, SHARDS + 1))
    assert f"--shard ${{{{ matrix.shard }}}}/{SHARDS} " in " ".join(commands(jobs["fuzz"]))


def test_the_commands_of_the_workflow_find_what_is_wrong(jobs, directory):
    """The jobs pass with a report, whatever they find, and the job that merges does not."""
    shards = many([3, 6], [*range(1, SHARDS + 1)])
    [search], [merge] = commands(jobs["fuzz"]), commands(jobs["merge"])

    searches = [run(search, directory, **{"matrix.shard": str(shard)}) for shard in shards]
    merged = run(merge, directory)

    report = json.loads((directory / "report.json").read_bytes())
    assert [(done.returncode, done.stderr) for done in searches if done.returncode] == []
    assert merged.returncode == 1
    assert report["search"]["parts"] == [[shard, SHARDS] for shard in shards]
    assert report["complete"] is (len(shards) == SHARDS)
    assert {each["code"] for each in report["findings"]} >= {"VC102"}
    assert any((directory / "fuzz-examples").iterdir())


def test_a_job_without_a_report_fails(jobs, tmp_path):
    """A webhook that cannot be imported is no finding."""
    [search] = commands(jobs["fuzz"])

    done = run(search, tmp_path, **{"matrix.shard": "1"})

    assert done.returncode == 1
    assert "Module 'app' not found" in done.stderr


def test_the_merging_job_has_what_the_others_upload(jobs):
    """The patterns of artifacts match, and the directory of examples is the one that is cached."""
    steps = {
        step["uses"].partition("@")[0]: step["with"]
        for job in jobs.values()
        for step in job["steps"]
        if "with" in step
    }

    uploaded = steps["actions/upload-artifact"]
    assert EXPRESSION.sub("1", uploaded["path"]).split() == ["report-1.json", "fuzz-examples"]
    assert Path(EXPRESSION.sub("1", uploaded["name"])).match(steps["actions/download-artifact"]["pattern"])
    assert steps["actions/cache/restore"]["path"] == steps["actions/cache/save"]["path"] == "fuzz-examples"
    assert steps["actions/cache/save"]["key"].startswith(steps["actions/cache/restore"]["restore-keys"])


def test_hosts_share_what_they_find_in_redis(directory, tmp_path):
    """The commands of the page, one after the other: a host begins with what was kept."""
    page = (ROOT / "docs" / "how-to" / "fuzz-in-ci.md").read_text(encoding="utf-8")
    [search] = re.findall(r"^\$ (vapi-contract fuzz .*--shard 1/3.*)$", page, re.MULTILINE)
    with redis_server(tmp_path) as url:
        line = search.replace("redis://examples.internal:6379/0", url)
        run(line, directory)
        run(line.replace("1/3", "2/3").replace("report-1", "report-2"), directory)

    report = json.loads((directory / "report-2.json").read_bytes())
    assert report["search"]["again"] > 0
