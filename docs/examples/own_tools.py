from pathlib import Path

from pytest_vapi_contract import assert_accepts, check_handler, samples

TOOLS = Path(__file__).with_name("tools.json")  # the assistant, as Vapi's API returns it
OPENING = {"fri": 18, "sat": 18}


def answer(call):
    arguments = call["function"]["arguments"]
    day, people = arguments.get("day"), arguments.get("people")
    if day not in ("fri", "sat", "sun") or type(people) is not int or not 1 <= people <= 12:
        return {"toolCallId": call["id"], "error": "Ask for the day and the number of people again."}
    return {"toolCallId": call["id"], "result": f"{people} people on {day} at {OPENING[day]}."}


def webhook(body):
    message = body["message"]
    if message["type"] != "tool-calls":
        return {}
    return {"results": [answer(call) for call in message["toolCallList"]]}


# Calls to your tools, with arguments that their parameters allow, and with others.
report = check_handler(webhook, tools=TOOLS, checks=["tools", "arguments", "replies"])

print(*(finding.title for finding in report.failures), sep="\n")
assert [finding.title for finding in report.failures] == [
    'tool-calls breaks the handler when `day` of `book_table` is the string "sun"'
]

# One call, in a test of your own. The arguments must match the parameters.
message = samples.tool_call("book_table", tools=TOOLS, day="fri", people=2)
reply = assert_accepts(webhook, message).reply
assert reply is not None
assert reply.json()["results"][0]["result"] == "2 people on fri at 18."
