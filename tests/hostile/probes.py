"""Probes of the user's state that do their worst, and a handler that fails."""

import os
import sys
import time

from tests.hostile.process_changes import failing
from tests.hostile.secret import FORMS


class Odd:
    """A state whose methods end the process."""

    def __eq__(self, other):
        os._exit(0)

    def __repr__(self):
        sys.exit(0)

    __hash__ = object.__hash__


def hangs():
    time.sleep(600)


def exits():
    sys.exit(0)


def ends_the_process():
    os._exit(0)


def tells_secrets():
    raise ValueError(" ".join(FORMS))


def odd():
    return Odd()


def escapes():
    return "\x1b[31m\u202e\ud800"


class _Later:
    """A probe that works at first."""

    def __init__(self, probe):
        self.asked, self.probe = 0, probe

    def __call__(self):
        self.asked += 1
        return self.probe() if self.asked > 6 else self.asked


hangs_later, exits_later, odd_later = _Later(hangs), _Later(exits), _Later(odd)


def handler(body):
    failing(body)
