"""Errors without secrets: the text of an exception of the user's code may have one in it."""

from __future__ import annotations

import traceback
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial

from ..errors import ContractError
from .mask import Masks, hide_distinct


@contextmanager
def masked_errors(masks: Masks) -> Generator[None, None, None]:
    """
    Let an error through, unless its traceback has a secret in it: then one of the same text without it.

    An error of ours stays of its class. Any other one becomes a `RuntimeError` with that traceback.
    """
    try:
        yield
    except Exception as error:
        told = "".join(traceback.format_exception(error))
        hidden = hide_distinct(told, masks)
        if hidden == told:
            raise
        if isinstance(error, ContractError):
            raise error.altered(partial(hide_distinct, masks=masks)) from None
        raise RuntimeError(hidden) from None
