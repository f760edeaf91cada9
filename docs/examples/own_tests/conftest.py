import pytest
from app import app


@pytest.fixture
def vapi_handler():
    return app
