"""Nginx Proxy Manager: what to type into which field of a proxy host, tab by tab."""

from ...nginx import FORWARDED, UPGRADE
from ...translatable import _lt
from ..configuration import GZIP_TYPES, PATIENCE, realtime_path
from ..lines import Line, inside
from ..reasons import HEADERS, REASONS
from .file import REALTIME, File

HEAD = _lt("Nginx Proxy Manager in front of Odoo: the fields of its proxy host.")
SUPPORT = _lt("It writes the two headers that turn a request into a websocket.")
OWN = _lt("A block that sets one header inherits none, so each has its own.")
FORCED = _lt("Who types the name without https is led to https.")
_HOST, FORWARDED_HOST, *_OTHERS = FORWARDED
#: What it writes into each block by itself.
ITSELF = (_HOST, *_OTHERS)


def lines(choices):
    """Return the fields of all tabs, a line each."""
    path = realtime_path(choices)
    return [
        *_tab("Details", _details(choices)),
        *_tab("Custom locations", _locations(choices, path)),
        *(_tab("SSL", _tls(choices)) if choices.tls else []),
        *_tab("Advanced", _advanced(choices)),
    ]


def _tab(name, fields):
    return [Line(f"{name}:"), *inside(fields)]


def _details(choices):
    names = ", ".join(choices.names)
    return [
        Line(f"Domain Names: {names}", REASONS["names"], about=("server_name",)),
        Line("Scheme: http"),
        Line(f"Forward Hostname / IP: {choices.odoo_host}"),
        Line(
            f"Forward Port: {choices.http_port}",
            REASONS["odoo"],
            location="/",
            about=("proxy_pass", *ITSELF),
        ),
        Line("Websockets Support: on", SUPPORT, about=UPGRADE),
    ]


def _locations(choices, path):
    yield from _location(path, choices, choices.realtime_port, REASONS["odoochat"])
    yield from _location("/", choices, choices.http_port, OWN)


def _location(path, choices, port, reason):
    about = (*ITSELF, *(REALTIME if path != "/" else ("location /",)))
    where = f"{path}: http, {choices.odoo_host}, port {port}"
    yield Line(where, reason, location=path, about=about)
    reason = HEADERS["X-Forwarded-Host"]
    yield Line(FORWARDED_HOST, reason, depth=1, location=path)


def _tls(choices):
    yield Line("Force SSL: on", FORCED, about=("return",))
    yield Line("HTTP/2 Support: on", about=("http2",))
    if choices.hsts:
        about = ("add_header Strict-Transport-Security",)
        yield Line("HSTS Enabled: on", REASONS["hsts"], about=about)


def _advanced(choices):
    return [
        Line(f"client_max_body_size {choices.upload_mib}m;", REASONS["upload"]),
        Line(f"proxy_read_timeout {PATIENCE}s;", REASONS["pages_timeout"]),
        Line("gzip on;", REASONS["gzip"]),
        Line(GZIP_TYPES),
    ]


FILE = File("nginx-proxy-manager", HEAD, lines)
