"""Peers that answer in something like HTTP."""

import gzip
import itertools

from .peer import flood, head, peer, silence, whole

PAGE = b"<html><h1>It works!</h1></html>"
COUNTER = itertools.count()
# 50 MB of zeros in 50 kB; each request gets it.
BOMB = gzip.compress(bytes(50_000_000))


@peer()
async def headers_without_end(_ask, out):
    out.write(b"HTTP/1.1 200 OK\r\n")
    await flood(out, b"X-More: and more\r\n" * 1000)


@peer()
async def one_header_without_end(_ask, out):
    out.write(b"HTTP/1.1 200 OK\r\nX-More: ")
    await flood(out, b"x" * 65536)


@peer()
async def one_header_of_sixty_kilobytes(_ask, out):
    out.write(whole(PAGE, "X-Large: " + "x" * 60_000))


@peer()
async def interim_answers_without_end(_ask, out):
    await flood(out, head("100 Continue") * 1000)


@peer()
async def body_without_end(_ask, out):
    out.write(head("200 OK", "Content-Length: 10737418240"))
    await flood(out, bytes(65536))


@peer()
async def chunks_of_one_byte_without_end(_ask, out):
    out.write(head("200 OK", "Transfer-Encoding: chunked"))
    await flood(out, b"1\r\nx\r\n" * 5000)


@peer()
async def blank_lines_without_end(_ask, out):
    await flood(out, b"\r\n" * 5000)


@peer()
async def content_length_too_large(_ask, out):
    out.write(head("200 OK", "Content-Length: 5000", "Connection: close") + PAGE)


@peer()
async def content_length_too_small(_ask, out):
    out.write(head("200 OK", "Content-Length: 5") + PAGE)
    await silence()


@peer()
async def content_length_that_is_no_number(_ask, out):
    out.write(head("200 OK", "Content-Length: -1, lots") + PAGE)


@peer()
async def content_length_of_five_thousand_digits(_ask, out):
    out.write(head("200 OK", "Content-Length: " + "9" * 5000) + PAGE)


@peer()
async def chunk_size_that_is_no_number(_ask, out):
    out.write(head("200 OK", "Transfer-Encoding: chunked") + b"zz\r\nhello\r\n")


@peer()
async def chunk_size_below_zero(_ask, out):
    out.write(
        head("200 OK", "Transfer-Encoding: chunked") + b"-5\r\nhello\r\n0\r\n\r\n"
    )


@peer()
async def chunk_of_sixteen_exabytes(_ask, out):
    out.write(head("200 OK", "Transfer-Encoding: chunked") + b"ffffffffffffffff\r\n")
    await flood(out, bytes(65536))


@peer()
async def bytes_that_are_no_text(_ask, out):
    garbage = bytes(range(128, 256)) + b"\xed\xa0\x80\x00\xff"
    start = b"HTTP/1.1 200 " + garbage + b"\r\nServer: " + garbage
    out.write(start + b"\r\nContent-Length: %d\r\n\r\n" % len(garbage) + garbage)


@peer()
async def status_that_is_no_number(_ask, out):
    out.write(b"HTTP/1.1 two hundred\r\n\r\n" + PAGE)


@peer()
async def status_of_a_million(_ask, out):
    out.write(head("1000000 Lots", "Content-Length: 0"))


@peer()
async def not_http_at_all(_ask, out):
    out.write(bytes(range(256)) * 16)


@peer(raw=True)
async def http_2_settings(_ask, out):
    # An empty SETTINGS frame (RFC 9113, section 6.5), then GOAWAY.
    out.write(b"\0\0\0\4\0\0\0\0\0" + b"\0\0\x08\7" + bytes(13))
    await silence()


@peer()
async def redirect_to_itself(ask, out):
    path = ask.split()[1].decode()
    out.write(whole(b"", f"Location: {path}", status="302 Found"))


@peer()
async def redirect_to_ever_new_addresses(_ask, out):
    here = f"/again/{next(COUNTER)}/" + "x" * 2000
    out.write(whole(b"", f"Location: {here}", status="302 Found"))


@peer()
async def redirect_to_another_host(_ask, out):
    out.write(whole(b"", "Location: http://192.0.2.1/", status="301 Moved"))


@peer()
async def redirect_to_another_scheme(_ask, out):
    out.write(whole(b"", "Location: file:///etc/passwd", status="301 Moved"))


@peer()
async def redirect_to_no_address(_ask, out):
    out.write(whole(b"", "Location: http://[::1:99999/\x7f", status="301 Moved"))


@peer()
async def redirect_to_a_closed_port(_ask, out):
    out.write(whole(b"", "Location: http://127.0.0.1:1/", status="301 Moved"))


@peer()
async def bomb_of_gzip(_ask, out):
    out.write(whole(BOMB, "Content-Encoding: gzip", "Content-Type: text/html"))


@peer()
async def upgrades_whatever_is_asked(_ask, out):
    out.write(head("101 Switching Protocols", "Upgrade: h2c", "Connection: Upgrade"))
    await flood(out, b"\0" * 1000)


@peer()
async def refuses_as_too_much_without_end(_ask, out):
    out.write(whole(PAGE, "Retry-After: 99999999999999999999", status="429 Slow down"))
