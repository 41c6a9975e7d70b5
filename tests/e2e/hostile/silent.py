"""Peers that stop at some stage: silent for ever, or gone."""

import socket
import struct

from .peer import drip, echo, head, is_handshake, peer, silence, switch


@peer()
async def silent_after_the_request(_ask, _out):
    await silence()


@peer()
async def silent_after_the_status_line(_ask, out):
    out.write(b"HTTP/1.1 200 OK\r\n")
    await silence()


@peer()
async def silent_amid_the_headers(_ask, out):
    out.write(b"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Le")
    await silence()


@peer()
async def silent_amid_the_body(_ask, out):
    out.write(head("200 OK", "Content-Length: 1000") + b"<html>")
    await silence()


@peer()
async def silent_after_the_upgrade(ask, out):
    if not is_handshake(ask):
        out.write(echo())
        return
    out.write(switch(ask))
    await silence()


@peer(scheme="https", tls=True)
async def silent_within_tls(_ask, _out):
    await silence()


@peer()
async def one_byte_of_a_header_a_second(_ask, out):
    await drip(out, b"HTTP/1.1 200 OK\r\nX-Drip: a long story")


@peer()
async def one_byte_of_a_body_a_second(_ask, out):
    out.write(head("200 OK", "Content-Length: 1000"))
    await drip(out, b"<html><body>a long story</body></html>")


@peer()
async def one_byte_of_a_frame_a_second(ask, out):
    if not is_handshake(ask):
        out.write(echo())
        return
    out.write(switch(ask))
    await drip(out, b"\x81\x7e\x01\x00" + b"[" * 256)


@peer(raw=True)
async def closes_at_once(_ask, _out):
    pass


@peer(raw=True)
async def resets_at_once(_ask, out):
    # Zero seconds to linger: the kernel sends RST instead of FIN.
    linger = struct.pack("ii", 1, 0)
    out.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


@peer()
async def closes_after_the_request(_ask, _out):
    pass


@peer()
async def closes_amid_the_status_line(_ask, out):
    out.write(b"HTTP/1.")


@peer()
async def closes_amid_the_headers(_ask, out):
    out.write(b"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Le")


@peer()
async def closes_amid_the_body(_ask, out):
    out.write(head("200 OK", "Content-Length: 1000") + b"<html>")


@peer()
async def closes_after_the_upgrade(ask, out):
    out.write(switch(ask) if is_handshake(ask) else echo())


@peer(scheme="https", raw=True)
async def closes_amid_the_tls_handshake(_ask, _out):
    pass
