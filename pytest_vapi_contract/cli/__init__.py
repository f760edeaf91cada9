"""The command `vapi-contract`. Wiring only; `--help` imports nothing heavy."""

from . import call, check, explain, fuzz, generate, import_document, init, listing, merge, send, validate
from .group import main

__all__ = [
    "call",
    "check",
    "explain",
    "fuzz",
    "generate",
    "import_document",
    "init",
    "listing",
    "main",
    "merge",
    "send",
    "validate",
]
