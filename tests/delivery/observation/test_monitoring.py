import sys

import pytest

if sys.version_info >= (3, 12):
    from pytest_vapi_contract.delivery.observation.monitoring import NAME, TOOLS, monitoring_tool

    LINE = sys.monitoring.events.LINE

pytestmark = pytest.mark.skipif(sys.version_info < (3, 12), reason="there is no sys.monitoring")


@pytest.fixture
def taken():
    """The ids of tools that another has, which is all of them; they are free afterwards."""
    ids = [id for id in TOOLS if sys.monitoring.get_tool(id) is None]
    for id in ids:
        sys.monitoring.use_tool_id(id, "another")
    yield ids
    for id in ids:
        sys.monitoring.free_tool_id(id)


def test_a_tool_has_its_callbacks_while_it_is_at_work():
    """And nothing is left behind, whatever is raised meanwhile."""
    lines, tools = [], []

    def fail():
        with monitoring_tool(NAME, {LINE: lambda *line: lines.append(line)}) as tool:
            tools.extend([tool, sys.monitoring.get_tool(tool)])
            sys.monitoring.set_events(tool, LINE)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert lines
    assert tools[1] == NAME
    assert sys.monitoring.get_tool(tools[0]) is None


def test_two_tools_have_different_ids():
    """One sees exceptions while another sees lines."""
    with monitoring_tool(NAME, {}) as first, monitoring_tool(NAME, {}) as second:
        assert first != second


@pytest.mark.usefixtures("taken")
def test_where_other_tools_have_every_place_there_is_none():
    """They stay as they are."""
    with monitoring_tool(NAME, {}) as tool:
        assert tool is None
