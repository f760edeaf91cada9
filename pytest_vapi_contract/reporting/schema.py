"""The JSON Schema of reports."""

from json import loads
from pathlib import Path

from ..json_paths import Object


def report_schema() -> Object:
    """The JSON Schema that every report keeps."""
    schema: Object = loads((Path(__file__).parent / "report.schema.json").read_bytes())
    return schema
