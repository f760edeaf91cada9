"""
Cases that are prepared once and kept: what depends only on the contract, the seed and this version.

Those of a run with the usual options come with the package, prepared when it was built. Neither they nor the
cache are ever needed, or trusted: a case that cannot be read is prepared again.
"""

from .case_cache import CaseCache, file_name
from .case_file import CaseFile
from .directory import CACHE, SHIPPED, cache_directory, case_directory
from .key import shipped_key

__all__ = [
    "CACHE",
    "SHIPPED",
    "CaseCache",
    "CaseFile",
    "cache_directory",
    "case_directory",
    "file_name",
    "shipped_key",
]
