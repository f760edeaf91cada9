from typing import Any

from flask import Flask, request

from pytest_vapi_contract import assert_answers, samples

app = Flask(__name__)

PAGES = {
    "returns": "You can return what you bought within 30 days.",
    "hours": "We are open from nine to six on weekdays.",
}


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = request.get_json()["message"]
    if message["type"] != "knowledge-base-request":
        return {}
    asked = [each.get("content") for each in message["messagesOpenAIFormatted"] if each.get("role") == "user"]
    question = str(asked[-1]).lower() if asked else ""
    found = [(uuid, text) for uuid, text in PAGES.items() if uuid in question]
    return {"documents": [{"uuid": uuid, "content": text, "similarity": 1} for uuid, text in found]}


def asking(question: str) -> dict[str, Any]:
    """A request after a question of the user."""
    said = [{"role": "user", "content": question}]
    return samples.sample("knowledge-base-request", messagesOpenAIFormatted=said, unchecked=True)


def test_the_page_about_returns_is_found() -> None:
    reply = assert_answers(app, asking("How do returns work?"), path="/webhook")

    assert [each["uuid"] for each in reply.json()["documents"]] == ["returns"]


def test_what_is_not_known_has_no_documents() -> None:
    reply = assert_answers(app, asking("Who are you?"), path="/webhook")

    assert reply.json() == {"documents": []}
