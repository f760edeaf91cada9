import sqlite3
from threading import Lock
from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import right_captions
from tests.zoo.project import answer_to, message_of, turn_of

app = FastAPI()

lock = Lock()
database = sqlite3.connect(":memory:", check_same_thread=False)
database.executescript(
    """
    CREATE TABLE token (turn TEXT, timestamp INTEGER, output TEXT, UNIQUE (turn, timestamp, output));
    CREATE TABLE interrupted (turn TEXT PRIMARY KEY);
    """
)


@app.post("/webhook")
def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    turn, output, timestamp = turn_of(message), message.get("output"), message.get("timestamp")
    timestamp = timestamp if isinstance(timestamp, int | float) else None
    if turn is not None and message.get("type") == "user-interrupted":
        with lock, database:
            database.execute("INSERT OR IGNORE INTO interrupted VALUES (?)", (turn,))
    elif turn is not None and isinstance(output, str):
        with lock, database:
            database.execute("INSERT OR IGNORE INTO token VALUES (?, ?, ?)", (turn, timestamp, output))
    return answer_to(message)


def caption(turn_id: str) -> str:
    with lock:
        if database.execute("SELECT 1 FROM interrupted WHERE turn = ?", (turn_id,)).fetchone():
            return ""
        rows = database.execute("SELECT output FROM token WHERE turn = ? ORDER BY rowid", (turn_id,))
        return "".join(output for (output,) in rows)


EXHIBIT = right_captions(caption, schedules=("redelivered", "swapped", "concurrent"))
