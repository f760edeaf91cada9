import sqlite3
from threading import Lock
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import FEW, Exhibit
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

database = sqlite3.connect(":memory:", check_same_thread=False)
lock = Lock()  # one connection is for one thread at a time
database.execute("CREATE TABLE calls (number INTEGER PRIMARY KEY, id TEXT UNIQUE, status TEXT, reason TEXT)")


@app.post("/webhook")
def webhook() -> Any:
    message = message_of(request.get_json(silent=True))
    call, type = object_at(message, "call").get("id"), message.get("type")
    if isinstance(call, str) and type in ("status-update", "end-of-call-report"):
        with lock, database:
            database.execute("INSERT INTO calls (id) VALUES (?) ON CONFLICT DO NOTHING", (stored(call),))
            column = "status" if type == "status-update" else "reason"
            value = message.get("status" if type == "status-update" else "endedReason")
            database.execute(
                f"UPDATE calls SET {column} = ? WHERE id = ?", (stored(str(value)), stored(call))
            )
    return answer_to(message)


def stored(text: str) -> str:
    """Text as a database takes it: half of a surrogate pair is none."""
    return text.encode("utf-8", "replace").decode()


def reset() -> None:
    with lock, database:
        database.execute("DELETE FROM calls")


def rows() -> list[Any]:
    with lock:
        return database.execute("SELECT * FROM calls ORDER BY number").fetchall()


EXHIBIT = Exhibit(
    types=("status-update", "end-of-call-report"),
    handles=("status-update", "end-of-call-report"),
    quick=FEW,
    state=rows,
    reset=reset,
)
