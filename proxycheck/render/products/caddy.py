"""Caddy: a site of the Caddyfile."""

from ...translatable import _lt
from ..configuration import realtime_path
from ..lines import Line, block
from ..reasons import HEADERS, REASONS
from .file import BY_ITSELF, PAGES, REALTIME, File, note, public

UPGRADES = _lt(
    "Real-time messages. Caddy upgrades to a websocket, and sets the forwarded headers, by"
    " itself."
)
NO_LIMIT = _lt("No request_body: Caddy limits no upload, and Odoo has its own limit.")
NO_TIMEOUT = _lt("No timeout: Caddy waits for as long as Odoo works.")
OWN_CERTIFICATE = _lt("No tls line: Caddy gets the certificate, and renews it.")
SECURE = 'header_down Set-Cookie "^(session_id=.*)$" "$1; Secure"'


def lines(choices):
    """Return the lines of the site."""
    scheme, default = ("https", 443) if choices.tls else ("http", 80)
    port = public(choices, default)
    site = ", ".join(f"{scheme}://{name}{port}" for name in choices.names)
    path, realtime = realtime_path(choices), choices.realtime_port
    inside = [
        *(_tls(choices) if choices.tls else []),
        note(NO_LIMIT, "client_max_body_size"),
        Line("encode gzip", REASONS["gzip"], about=("gzip",)),
        *_to(f"reverse_proxy {path}*", choices, realtime, path, UPGRADES),
        *_to("reverse_proxy", choices, choices.http_port, "/", REASONS["pages_pass"]),
        note(NO_TIMEOUT, "proxy_read_timeout"),
    ]
    return block(site, inside, REASONS["names"])


def _to(what, choices, port, location, reason):
    about = PAGES if location == "/" else REALTIME
    forward = f"{what} {choices.odoo_host}:{port}"
    inside = [Line("header_up X-Real-IP {remote_host}", HEADERS["X-Real-IP"])]
    if location == "/" and choices.tls:
        inside.append(Line(SECURE, REASONS["cookie_flags"]))
    first, *others = block(forward, inside, reason, location)
    return [Line(first.text, reason, 0, location, (*about, *BY_ITSELF)), *others]


def _tls(choices):
    chosen = choices.certificate and choices.certificate_key
    if chosen:
        words = f"tls {choices.certificate} {choices.certificate_key}"
        yield Line(words, REASONS["certificate"], about=("ssl_certificate",))
    else:
        yield note(OWN_CERTIFICATE, "ssl_certificate")
    if choices.hsts:
        words = 'header Strict-Transport-Security "max-age=31536000"'
        about = ("add_header Strict-Transport-Security",)
        yield Line(words, REASONS["hsts"], about=about)


FILE = File("caddy", _lt("Caddy in front of Odoo: a site for the Caddyfile."), lines)
