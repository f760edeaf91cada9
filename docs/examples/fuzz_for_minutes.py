from pytest_vapi_contract import fuzz_handler


def webhook(body):
    message = body.get("message") if isinstance(body, dict) else None
    return message.get("type") if isinstance(message, dict) else None


report = fuzz_handler(webhook, time_budget=120, max_exchanges=500)

assert report.ok, str(report)
