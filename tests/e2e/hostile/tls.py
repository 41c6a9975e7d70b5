"""Peers that lose their way in TLS."""

from .peer import drip, flood, head, peer, silence, whole

# The start of a TLS 1.2 handshake record that announces 4 kB, and a fatal alert.
HELLO = b"\x16\x03\x03\x10\x00\x02\x00\x0f\xfc\x03\x03"
ALERT = b"\x15\x03\x03\x00\x02\x02\x28"


@peer(scheme="https", raw=True)
async def tls_that_never_answers(_ask, _out):
    await silence()


@peer(scheme="https", raw=True)
async def tls_that_stops_amid_its_handshake(_ask, out):
    out.write(HELLO + bytes(100))
    await silence()


@peer(scheme="https", raw=True)
async def tls_of_one_byte_a_second(_ask, out):
    await drip(out, HELLO + bytes(100))


@peer(scheme="https", raw=True)
async def tls_of_garbage_without_end(_ask, out):
    await flood(out, bytes(range(256)) * 256)


@peer(scheme="https", raw=True)
async def tls_that_refuses(_ask, out):
    out.write(ALERT)


@peer(scheme="https", raw=True)
async def plain_http_at_a_tls_address(_ask, out):
    out.write(whole(b"<h1>400 Bad Request</h1>", status="400 Bad Request"))


@peer(raw=True)
async def tls_at_a_plain_address(_ask, out):
    out.write(ALERT)


@peer(scheme="https", tls=True)
async def body_without_end_within_tls(_ask, out):
    out.write(head("200 OK", "Content-Length: 10737418240"))
    await flood(out, bytes(65536))


@peer(scheme="https", tls=True)
async def truncated_within_tls(_ask, out):
    out.write(head("200 OK", "Content-Length: 1000"))
    await out.drain()
    out.transport.abort()
