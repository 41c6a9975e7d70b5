"""Who keeps Odoo's HTTP workers busy: every connection to them, from begin to end.

    with tap(port) as (tapped, spans): ...

A worker of Odoo's serves one connection at a time and closes it, so that a connection
is a worker, or waits for one. `spans` fills when the context ends.
Run as ``python -m bench._tap PORT`` it prints the port on which it listens, and when
its input ends the seconds at which each connection began and ended, as JSON.
"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import time

from lab.folders import ROOT
from lab.ports import LOOPBACK

PIECE = 65536


@contextlib.contextmanager
def tap(port):
    """Yield the port of a tap on `port`, and the list that is to hold ``[begin, end]``."""
    command, spans = [sys.executable, "-m", "bench._tap", str(port)], []
    paths = os.pathsep.join([str(ROOT / "tests"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment) as child:
        yield int(child.stdout.readline()), spans
        child.stdin.close()
        spans += json.loads(child.stdout.readline())


async def serve(port):
    """Listen, print where, pass everything on until the input ends, print the spans."""
    spans, running = [], set()

    async def met(reader, writer):
        running.add(asyncio.current_task())
        begin = time.monotonic()
        with contextlib.suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection(LOOPBACK, port)
            asking = asyncio.create_task(carry(reader, far_writer))
            await carry(far_reader, writer)
            spans.append((begin, time.monotonic()))
            asking.cancel()
            far_writer.close()
        writer.close()
        running.discard(asyncio.current_task())

    server = await asyncio.start_server(met, LOOPBACK, 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    print(json.dumps(spans), flush=True)


async def carry(reader, writer):
    """Pass on what is read until its end."""
    with contextlib.suppress(OSError):
        while data := await reader.read(PIECE):
            writer.write(data)
            await writer.drain()
        writer.write_eof()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
