"""Serve every peer on a port of its own, until standard input is closed."""

import asyncio
import contextlib
import json
import logging
import os
import ssl
import sys

from . import frames, http, lies, silent, tls  # noqa: F401 - they declare the peers
from .peer import LONG, PEERS


def certificate():
    """A server's TLS context."""
    from lab import certificates

    certificates.ensure()
    pem, key = certificates.files("CERT")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    return context


def serving(peer):
    """What asyncio calls for each connection to this peer."""

    async def connected(reader, out):
        with contextlib.suppress(OSError, EOFError, ValueError, asyncio.TimeoutError):
            ask = b""
            if not peer.raw:
                ask = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), LONG)
            await asyncio.wait_for(peer.answer(ask, out), LONG)
            await out.drain()
        out.close()

    return connected


async def serve():
    """Start all, say where, and stay."""
    # It would tell of every client that rightly hung up.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    context = certificate()
    ports = {}
    for name, peer in PEERS.items():
        server = await asyncio.start_server(
            serving(peer),
            "127.0.0.1",
            0,
            backlog=256,
            ssl=context if peer.tls else None,
        )
        ports[name] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    # Whatever still hangs here hangs by design.
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(serve())
