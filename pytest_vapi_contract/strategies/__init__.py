"""Hypothesis strategies for messages: conforming, observed, deliberately invalid; for turns and for calls."""

from .calls import calls, turns
from .messages import messages, model_output, observed_model_output, session_created
from .mutations import mutations, requests

__all__ = [
    "calls",
    "messages",
    "model_output",
    "mutations",
    "observed_model_output",
    "requests",
    "session_created",
    "turns",
]
