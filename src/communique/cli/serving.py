"""`communique serve`: the reading room over the record, on this machine unless another address is named."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.application import KnowledgeFolder, StorePath, app
from communique.cli.printing import complain


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8642,
    read_only: Annotated[bool, typer.Option("--read-only", help="Pages only: nobody can decide anything.")] = False,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further host name to answer to; may be repeated.")
    ] = None,
    store: StorePath = None, knowledge: KnowledgeFolder = None,
) -> None:
    """Open the record as pages for a browser.

    At an address other machines can reach, readers need the token that is printed.

    \b
    Example:
      communique serve --port 8642 --read-only
    """
    import secrets
    import socket

    import uvicorn

    from communique.errors import StoreError
    from communique.web import app as reading_room
    from communique.web.guard import LOOPBACK, allowed_hosts

    token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    room = reading_room(
        store, read_only=read_only, hosts=allowed_hosts(host, allow_host or ()), token=token, knowledge=knowledge
    )
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            # a browser that is quicker than the server waits, and is not turned away
            listening.listen()
        except OSError as error:
            cause = f"cannot be listened at: {error.strerror}"
            raise StoreError(f"{host}:{port}", cause, "name another --port or --host") from error
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
        complain(f"reading room at {address} (Ctrl-C ends it)")
        server = uvicorn.Server(uvicorn.Config(
            room, log_level="warning", access_log=False, server_header=False, date_header=False, lifespan="on",
            proxy_headers=False, timeout_graceful_shutdown=2,
        ))
        server.run(sockets=[listening])
