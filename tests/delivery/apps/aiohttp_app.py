"""The app of the shared suite on aiohttp."""

from aiohttp import web

from tests.delivery.apps.conduct import conduct_async


def app() -> web.Application:
    """An application, which can be served once."""

    async def webhook(request: web.Request) -> web.Response:
        status, body = await conduct_async(await request.read(), request.headers)
        return web.Response(body=body, status=status)

    made = web.Application()
    made.router.add_post("/webhook", webhook)
    return made
