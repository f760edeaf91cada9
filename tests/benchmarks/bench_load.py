"""
How many events of calls Locust sends in two processes, and how many of them are lost.

The callers of the documentation speak with its correct webhook, which loses nothing, and with its faulty one. Events
are sent when Vapi would send them, so more callers send more, until the machine is busy.

Run it: python -m tests.benchmarks.bench_load
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.test_load import played_for, requests_of

#: Callers, how many seconds they speak, and how many events a second there should be.
CALLERS, SECONDS, LIMIT = 80, 30, 200


def main() -> None:
    """Play calls with both webhooks, and print what Locust counted."""
    print(
        f"{CALLERS} callers for {SECONDS} s; events a second (at least {LIMIT} are wanted), and those lost:"
    )
    for app in ("fastapi_app:app", "fastapi_app_faulty:app"):
        with TemporaryDirectory() as name:
            _, stats, failures = played_for(SECONDS, app, Path(name), users=CALLERS)
        lost = sum(int(row["Occurrences"]) for row in failures)
        print(f"{app:<24} {requests_of(stats)['Aggregated'] / SECONDS:>6.0f} {lost:>8,.0f}")


if __name__ == "__main__":
    main()
