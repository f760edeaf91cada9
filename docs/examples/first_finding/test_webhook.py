from pytest_vapi_contract import assert_handler_conforms


def test_webhook():
    assert_handler_conforms("app:app", path="/webhook")
