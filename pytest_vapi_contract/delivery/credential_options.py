"""The credential that options describe, as the command line and pytest have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import UnclearCredentials
from ..option_table import SECRETS, SIGNING
from .credentials import Bearer, Hmac, resolve_secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..option_table import FrontEndOption
    from .credentials import Credentials


def credentials_of(target: str, given: Mapping[str, Any], *, dashes: str = "--") -> Credentials | None:
    """
    The bearer token or the signature that options ask for; None or False means that one was not given.

    `given` has a value for each key of `SIGNING`. Errors name an option as it is written, after `dashes`.
    Raises `UnclearCredentials`.
    """
    _check(given, dashes)
    if given["bearer"]:
        return Bearer(resolve_secret(given["bearer"]), **_arguments(given, "bearer"))
    if given["hmac"]:
        options = _arguments(given, "hmac")
        if "timestamp_header" in options:
            options["timestamp_header"] = options["timestamp_header"] or None
        if "://" in target:
            options["url"] = "/".join(target.split("/", 3)[:3])
        return Hmac(resolve_secret(given["hmac"]), **options)
    return None


def _check(given: Mapping[str, Any], dashes: str) -> None:
    kinds = [dashes + name for name in SECRETS if given[name]]
    if len(kinds) > 1:
        raise UnclearCredentials(f"{' and '.join(kinds)} cannot be combined: a webhook has one credential.")
    for each in SIGNING:
        if each.credential and not given[each.credential] and _is_given(given, each):
            message = f"{dashes}{each.name} requires {dashes}{each.credential}."
            raise UnclearCredentials(message)


def _arguments(given: Mapping[str, Any], credential: str) -> dict[str, Any]:
    return {
        each.argument: given[each.key]
        for each in SIGNING
        if each.credential == credential and _is_given(given, each)
    }


def _is_given(given: Mapping[str, Any], option: FrontEndOption) -> bool:
    return given[option.key] not in (None, False)
