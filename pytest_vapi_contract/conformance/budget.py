"""Every budget of a run: how long it may take, how long a reply is waited for, and how much is sent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..cases.case import Case, Category
from ..clock import now
from ..findings import Skip
from ..report_formats.lines import duration

# How long a run may take, in seconds.

#: Nothing more is sent after that, if no time budget is given. Only a slow handler takes so long: for the
#: others it is the number of messages that limits a run, even on a machine that is busy with other things.
TIME_BUDGET = 120.0
#: Time beyond the budget in which findings may still be made smaller.
OVERTIME = 0.75
#: Time beyond that in which it is still looked up where a handler broke. What began then ends a moment later;
#: with `delivery.time_limits.SHUTDOWN` it makes two seconds in all, in which a run is over.
LOCATING = 0.15
#: How long a search takes by default, and the part of it that its findings may take in addition: one in ten.
FUZZ_BUDGET, FUZZ_OVERTIME_SHARE = 600.0, 10
#: How often a search tells how far it is, in seconds.
TOLD_EVERY = 0.2
#: Time that must be left to begin drawing at random, or a further round: the next message may take that long.
LEAD = 5.0

# How long a reply is waited for, in seconds; Vapi's own limits are in `checks.in_time` and `delivery`.

#: The least that a handler gets for a reply, even when the budget ends.
LEAST_WAIT = 0.1
#: The most that a handler gets where a server may rightly wait for more of the request.
LATE_WAIT = 2.0
#: How much longer a thread that sends is waited for: a handler may have made it end without a word.
THREAD_WAIT = 1.0
#: A handler hangs if it takes longer than this, and was much quicker before.
HANGING_AFTER = 5.0
#: How many times as long as its slowest reply a handler has to take before it is said to hang.
HANGING_TIMES = 5
#: Number of hangs after which a handler gets less time than Vapi gives it.
KNOWN_HANGS = 2
#: The least that it gets then.
IMPATIENT_WAIT = 0.5
#: Random conversations about turns: how many there are at most, how long they are searched, and made smaller,
#: in seconds of the process's own.
MOST_DRAWN, SEARCH_TIME, SHRINKING_TIME = 12, 10.0, 10.0
#: In a run they are searched for at most this part of the time that is left: one in five.
SEARCH_SHARE = 5
#: A text is read again after these times, for work that goes on after a reply.
LATE_WORK_PAUSES = (0.01, 0.05, 0.2, 0.75)
#: `state` and `reset` may take so long, or so long where hardly any time is left.
PROBE_WAIT, LEAST_PROBE_WAIT = 20.0, 0.5
#: How many times as long as its slowest reply it gets then, if that is more.
IMPATIENT_TIMES = 10
#: Number of hangs after which nothing more is sent.
HOPELESS_HANGS = 20

# Handlers that limit the rate of requests.

#: Seconds of the pauses after which a request that was one of too many is sent again, one after the other.
PAUSES = (0.1, 0.3, 1.0, 3.0)
#: The most that a handler may ask for.
LONGEST_PAUSE = 10.0
#: About as many messages as Vapi may send in a minute of talk: a handler has to accept as many.
MESSAGES_OF_A_MINUTE = 1_000

# Slow handlers.

#: Seconds that replies take on average from which on a handler is slow: a usual run would use up its time.
#: The time does not count in which other processes had the processors.
SLOW = 0.03
#: Replies that take less on average make no handler slow: how long they waited for a processor is not asked.
CLEARLY_QUICK = 0.01
#: A run takes longer than its essential messages by this factor: to begin, and to explain a failure.
RUN_OVERHEAD = 1.25

# How many messages are sent.

#: The most of one kind (conforming, observed, mutations) for each message type, by default.
MAX_EXAMPLES = 100
#: A longer run sends that many of each kind first. Each further round makes them four times as many.
ROUND_GROWTH = 4
#: The most in a usual run, for the first-class types: each kind of disputed messages has its turn by then.
ENOUGH: Mapping[Category, int] = {"disputed": 60}
#: The same for the other types that handlers act on.
ENOUGH_ACTED_ON: Mapping[Category, int] = {"conforming": 80, "observed": 24, "disputed": 10}
#: The same for the rest: enough for all their small conforming messages.
ENOUGH_BEHIND: Mapping[Category, int] = {"conforming": 30, "observed": 6}
#: With more types than this, those that handlers do not act on share the mutations that are alike for all.
FEW_TYPES = 8
#: The first messages of a kind, which every run sends, for the types that handlers act on: a run without them
#: is incomplete.
ESSENTIAL_ACTED_ON: Mapping[Category, int] = {"conforming": 7, "observed": 4, "mutation": 8}
#: The same for the other types.
ESSENTIAL: Mapping[Category, int] = {
    "turns": 60,
    "observed": 1,
    "text": 8,
    "http": 6,
    "credentials": 4,
    "concurrency": 16,
    "redelivery": 1,
    "call": 1,
}
#: The same for any other kind.
FEWEST = 2
#: Calls of the user's tools, for each message of another kind: each value of each argument is in one.
CALLS_PER_EXAMPLE = 10
#: The first calls, which every run sends.
ESSENTIAL_OF_TOOLS = 8
#: Number of prepared messages for each one that is drawn at random, after all others. To draw the first one
#: takes longer than to send a hundred, so in a usual run that is done for the first-class types only.
PREPARED_PER_DRAWN = 20
#: The most replies, other than a 5xx, for which a request is sent once more to see what was caught.
OBSERVED = 30
#: The most accepted messages for which that is done, each of another category or kind.
OBSERVED_GOOD = 200
#: The most of types that the handler acts on, of whatever kind.
OBSERVED_HANDLED = 400
#: Accepted messages of a type that are kept, to compare failing ones with.
MODELS = 8
#: How many different replies are kept: enough to know that not all are alike.
REPLIES_KEPT = 2
#: How many different replies are kept by which any message is acknowledged.
ACKNOWLEDGEMENTS_KEPT = 50
#: How many bytes they have at most, if they may have other numbers each time.
LONGEST_ACKNOWLEDGEMENT = 1_000
#: The most that are kept until it is noted what they show.
ACCEPTED_KEPT = 60
#: How many failures with one cause a search judges: each is reduced to the fewest changes first.
FAILURES_REDUCED = 8
#: How many failures with one cause are kept.
KEPT_ALIKE = 200
#: How many bytes of failures are kept, in all: more than a usual run has.
KEPT = 8_000_000
#: How many failures with one cause are kept from then on.
FEW = 2
#: After how many exceptions the memory is freed that they hold.
EXCEPTIONS_HELD = 10
#: Of how many causes failures are kept.
CAUSES = 500

#: Messages that a handler that is not slow gets one after the other before what came of them is judged.
BATCH = 20

# How many messages are tried to find something out.

#: To see whether there is a webhook: one of each of the first types that are asked for, beside those that
#: handlers act on.
PROBED_TYPES = 6
#: To find a message that is accepted.
TRIED_FOR_ACCEPTED = 8
#: Texts of a source, as names of tools.
TOOL_NAMES_TRIED = 24
#: To make one failing message smaller, and again to see what makes the difference.
DELIVERIES_PER_FINDING = 300
#: To make an accepted message smaller.
TRIED_TO_SHRINK = 300
#: The same with a slow handler.
TRIED_TO_SHRINK_SLOWLY = 13
#: To find messages that can be told from each other: of each kind.
TRIED_TO_TELL_APART = 13

# Messages at once, and messages that come twice.

#: Messages that come at once.
CROWD = 8
#: Number of types whose messages are sent at once with others of the same type.
CROWDED_TYPES = 4
#: How many times messages of several types come at once.
MIXED_CROWDS = 2
#: Messages of a type that are delivered twice.
REDELIVERED = 3
#: The same with a slow handler.
REDELIVERED_SLOWLY = 1

#: Effects that have to be seen again in a quiet moment, and the most that are tried for that.
CONFIRMED_EFFECTS, TRIED_EFFECTS = 2, 12

# Calls that are played to see their effects.

#: Events of a call that are alike, of a type that the handler acts on, and of any other type.
EVENTS_ALIKE_HANDLED, EVENTS_ALIKE = 4, 2
#: Messages of a type that no call has, which are added to a call.
MESSAGES_JOINED = 4
#: Further messages of a type that must have no effect before it is said that none has.
MESSAGES_BEFORE_BLAME = 24
#: Sequences of a search with more messages are not made smaller within them: it takes too long.
MOST_SMALLER = 6
#: How often a change is undone and made again before it is blamed: a handler may fail by chance.
CONFIRMED = 3
#: To find the fewest events that show a fault.
PLAYS_PER_FAULT = 60
#: Events that are shown of those that show a fault: the last ones.
MOST_EVENTS = 6
#: Fewer events of types that are not handled do not tell what changes with everything.
LEAST_EVENTS = 3
#: Texts of fewer characters may well be in two calls.
LEAST_TEXT = 8
#: Events that one is tried to overtake, and the seconds within which they come.
NEIGHBOURS, OVERTAKING = 2, 0.1


class Timed(Protocol):
    """What knows how long replies take."""

    pauses: float

    @property
    def mean(self) -> float:
        """Seconds that a message takes."""
        ...

    @property
    def slow(self) -> bool:
        """Whether that is long, and would be on a machine with nothing else to do."""
        ...


@dataclass(kw_only=True, slots=True)
class Budget:
    """
    Sees to it that a slow handler gets something of everything, and not everything of what comes first.

    What is essential in the steps that are ahead is reserved first; the rest of the time is shared.
    """

    replies: Timed
    until: float = 0.0  #: When the time is over for all the steps that are ahead.
    ahead: int = 1
    reserved: int = 0  #: How many essential messages the steps have that are ahead.
    hurried: bool = False  #: Whether a step had to make room for those behind it.

    def kept(self, cases: Iterable[Case], essential: int) -> Iterator[Case]:
        """The cases of a step: the essential ones, and more for as long as it may take."""
        began, mean = now(), self.replies.mean
        spare = max(0.0, self.until - began - self.reserved * mean)
        over = began + essential * mean + spare / max(1, self.ahead)
        for number, case in enumerate(cases):
            if number >= essential and self.replies.slow and now() + mean > over:
                self.hurried = True
                return
            yield case

    def needs(self, essential: int) -> float:
        """Seconds that this many messages take; 0 for a handler that is not slow."""
        return essential * self.replies.mean * RUN_OVERHEAD if self.replies.slow else 0.0

    def skips(self) -> list[Skip]:
        """What was not sent for that reason."""
        pauses = ", with the pauses after a 429" if self.replies.pauses else ""
        why = f"a message takes {duration(self.replies.mean)}{pauses}"
        return [Skip(what="further messages of some kinds", why=why)] if self.hurried else []
