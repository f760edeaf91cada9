"""The command `vapi-contract`. Wiring only; `--help` imports nothing heavy."""

from . import check, explain, generate, import_document, init, listing, send, validate
from .group import main

__all__ = ["check", "explain", "generate", "import_document", "init", "listing", "main", "send", "validate"]
