"""
An OpenAPI document -> a bundle.
"""

from .importing import import_document

__all__ = ["import_document"]
