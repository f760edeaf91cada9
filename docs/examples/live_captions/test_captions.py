from app import app, caption

from pytest_vapi_contract import assert_assembles_turns


def test_captions():
    assert_assembles_turns(app, path="/webhook", read=caption)
