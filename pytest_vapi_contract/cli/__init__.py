"""
The command `vapi-contract`. Wiring only; `--help` imports nothing heavy.
"""

from . import bundles, checking, generating, sending
from .group import main

__all__ = ["bundles", "checking", "generating", "main", "sending"]
