"""
Use the installed package as a newcomer does, from outside the checkout: ask the contract, check a handler.
"""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest_vapi_contract
from pytest_vapi_contract import Contract, samples

HANDLER = """
def handle(body):
    return body["message"]["call"]["id"]
"""

package, checkout = Path(pytest_vapi_contract.__file__).parent, Path(sys.argv[1])
assert checkout not in package.parents, f"{package} is the checkout, not the installed wheel"

revisions = Contract.revisions()
for revision in revisions:
    contract = Contract.load(revision)
    message = samples.sample("session.created", seed=1, contract=contract)
    assert str(contract.judge(message).standing) == "conforming", contract.judge(message)

Path("app.py").write_text(HANDLER, encoding="utf-8")
cache = Path.cwd() / "cache"
run = subprocess.run(
    ["vapi-contract", "check", "app:handle"],
    env=os.environ | {"VAPI_CONTRACT_CACHE": str(cache)},
    capture_output=True,
    text=True,
    timeout=120,
    check=False,
)
assert run.returncode == 1, run.stdout + run.stderr
assert "KeyError" in run.stdout, run.stdout + run.stderr
assert not list(cache.glob("*")), "the first run had to prepare cases: those of the wheel are not taken"

python, ours = ".".join(map(str, sys.version_info[:3])), version("pytest-vapi-contract")
print(f"Python {python}: pytest-vapi-contract {ours} works, revisions {', '.join(revisions)}")
