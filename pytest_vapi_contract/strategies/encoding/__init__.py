"""
Messages as strings of bytes: which byte decides what.
"""

from .message import Encoding, Targets

__all__ = ["Encoding", "Targets"]
