"""The right file, line by line: upstreams, servers and the blocks that Odoo needs.

Lines that findings advise as well are those of `nginx/blocks.py`. What is said of Odoo
was read in its code: the limit of an upload and the age of static files in odoo/http.py,
the pings of a websocket in addons/bus/websocket.py.
"""

from ..nginx import FORWARDED, UPGRADE
from ..words import Era
from .lines import Line, block
from .reasons import HEADERS, REASONS

#: nginx 1.25.1 made `http2` a directive; before, it is a word of `listen`.
HTTP2_DIRECTIVE = (1, 25, 1)
#: The first nginx with `proxy_cookie_flags`.
COOKIE_FLAGS = (1, 19, 3)
#: What nginx compresses: what Odoo sends of texts. text/html always is.
GZIP_TYPES = (
    "gzip_types text/css text/plain application/javascript text/javascript"
    " application/json image/svg+xml;"
)
#: Seconds of silence that nginx allows: Odoo's slowest requests end after
#: limit_time_real, 120 s unless somebody raised it, and a websocket pings each 55 s.
PATIENCE = 720
PAGES, REALTIME = "odoo", "odoochat"


def configuration(choices):
    """Return the lines of the whole file, for nginx's ``http`` block."""
    lines = upstreams(choices)
    if choices.tls and choices.redirect_from:
        lines += [Line(""), *redirect(choices)]
    return [*lines, Line(""), *server(choices)]


def upstreams(choices):
    """The processes of Odoo, by the names that the blocks use."""
    lines = _upstream(PAGES, choices.http_port, choices, "/")
    if not choices.one_process:
        place = realtime_path(choices)
        lines += _upstream(REALTIME, choices.gevent_port, choices, place)
    return lines


def _upstream(name, port, choices, location):
    inside = [Line(f"server {choices.odoo_host}:{port};")]
    if choices.keepalive:
        inside.append(Line(f"keepalive {choices.keepalive};", REASONS["keepalive"]))
    reason = REASONS["one_process" if choices.one_process else name]
    return block(f"upstream {name}", inside, reason, location)


def realtime_path(choices):
    """The path of Odoo's real-time messages, which depends on its version."""
    return "/websocket" if choices.era is Era.WEBSOCKET else "/longpolling"


def redirect(choices):
    """The server that leads from http to https."""
    port = "" if choices.listen == 443 else f":{choices.listen}"
    to = Line(f"return 301 https://$host{port}$request_uri;")
    lines = [*_listen(choices, choices.redirect_from), _names(choices), to]
    return block("server", lines, REASONS["redirect"])


def server(choices):
    """The server of Odoo itself."""
    words = " ssl" if choices.tls else ""
    http2 = choices.tls and choices.is_nginx_from(*HTTP2_DIRECTIVE)
    words += " http2" if choices.tls and choices.nginx and not http2 else ""
    lines = [
        *_listen(choices, choices.listen, words),
        *([Line("http2 on;")] if http2 else []),
        _names(choices),
        *(_tls(choices) if choices.tls else []),
        Line(f"client_max_body_size {choices.upload_mib}m;", REASONS["upload"]),
        Line("gzip on;", REASONS["gzip"]),
        Line(GZIP_TYPES),
        *([Line(HSTS, REASONS["hsts"])] if choices.hsts and choices.tls else []),
        Line(""),
        *_realtime(choices),
        Line(""),
        *_pages(choices),
    ]
    return block("server", lines)


HSTS = "add_header Strict-Transport-Security max-age=31536000 always;"


def _listen(choices, port, words=""):
    lines = [Line(f"listen {port}{words};")]
    if choices.ipv6:
        lines.append(Line(f"listen [::]:{port}{words};", REASONS["ipv6"]))
    return lines


def _names(choices):
    return Line(f"server_name {' '.join(choices.names)};", REASONS["names"])


def _tls(choices):
    return [
        Line(
            f"ssl_certificate {choices.certificate_of('certificate')};",
            REASONS["certificate"],
        ),
        Line(f"ssl_certificate_key {choices.certificate_of('key')};"),
        Line("ssl_protocols TLSv1.2 TLSv1.3;", REASONS["protocols"]),
    ]


def _realtime(choices):
    """The block of the websocket, or of the polls of Odoo up to 15."""
    path = realtime_path(choices)
    upstream = PAGES if choices.one_process else REALTIME
    lines = [Line(f"proxy_pass http://{upstream};", REASONS["realtime_pass"])]
    if choices.era is Era.WEBSOCKET:
        lines += [Line("proxy_http_version 1.1;"), *map(_header, UPGRADE)]
    elif choices.keepalive:
        lines += _kept(choices)
    lines += [*_forwarded(), *_patience("realtime_timeout")]
    reason = REASONS[path]
    return block(f"location ^~ {path}", lines, reason, location=path)


def _pages(choices):
    """The block of everything else."""
    lines = [
        Line(f"proxy_pass http://{PAGES};", REASONS["pages_pass"]),
        *(_kept(choices) if choices.keepalive else []),
        *_forwarded(),
        *_patience("pages_timeout"),
        Line("proxy_redirect off;", REASONS["proxy_redirect"]),
        *(_cookies(choices) if choices.tls else []),
        Line("", REASONS["static"], location="/web/static", about=("expires",)),
    ]
    return block("location /", lines, location="/")


def _cookies(choices):
    if not choices.is_nginx_from(*COOKIE_FLAGS):
        return [Line("", REASONS["no_cookie_flags"], about=("proxy_cookie_flags",))]
    return [Line("proxy_cookie_flags ~ secure samesite=lax;", REASONS["cookie_flags"])]


def _kept(choices):
    """What a connection to Odoo needs to stay open."""
    return [
        Line("proxy_http_version 1.1;"),
        Line('proxy_set_header Connection "";', REASONS["kept"]),
    ]


def _forwarded():
    return [*map(_header, FORWARDED), _header(REAL_IP)]


REAL_IP = "proxy_set_header X-Real-IP $remote_addr;"


def _header(text):
    return Line(text, HEADERS.get(text.split()[1], ""))


def _patience(reason):
    return [
        Line(f"proxy_read_timeout {PATIENCE}s;", REASONS[reason]),
        Line(f"proxy_send_timeout {PATIENCE}s;"),
    ]
