"""An OpenAPI document -> a bundle."""

from .importer import import_document

__all__ = ["import_document"]
