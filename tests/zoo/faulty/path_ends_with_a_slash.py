from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to, message_of

app = FastAPI()


@app.post("/webhook/")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    return answer_to(message_of(payload))


EXHIBIT = Exhibit(
    fault="The route ends with a slash, but the URL in Vapi does not, and Vapi does not follow redirects.",
    types=("hang",),
    expected=(
        Expected(
            check="accepts",
            title="is rejected",
            status=307,
            says="Vapi does not follow redirects",
        ),
    ),
)
