"""Search a handler for faults for as long as there is time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, Unpack

from ..conformance.budget import FUZZ_BUDGET, FUZZ_OVERTIME_SHARE
from ..conformance.handler_check import check_with
from ..conformance.stage_sender import StageSender
from ..contract.listed_values import property_names
from ..delivery import Handler
from ..delivery.observation.line_tracer import LineTracer, line_tracing
from ..findings import Report
from ..handler_source.reader import words_in
from ..option_errors import made, shows_options_of
from . import NO_WORDS, Search
from .databases import database_of
from .example_store import ExampleStore
from .options import FuzzKeywords, FuzzOptions
from .search_loop import FuzzSearch


@shows_options_of(FuzzOptions)
def fuzz_handler(handler: Any, **options: Unpack[FuzzKeywords]) -> Report:
    """
    Search a handler for faults for minutes or hours, and report what is wrong with it.

    It starts with the messages of `check_handler`. Then it sends messages of all types, large and small,
    valid and as production sends them, with more and more changes in one message, until `time_budget` seconds
    are over (600 by default) or `max_exchanges` exchanges were made. The other options, the report and the
    exceptions are those of `check_handler`; `max_examples` has no effect.

    With `look=True`, the default, it reads the source of a handler in this process: the properties that the
    handler reads are varied most, and get the values that it compares them with. It also traces which lines
    are reached: a message that reaches a new line is varied further.

    `shard="2/8"` does the second of eight parts; no other part sends the same messages.

    `database` is where examples that failed or reached something new are kept: a directory, the URL of a
    Redis server, "github:OWNER/REPOSITORY", any database of Hypothesis, or a list of these. The next search
    starts with those that failed. By default nothing is kept.

    If the search itself fails, the run is incomplete, and not `ok`.
    """
    __tracebackhide__ = True
    return fuzz_with(handler, made(FuzzOptions, options))


def fuzz_with(handler: Any, options: FuzzOptions) -> Report:
    """What `fuzz_handler` does, with its options as one value."""
    seconds = FUZZ_BUDGET if options.time_budget is None else options.time_budget
    options = replace(options, time_budget=seconds)
    with line_tracing() if options.look else nullcontext() as tracer:
        search = FuzzSearch(
            search=search_for(options, tracer),
            remember=memory_of(options),
            shard=options.part,
            tracer=tracer,
            most=options.max_exchanges or float("inf"),
        )
        report = check_with(handler, options, further=search, overtime=seconds / FUZZ_OVERTIME_SHARE)
    return replace(
        report,
        search=search.summary,
        skipped=(*report.skipped, *search.skips()),
    )


def memory_of(options: FuzzOptions) -> Callable[[Handler], ExampleStore | None]:
    """What opens the examples of earlier runs, once the handler is known. Raises `BadOption`."""
    if options.database is None:
        return lambda handler: None
    database = database_of(options.database)
    return lambda handler: ExampleStore(database=database, handler=handler.name, masks=handler.masks)


def search_for(options: FuzzOptions, tracer: LineTracer | None = None) -> Callable[[StageSender], Search]:
    """What makes the search, once it is known which messages there are, and where the handler is written."""

    def begun(stages: StageSender) -> Search:
        contract, files = stages.case_source.contract, stages.sender.handler.source_files
        reached = tracer.files if tracer and stages.sender.handler.in_process else ()
        read = dict.fromkeys((*files, *reached))
        return Search(
            contract=contract,
            types=stages.types,
            seed=options.seed,
            shard=options.part,
            words=words_in(read, property_names(contract)) if options.look else NO_WORDS,
        )

    return begun
