"""Hypothesis strategies for messages: conforming, observed, and deliberately invalid."""

from .messages import messages, model_output, observed_model_output, session_created
from .mutations import mutations, requests

__all__ = ["messages", "model_output", "mutations", "observed_model_output", "requests", "session_created"]
