"""A tool of `sys.monitoring`: from Python 3.12 on, the interpreter tells of events in all threads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

NAME = "vapi-contract"
#: Ids of tools that nobody has reserved come first: 0 is a debugger's, 1 is coverage's, 2 and 5 are others'.
TOOLS = (3, 4, 2, 5)

if sys.version_info >= (3, 12):

    @contextmanager
    def monitoring_tool(
        name: str, callbacks: Mapping[int, Callable[..., object]]
    ) -> Generator[int | None, None, None]:
        """The id of a tool with a callback for each event, none of them set; None if all ids are taken."""
        monitoring = sys.monitoring
        tool = next((id for id in TOOLS if monitoring.get_tool(id) is None), None)
        if tool is None:
            yield None
            return
        monitoring.use_tool_id(tool, name)
        try:
            for event, callback in callbacks.items():
                monitoring.register_callback(tool, event, callback)
            yield tool
        finally:
            monitoring.set_events(tool, 0)
            for event in callbacks:
                monitoring.register_callback(tool, event, None)
            monitoring.free_tool_id(tool)
