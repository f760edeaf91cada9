"""Imports that are killed, or that run at the same time, leave a directory whole."""

import subprocess
import sys

import pytest

from pytest_vapi_contract.bundle import read_bundle, revisions, write_bundle

from .bundles import bundle

IMPORT = """
import os, sys
from dataclasses import replace
from pathlib import Path
from pytest_vapi_contract.bundle import write_bundle
from tests.bundle.bundles import bundle

directory, revision, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
steps = iter(range(100))

def dying(original):
    def step(self, *args):
        if next(steps) == last:
            os._exit(0)
        return original(self, *args)
    return step

Path.rename, Path.replace = dying(Path.rename), dying(Path.replace)
write_bundle(replace(bundle(), revision=revision, replies={}), directory)
"""


def importing(directory, revision="2026-01-01", last=-1):
    """An import in a process of its own, which ends at once before a step."""
    command = [sys.executable, "-c", IMPORT, str(directory), revision, str(last)]
    return subprocess.Popen(command)


@pytest.mark.parametrize("last", range(5))
def test_a_killed_import_leaves_the_old_revision_or_the_new_one(tmp_path, last):
    """And the next import removes what it has left."""
    write_bundle(bundle(), tmp_path)

    importing(tmp_path, last=last).wait()

    left = read_bundle(directory=tmp_path)
    assert left.replies == ({} if last > 1 else bundle().replies)
    write_bundle(bundle(), tmp_path)
    assert read_bundle(directory=tmp_path) == bundle()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-01-01", "manifest.json"]


def test_imports_at_the_same_time_lose_nothing(tmp_path):
    """Each waits for the other, and the manifest lists all of them."""
    names = [f"2026-01-0{day}" for day in range(1, 5)]

    for process in [importing(tmp_path, name) for name in names]:
        process.wait()

    assert revisions(tmp_path) == tuple(names)
