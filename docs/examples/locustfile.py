"""Callers for Locust: `locust -f locustfile.py --host http://127.0.0.1:8000 --users 20 --processes 2`."""

from pytest_vapi_contract.load import VapiUser


class Caller(VapiUser):
    """A caller of the webhook, one call after the other."""

    path = "/webhook"
    scenario = "web"
    turns = 3
