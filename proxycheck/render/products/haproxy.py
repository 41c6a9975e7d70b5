"""HAProxy: a frontend and two backends."""

from ...nginx import FORWARDED
from ...translatable import _lt
from ..configuration import PATIENCE, realtime_path
from ..lines import Line, inside
from ..reasons import HEADERS, REASONS
from .file import PAGES, REALTIME, File, note

HEAD = _lt("HAProxy in front of Odoo (haproxy.cfg, beside its section “global”).")
TUNNEL = _lt("A websocket may be silent for longer than a page: it is a tunnel.")
CLIENT = _lt("A slow client, or one that waits for a report.")
CHAIN = _lt("The certificate, the intermediate ones and the key, in one file.")
NO_LIMIT = _lt("HAProxy limits no upload, and Odoo has its own limit.")
UPGRADES = _lt("HAProxy upgrades to a websocket by itself.")
#: src/flt_http_comp.c: an answer that is not HTTP/1.1 is left alone (tried with 2.6).
NO_GZIP = _lt(
    "No compression: HAProxy compresses no HTTP/1.0, which Odoo's HTTP workers use."
)
HOST, FORWARDED_HOST, FORWARDED_FOR, PROTO = FORWARDED
TIMEOUT = ("proxy_read_timeout",)


def lines(choices):
    """Return the lines of all sections."""
    path, host = realtime_path(choices), choices.odoo_host
    pages = [
        Line(f"server odoo {host}:{choices.http_port}", about=PAGES),
        note(NO_GZIP, "gzip"),
    ]
    realtime = [Line(f"server evented {host}:{choices.realtime_port}", about=REALTIME)]
    return [
        *_section("defaults", _defaults(path)),
        *_section("frontend public", _frontend(choices, path)),
        *_section("backend odoo", pages, REASONS["odoo"], "/"),
        *_section("backend odoo_evented", realtime, REASONS["odoochat"], path),
    ]


def _section(name, within, reason="", location=""):
    return [
        Line(name, reason, location=location),
        *inside(within, location),
        Line(""),
    ]


def _defaults(path):
    return [
        Line("mode http"),
        Line("timeout connect 5s"),
        Line(f"timeout client {PATIENCE}s", CLIENT),
        Line(
            f"timeout server {PATIENCE}s",
            REASONS["pages_timeout"],
            location="/",
            about=TIMEOUT,
        ),
        Line("timeout tunnel 1h", TUNNEL, location=path, about=TIMEOUT),
        Line("option forwardfor", HEADERS["X-Forwarded-For"], about=(FORWARDED_FOR,)),
    ]


def _frontend(choices, path):
    scheme = "https" if choices.tls else "http"
    yield from _listening(choices)
    yield note(HEADERS["Host"], HOST)
    yield Line(
        "http-request set-header X-Forwarded-Host %[req.hdr(host)]",
        HEADERS["X-Forwarded-Host"],
        about=(FORWARDED_HOST,),
    )
    yield Line(
        f"http-request set-header X-Forwarded-Proto {scheme}",
        HEADERS["X-Forwarded-Proto"],
        about=(PROTO,),
    )
    yield Line("http-request set-header X-Real-IP %[src]", HEADERS["X-Real-IP"])
    yield note(NO_LIMIT, "client_max_body_size")
    yield Line(
        f"use_backend odoo_evented if {{ path_beg {path} }}",
        UPGRADES,
        location=path,
        about=(f"location {path}",),
    )
    yield Line("default_backend odoo", about=("location /",))


def _listening(choices):
    words = ""
    if choices.tls:
        file = choices.certificate or f"/etc/haproxy/certs/{choices.names[0]}.pem"
        words = f" ssl crt {file} alpn h2,http/1.1"
    if choices.tls and choices.redirect_from:
        yield Line(f"bind :{choices.redirect_from}")
        redirects = "http-request redirect scheme https code 301 unless { ssl_fc }"
        yield Line(redirects, REASONS["redirect"], about=("return",))
    reason = CHAIN if choices.tls else ""
    bind = f"bind :{choices.listen}{words}"
    yield Line(bind, reason, about=("listen", "ssl_certificate"))
    if choices.tls and choices.hsts:
        yield Line(
            'http-response set-header Strict-Transport-Security "max-age=31536000"',
            REASONS["hsts"],
            about=("add_header Strict-Transport-Security",),
        )
    if choices.tls:
        secure = (
            'http-response replace-header Set-Cookie "^(session_id=.*)$" "\\1; Secure"'
        )
        yield Line(secure, REASONS["cookie_flags"])


FILE = File("haproxy", HEAD, lines)
