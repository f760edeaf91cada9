"""
The credential that options describe, as the command line and pytest have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import UnclearCredentials
from .credentials import Bearer, Hmac, resolve_secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .credentials import Credentials

#: Each stands for a credential of its own.
KINDS = ("secret", "bearer", "hmac")
#: Option -> what `Bearer` calls it.
BEARER = {"bearer_header": "header", "bearer_prefix": "prefix"}
#: Option -> what `Hmac` calls it.
HMAC = {
    "hmac_algorithm": "algorithm",
    "hmac_encoding": "encoding",
    "hmac_payload": "payload",
    "hmac_header": "signature_header",
    "hmac_timestamp_header": "timestamp_header",
    "hmac_id_header": "id_header",
    "hmac_prefix": "prefix",
    "hmac_base64_secret": "secret_is_base64",
}
#: Every option that says how to sign.
SIGNING = (*KINDS, *BEARER, *HMAC)


def credentials_of(target: str, given: Mapping[str, Any], *, dashes: str = "--") -> Credentials | None:
    """
    The bearer token or the signature that options ask for; None or False stands for one that was not given.

    Options are called as they are written after `dashes`, with underscores. Raises `UnclearCredentials`.
    """
    _check(given, dashes)
    if given["bearer"]:
        return Bearer(resolve_secret(given["bearer"]), **_chosen(given, BEARER))
    if given["hmac"]:
        options = _chosen(given, HMAC)
        if "timestamp_header" in options:
            options["timestamp_header"] = options["timestamp_header"] or None
        if "://" in target:
            options["url"] = "/".join(target.split("/", 3)[:3])
        return Hmac(resolve_secret(given["hmac"]), **options)
    return None


def _check(given: Mapping[str, Any], dashes: str) -> None:
    kinds = [dashes + name for name in KINDS if given[name]]
    if len(kinds) > 1:
        raise UnclearCredentials(f"{' and '.join(kinds)} cannot be combined: a webhook has one credential.")
    for kind, names in (("bearer", BEARER), ("hmac", HMAC)):
        for name in () if given[kind] else names:
            if given[name] not in (None, False):
                option = f"{dashes}{name.replace('_', '-')}"
                raise UnclearCredentials(f"{option} requires {dashes}{kind}.")


def _chosen(given: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {name: given[option] for option, name in names.items() if given[option] not in (None, False)}
