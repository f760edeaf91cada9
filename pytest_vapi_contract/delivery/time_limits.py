"""
How long Vapi waits for a reply, and how long delivery waits for what, in seconds.

What a run may take is in `conformance.budget`.
"""

from collections.abc import Mapping

#: How long Vapi waits for a reply.
TIMEOUT = 20.0
#: Seconds that Vapi waits for the reply to messages of a type, where it does not wait as long as usual.
LIMITS: Mapping[str, float] = {"assistant-request": 7.5}
#: The types whose messages go to servers with limits of their own.
OF_SERVERS = frozenset({"tool-calls"})
#: Closing waits so long for threads and tasks that are still running.
CLOSING = 1.0
#: A loop must show within that time that it is not blocked.
HEARTBEAT = 0.25
#: Work after the reply (a background task) is waited for, so that its exceptions are seen.
AFTER_REPLY = 1.0
#: The shutdown of an application's lifespan may take so long: a run that is over must end.
SHUTDOWN = 0.75
#: The shutdown of a server of ours closes connections that are still open after that.
OPEN_CONNECTIONS = 0.5
#: A connection is made within that time: a server on this machine accepts at once or never.
CONNECT = 5.0
#: A line for the shell: curl gives up on a server that waits for more, or on a reply that has no body.
CURL = 5


def limit_of(type: str, limits: Mapping[str, float] = LIMITS, usual: float = TIMEOUT) -> float:
    """Seconds within which a message has to be answered."""
    return limits.get(type, usual) if type in OF_SERVERS else min(usual, limits.get(type, usual))
