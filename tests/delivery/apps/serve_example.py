"""Run an example webhook behind a server, on a free port of the loopback that is printed first."""

import socket
import sys
from importlib import import_module


def main(server: str, name: str) -> None:
    """Serve until the process is ended."""
    app = import_module(name).app
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)  # noqa: T201 - whoever started this reads it
    if server == "uvicorn":
        import uvicorn

        uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="critical")).run(sockets=[listener])
    else:
        import waitress  # type: ignore[import-untyped]  # it has no types

        waitress.create_server(app, sockets=[listener]).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
