"""The command `vapi-contract`. Wiring only; `--help` imports nothing heavy."""

from . import check, generate, revisions, send
from .group import main

__all__ = ["check", "generate", "main", "revisions", "send"]
