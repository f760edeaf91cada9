from pytest_vapi_contract import check_handler

bookings = []


def webhook(payload):
    message = payload.get("message")
    bookings.append(message)
    if not isinstance(message, dict):
        raise ValueError("no message")


def careful_webhook(payload):
    message = payload.get("message") if isinstance(payload, dict) else None
    if not isinstance(message, dict):
        raise ValueError("no message")
    if message not in bookings:
        bookings.append(message)


def bookings_now():
    return bookings


effects = {"state": bookings_now, "reset": bookings.clear, "checks": ["side-effects", "redelivery"]}

report = check_handler(webhook, types=["tool-calls"], max_examples=20, **effects)
assert {finding.check for finding in report.findings} == {"side-effects", "redelivery"}

report = check_handler(careful_webhook, types=["tool-calls"], max_examples=20, **effects)
assert report.ok
