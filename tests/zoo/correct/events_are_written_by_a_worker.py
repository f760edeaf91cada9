from queue import Queue
from threading import Thread
from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import FEW, Exhibit
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

waiting: Queue[tuple[str, str]] = Queue()
reasons: dict[str, str] = {}


def write() -> None:
    while True:
        call, reason = waiting.get()
        reasons[call] = reason
        waiting.task_done()


Thread(target=write, daemon=True).start()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "end-of-call-report":
        waiting.put((str(object_at(message, "call").get("id")), str(message.get("endedReason"))))
    return answer_to(message)


def state() -> dict[str, str]:
    waiting.join()
    return dict(reasons)


EXHIBIT = Exhibit(
    types=("end-of-call-report",),
    handles=("end-of-call-report",),
    quick=FEW,
    state=state,
    reset=reasons.clear,
)
