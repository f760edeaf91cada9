from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.cases.http_change import HttpChange
from pytest_vapi_contract.delivery import as_handler
from tests.exchanges import conforming


def test_a_case_becomes_the_handlers_own_request():
    """With its path and credential, and with what the case changes."""
    case = conforming({"message": {"type": "hang"}}, alter=HttpChange(method="PUT"))

    with as_handler(lambda payload: None, path="/webhook", secret="s") as handler:
        request = request_to(handler, case)

    assert (request.method, request.path, request.header("X-Vapi-Secret")) == ("PUT", "/webhook", "s")
    assert request.body == b'{"message":{"type":"hang"}}'
