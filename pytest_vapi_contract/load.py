"""A user of Locust that plays calls at their real pace, and counts what Vapi would lose."""

import logging
from random import SystemRandom
from typing import Any, ClassVar

from locust import User, task

from .checks import CHECKS
from .conformance import RunOptions, with_settings
from .conformance.call_player import PlayedEvent, Wrong, player_for
from .conversations.plan import CallScenario
from .delivery import Credentials, Handler, handler_of
from .delivery.time_limits import TIMEOUT
from .findings.outcome import outcome_in_words
from .samples.call_plans import call_plan

#: The check whose findings say what becomes of a message that Vapi loses.
CHECK_OF: dict[Wrong, str] = {"refused": "accepts", "late": "in-time", "unreadable": "replies"}


class MessageLost(Exception):
    """A message that Vapi would lose; Locust counts those with one text together."""


class VapiUser(User):
    """
    One caller at a time: each task is a whole call, whose events are sent when Vapi would send them.

    Derive a class and set its attributes; `host` is the URL of the webhook's server.
    """

    abstract = True

    path: ClassVar[str] = "/"
    secret: ClassVar[str | None] = None  #: Sent as X-Vapi-Secret; `env:NAME` takes it from the environment.
    credentials: ClassVar[Credentials | None] = None  #: Another way to sign, such as `Hmac`.
    headers: ClassVar[dict[str, str | bytes] | None] = None
    allow_remote: ClassVar[bool] = False
    timeout: ClassVar[float] = TIMEOUT
    scenario: ClassVar[CallScenario] = "web"
    turns: ClassVar[int] = 3
    interruptions: ClassVar[int] = 1
    tools: ClassVar[Any] = None  #: The tools that are called, as `check_handler` takes them.
    handles: ClassVar[tuple[str, ...]] = ()  #: The message types that need a reply.
    revision: ClassVar[str | None] = None

    def on_start(self) -> None:
        """Connect; a line in the log for each request would tell nobody anything."""
        logging.getLogger("httpx2").setLevel(logging.WARNING)
        options = RunOptions(
            path=self.path,
            secret=self.secret,
            credentials=self.credentials,
            headers=self.headers,
            allow_remote=self.allow_remote,
            timeout=self.timeout,
            tools=self.tools,
            handles=self.handles,
            revision=self.revision,
        )
        options = with_settings(options, self.host)
        self._tools = options.user_tools
        self._handler: Handler = handler_of(self.host, options)
        self._player = player_for(self._handler, options, in_real_time=True)

    def on_stop(self) -> None:
        """Close the connections."""
        self._handler.close()

    @task
    def play(self) -> None:
        """Play a call, another one each time."""
        seed = SystemRandom().randrange(1 << 32)
        plan = call_plan(
            seed, self.scenario, turns=self.turns, interruptions=self.interruptions, tools=self._tools
        )
        for played in self._player.play(plan):
            self._tell(played)

    def _tell(self, played: PlayedEvent) -> None:
        """Tell Locust of an event."""
        reply, type = played.exchange.reply, played.case.type
        self.environment.events.request.fire(
            request_type="POST",
            name=type,
            response_time=played.exchange.seconds * 1000,
            response_length=reply.size if reply else 0,
            exception=lost(played),
            context={},
        )


def lost(played: PlayedEvent) -> MessageLost | None:
    """What Locust counts as a failure, in the words of a finding's title; None if nothing is lost."""
    if played.wrong is None:
        return None
    outcome = outcome_in_words(played.exchange) if played.wrong == "refused" else ""
    return MessageLost(f"{played.case.type} {CHECKS[CHECK_OF[played.wrong]].verdict} {outcome}".rstrip())
