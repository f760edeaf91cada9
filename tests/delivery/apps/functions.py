"""The app of the shared suite as plain functions."""

import json
from collections.abc import Mapping
from typing import Any

from tests.delivery.apps.conduct import conduct, conduct_async


def of_payload(payload: Any) -> Any:
    """A function of the body."""
    return json.loads(conduct(_bytes(payload), {})[1])


def of_both(payload: Any, headers: Mapping[str, str]) -> Any:
    """A function of body and headers."""
    return json.loads(conduct(_bytes(payload), headers)[1])


async def async_of_payload(payload: Any) -> Any:
    """An async function of the body."""
    return json.loads((await conduct_async(_bytes(payload), {}))[1])


async def async_of_both(payload: Any, *, headers: Mapping[str, str]) -> Any:
    """An async function of body and headers."""
    return json.loads((await conduct_async(_bytes(payload), headers))[1])


def _bytes(payload: Any) -> bytes:
    return json.dumps(payload, separators=(",", ":")).encode()
