"""Peers that pass for the right Odoo until the websocket is open."""

import json
import os

from .peer import echo, flood, head, is_handshake, peer, silence, switch

TEXT, CONTINUATION, CLOSE, PING = 0x1, 0x0, 0x8, 0x9
FIN = 0x80


def frame(opcode, payload=b"", flags=FIN):
    """A short frame as a server sends it."""
    return bytes([flags | opcode, len(payload)]) + payload


def socket_of(hostile):
    """Declare a peer that is honest until its websocket is open."""

    async def answer(ask, out):
        if not is_handshake(ask):
            out.write(echo())
            return
        out.write(switch(ask))
        await hostile(out)

    answer.__name__ = hostile.__name__
    return peer()(answer)


@peer()
async def accept_key_of_somebody_else(ask, out):
    if not is_handshake(ask):
        out.write(echo())
        return
    wrong = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    out.write(head("101 Switching", "Upgrade: websocket", "Connection: Upgrade", wrong))
    await silence()


@socket_of
async def garbage_for_frames(out):
    out.write(os.urandom(4096))


@socket_of
async def page_for_frames(out):
    out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno")


@socket_of
async def frames_with_reserved_bits(out):
    out.write(frame(TEXT, b"[]", FIN | 0x70))
    await silence()


@socket_of
async def frames_of_an_unknown_kind(out):
    out.write(frame(0x3, b"what?"))
    await silence()


@socket_of
async def frames_masked_by_the_server(out):
    out.write(bytes([FIN | TEXT, 0x80 | 2]) + b"\0\0\0\0[]")
    await silence()


@socket_of
async def frame_of_nine_exabytes(out):
    out.write(bytes([FIN | TEXT, 127]) + (2**63 - 1).to_bytes(8, "big"))
    await flood(out, bytes(65536))


@socket_of
async def frame_whose_length_is_below_zero(out):
    out.write(bytes([FIN | TEXT, 127]) + (2**64 - 1).to_bytes(8, "big"))
    await silence()


@socket_of
async def pings_without_end(out):
    await flood(out, frame(PING, b"are you there?") * 1000)


@socket_of
async def a_ping_of_two_hundred_bytes(out):
    out.write(bytes([FIN | PING, 126, 0, 200]) + bytes(200))
    await silence()


@socket_of
async def a_message_of_fragments_without_end(out):
    out.write(frame(TEXT, b"[", flags=0))
    await flood(out, frame(CONTINUATION, b"[", flags=0) * 1000)


@socket_of
async def messages_without_end(out):
    await flood(out, frame(TEXT, b"[{}]") * 1000)


@socket_of
async def a_close_of_one_byte(out):
    out.write(frame(CLOSE, b"\x03"))


@socket_of
async def a_close_that_is_no_text(out):
    out.write(frame(CLOSE, b"\xff\xff\xed\xa0\x80\0\xff"))


@socket_of
async def text_that_is_no_text(out):
    out.write(frame(TEXT, b"\xff\xfe\xed\xa0\x80"))
    await silence()


@socket_of
async def messages_of_wrong_types(out):
    for wrong in (1, [1], [None], [{"message": 5}], [{"message": {"type": []}}]):
        out.write(frame(TEXT, json.dumps(wrong).encode()))
    ping = {"type": "proxy_health/ping"}
    for payload in (None, [], {"nonce": {}}, {"nonce": "of somebody else"}):
        message = [{"message": {**ping, "payload": payload}}]
        out.write(frame(TEXT, json.dumps(message).encode()))
    out.write(bytes([FIN | TEXT, 126]) + (60_000).to_bytes(2, "big") + b"[" * 60_000)
    await silence()
