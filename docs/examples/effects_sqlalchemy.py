from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import Body, FastAPI, HTTPException
from sqlalchemy import create_engine, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from pytest_vapi_contract import assert_handler_conforms

# In a test the database is a temporary file, to which each thread has a connection of its own.
directory = TemporaryDirectory()
engine = create_engine(f"sqlite:///{directory.name}/calls.db")


class Base(DeclarativeBase):
    pass


class CallReport(Base):
    __tablename__ = "call_reports"

    call_id: Mapped[str] = mapped_column(primary_key=True)
    ended_reason: Mapped[str]


Base.metadata.create_all(engine)
app = FastAPI()


@app.post("/webhook")
def webhook(body: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict):
        raise HTTPException(400)
    call, reason = message.get("call"), message.get("endedReason")
    call_id = call.get("id") if isinstance(call, dict) else None
    if message.get("type") == "end-of-call-report" and isinstance(call_id, str) and isinstance(reason, str):
        row = insert(CallReport).values(call_id=call_id, ended_reason=reason)
        with Session(engine) as session:
            session.execute(row.on_conflict_do_nothing())  # the second delivery adds no second row
            session.commit()
    return {}


def reports() -> list[tuple[str, str]]:
    with Session(engine) as session:
        rows = session.execute(select(CallReport.call_id, CallReport.ended_reason))
        return sorted((call_id, reason) for call_id, reason in rows)


def forget() -> None:
    with Session(engine) as session:
        session.execute(delete(CallReport))
        session.commit()


def test_each_report_is_stored_once():
    assert_handler_conforms(
        app,
        path="/webhook",
        handles=["end-of-call-report"],
        state=reports,
        reset=forget,
        checks=["effects"],  # leave this out to run all checks
    )
