"""
Cases that are prepared once and kept: what depends only on the contract, the seed and this version.

A cache is never needed, and never trusted: a case that cannot be read from it is prepared again.
"""

from .case_cache import CaseCache
from .directory import CACHE, cache_directory, case_directory

__all__ = ["CACHE", "CaseCache", "cache_directory", "case_directory"]
