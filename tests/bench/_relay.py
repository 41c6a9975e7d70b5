"""A long way between two ports of this machine: every byte arrives late.

    with relay(nginx.port, round_trip=0.1) as port: ...

Everything that one side sends reaches the other half a round trip later, in both
directions, and nobody's first byte leaves sooner than a TCP handshake would have let
it. It needs no privilege and no module of the kernel (as ``tc netem`` does).
Run as ``python -m bench._relay PORT SECONDS`` it prints the port on which it listens.
"""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from unittest import mock

from lab.folders import ROOT
from lab.ports import LOOPBACK

PIECE = 65536


@contextlib.contextmanager
def relay(port, round_trip):
    """Yield the port of a relay to `port`, `round_trip` seconds away.

    The relay is a process of its own, so that what is measured does not wait for it.
    Meanwhile `connect` to it takes a round trip in this process, as it does in a net.
    """
    command = [sys.executable, "-m", "bench._relay", str(port), str(round_trip)]
    paths = os.pathsep.join([str(ROOT / "tests"), str(ROOT)])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}
    ) as child:
        try:
            listening = int(child.stdout.readline())
            with slow_connect(listening, round_trip):
                yield listening
        finally:
            child.terminate()


def slow_connect(port, round_trip):
    """A patch under which connecting to `port` takes a round trip.

    Over loopback a TCP handshake costs nothing. In a net it costs one round trip, and
    connections opened one after another cost one each.
    """
    connect = socket.socket.connect

    def slowly(sock, address):
        connect(sock, address)
        if address[1] == port:
            time.sleep(round_trip)

    return mock.patch.object(socket.socket, "connect", slowly)


async def serve(port, round_trip):
    """Listen, print where, and relay until somebody ends this process."""

    # The loop itself holds tasks weakly, and so would lose those of a half closed pair.
    running = set()

    async def met(reader, writer):
        running.add(asyncio.current_task())
        known = asyncio.get_running_loop().time() + round_trip
        ends = [writer]
        with contextlib.suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection(LOOPBACK, port)
            ends.append(far_writer)
            await asyncio.gather(
                carry(reader, far_writer, round_trip / 2, known),
                carry(far_reader, writer, round_trip / 2, known),
            )
        for end in ends:
            end.close()
        running.discard(asyncio.current_task())

    server = await asyncio.start_server(met, LOOPBACK, 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def carry(reader, writer, delay, known):
    """Write all that is read, `delay` seconds later, and not before `known` + `delay`.

    ``known`` is the loop's time at which the connection would have been made.
    """
    now = asyncio.get_running_loop().time
    late = asyncio.Queue()
    delivery = asyncio.create_task(deliver(late, writer))
    data = b"first"
    while data:
        try:
            data = await reader.read(PIECE)
        except OSError:
            data = b""  # a reset ends the connection, as an end does
        late.put_nowait((max(now(), known) + delay, data))
    await delivery


async def deliver(late, writer):
    """Write each ``(when, bytes)`` of the queue in its time; no bytes are the end."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(OSError):
        while True:
            when, data = await late.get()
            await asyncio.sleep(when - loop.time())
            if not data:
                writer.write_eof()
                return
            writer.write(data)
            await writer.drain()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))
