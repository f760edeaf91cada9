"""Credentials as options describe them."""

import pytest

from pytest_vapi_contract.delivery.credential_options import credentials_of
from pytest_vapi_contract.delivery.credentials import Bearer, Hmac
from pytest_vapi_contract.errors import UnclearCredentials
from pytest_vapi_contract.option_table import SIGNING


def given(**options):
    """All options, of which these were given."""
    return {**dict.fromkeys(each.key for each in SIGNING), **options}


def test_no_option_is_no_credential():
    """Nothing was asked for."""
    assert credentials_of("app:app", given()) is None


def test_a_token_may_have_another_header_and_prefix():
    """Both can be changed at Vapi."""
    credentials = credentials_of("app:app", given(bearer="token", bearer_header="X-Auth", bearer_prefix=""))

    assert credentials == Bearer("token", header="X-Auth", prefix="")


def test_a_signature_knows_the_origin_of_a_url():
    """A payload format may have the URL in it."""
    credentials = credentials_of("http://127.0.0.1:1/a/b", given(hmac="key", hmac_timestamp_header=""))

    assert credentials == Hmac("key", timestamp_header=None, url="http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"secret": "one", "bearer": "two"}, "--secret and --bearer cannot be combined"),
        ({"bearer_prefix": "Token"}, "--bearer-prefix requires --bearer"),
        ({"bearer": "one", "hmac_encoding": "hex"}, "--hmac-encoding requires --hmac"),
    ],
)
def test_options_that_contradict_each_other_are_refused(options, said):
    """The error names them as they are written."""
    with pytest.raises(UnclearCredentials, match=said):
        credentials_of("app:app", given(**options))
