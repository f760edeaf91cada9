"""
What one process of a session has made, for all of them.

It is a database of one row: its lock holds between processes, and ends with the process that has it, so no
worker waits for one that is gone.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import sleep

#: Seconds after which a process that waits looks whether it was interrupted.
PATIENCE = 0.5


def made_once(file: Path, make: Callable[[], str], *, lead: float = 0.0) -> str:
    """
    What the first process made that came here; the others wait until it is there.

    If none has begun, another one may do so within `lead` seconds.
    """
    if lead and not file.exists():
        sleep(lead)
    with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as database:
        _lock(database)
        database.execute("CREATE TABLE IF NOT EXISTS made (value TEXT)")
        row = database.execute("SELECT value FROM made").fetchone()
        if row is not None:
            return str(row[0])
        made = make()
        database.execute("INSERT INTO made VALUES (?)", (made,))
        database.execute("COMMIT")
        return made


def _lock(database: sqlite3.Connection) -> None:
    while True:
        try:
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        else:
            return
