"""A user of Locust that plays calls at their real pace, and counts what Vapi would lose."""

import logging
from random import SystemRandom
from typing import ClassVar

from locust import User, task

from .checks import CHECKS
from .conformance.call_player import CallPlayer, PlayedEvent, Wrong
from .contract import shipped
from .conversations.plan import CallScenario
from .delivery import Credentials, Handler, as_handler
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
    revision: ClassVar[str | None] = None

    def on_start(self) -> None:
        """Connect; a line in the log for each request would tell nobody anything."""
        logging.getLogger("httpx2").setLevel(logging.WARNING)
        self._handler: Handler = as_handler(
            self.host,
            path=self.path,
            secret=self.secret,
            credentials=self.credentials,
            headers=self.headers,
            allow_remote=self.allow_remote,
            timeout=self.timeout,
        )

    def on_stop(self) -> None:
        """Close the connections."""
        self._handler.close()

    @task
    def play(self) -> None:
        """Play a call, another one each time."""
        seed = SystemRandom().randrange(1 << 32)
        plan = call_plan(seed, self.scenario, turns=self.turns, interruptions=self.interruptions, tools=None)
        player = CallPlayer(handler=self._handler, contract=shipped(self.revision), in_real_time=True)
        for played in player.play(plan):
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
