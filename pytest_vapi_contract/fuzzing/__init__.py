"""A search that goes ever wider: messages that are varied at several places, and what is kept of them."""

from .example import Edit, Example
from .kept_examples import KeptExamples
from .search import Search, Trial
from .shard import Shard
from .source_words import NO_WORDS, SourceWords

__all__ = ["NO_WORDS", "Edit", "Example", "KeptExamples", "Search", "Shard", "SourceWords", "Trial"]
