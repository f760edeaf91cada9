"""The user's `state` and `reset`, called as the handler is: they may hang, or end the process."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from ..delivery.threads import Workers
from ..errors import ProbeFailed
from .budget import LEAST_PROBE_WAIT, PROBE_WAIT

Answer = TypeVar("Answer")


class ProbeLost(Exception):
    """A probe that has worked before works no more."""


@dataclass(slots=True)
class Probes:
    """Calls probes on a thread that can be left to itself, within the time that is left."""

    _worked: set[str] = field(default_factory=set[str])
    _lost: str = ""  #: Why one of them is not asked any more.
    _workers: Workers = field(default_factory=Workers)

    def ask(self, option: str, probe: Callable[[], Answer], left: float) -> Answer:
        """
        What a probe answers.

        Raises `ProbeFailed` for one that does not work, and `ProbeLost` for one that does no longer: then
        there are findings already, which must not be lost.
        """
        if self._lost:
            raise ProbeLost(self._lost)
        try:
            answer = self._answer(option, probe, max(min(left, PROBE_WAIT), LEAST_PROBE_WAIT))
        except ProbeFailed as error:
            if option not in self._worked:
                raise
            self._lost = str(error)
            raise ProbeLost(self._lost) from error
        self._worked.add(option)
        return answer

    def _answer(self, option: str, probe: Callable[[], Answer], seconds: float) -> Answer:
        answers: list[Answer] = []
        failures: list[ProbeFailed] = []

        def job() -> None:
            try:
                answers.append(probe())
            except ProbeFailed as error:
                failures.append(error)

        if not self._workers.run(job, seconds):
            raise ProbeFailed(option, f"it does not return within {seconds:.3g} s")
        if failures:
            raise failures[0]
        return answers[0]
