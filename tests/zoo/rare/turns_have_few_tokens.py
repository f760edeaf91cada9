"""The tokens of a turn are written in blocks, and the token after a full block is looked for."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.zoo.django_project import message_of, wsgi
from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, turn_of

BLOCK = 20
tokens: dict[str, list[str]] = {}
written: list[str] = []


def webhook(request: HttpRequest) -> HttpResponse:
    message = message_of(request)
    turn, output = turn_of(message), message.get("output")
    if turn is not None and message.get("type") == "model-output" and isinstance(output, str):
        block = tokens.setdefault(turn, [])
        block.append(output)
        if len(block) == BLOCK:
            written.append("".join(block[:BLOCK]))
            tokens[turn] = [block[BLOCK]]
    return JsonResponse(answer_to(message))


app = wsgi(webhook)

EXHIBIT = rare(
    "observed",
    "model-output",
    line="tokens[turn] = [block[BLOCK]]",
    types=("model-output",),
    within=3_400,
    proof=tuple(like("model-output", turnId="a", output="Yes. ") for _ in range(20)),
)
