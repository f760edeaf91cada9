"""What each kind of finding means, why it matters, and how to fix it: for the command line and the docs."""

from .explanation import explanation_of, page_of

__all__ = ["explanation_of", "page_of"]
