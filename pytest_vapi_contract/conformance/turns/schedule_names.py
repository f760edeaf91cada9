"""The names of the ways to deliver conversations, without what it takes to play one."""

from typing import Literal, get_args

#: Ways of delivery that a user can ask for. By default messages arrive in order, each once.
Schedule = Literal["redelivered", "swapped", "concurrent"]
SCHEDULES: tuple[Schedule, ...] = get_args(Schedule)
