"""A search that goes ever wider: messages that are varied at several places, and what is kept of them."""

from ..handler_source.words import NO_WORDS, SourceWords
from .example import Edit, Example
from .kept_examples import KeptExamples
from .next_message import Search, Trial
from .shard import Shard

__all__ = ["NO_WORDS", "Edit", "Example", "KeptExamples", "Search", "Shard", "SourceWords", "Trial"]
