"""Apache httpd: a virtual host. ProxyPass lines are read from the top."""

from ...translatable import _lt
from ..configuration import PATIENCE, realtime_path
from ..lines import Line, inside
from ..reasons import HEADERS, REASONS
from .file import BY_ITSELF, PAGES, REALTIME, File, note, public

HEAD = _lt(
    "Apache in front of Odoo. Modules: proxy, proxy_http, headers, deflate, and ssl for"
    " https. Apache 2.4.47 or newer."
)
UPGRADES = _lt(
    "Real-time messages, above the line of the pages: the first that fits counts."
    " “upgrade=websocket” lets the websocket through."
)
ADDED = _lt(
    "mod_proxy adds X-Forwarded-For and X-Forwarded-Host by itself, behind what a client"
    " sent. Odoo must not believe a client's X-Forwarded-Host."
)
REDIRECTS = _lt("Odoo's redirects keep the public name.")
UPLOAD = _lt("As large as Odoo itself accepts.")
SECURE = 'Header edit Set-Cookie "^(session_id=.*)$" "$1; Secure"'
TEXTS = "text/html text/css text/plain application/javascript text/javascript application/json"


def lines(choices):
    """Return the lines of the virtual host, and of the one that leads to https."""
    redirects = choices.tls and choices.redirect_from
    return [*(_redirect(choices) if redirects else []), *_host(choices)]


def _redirect(choices):
    to = f"https://{choices.names[0]}{public(choices, 443)}/"
    within = [*_names(choices), Line(f"Redirect permanent / {to}", about=("return",))]
    return _virtual(choices.redirect_from, within, REASONS["redirect"])


def _host(choices):
    path = realtime_path(choices)
    within = [
        *_names(choices),
        *(_tls(choices) if choices.tls else []),
        *_headers(choices),
        _limit(choices),
        Line(
            f"AddOutputFilterByType DEFLATE {TEXTS}", REASONS["gzip"], about=("gzip",)
        ),
        Line(f"ProxyTimeout {PATIENCE}", REASONS["pages_timeout"], about=TIMEOUT),
        _pass(path, choices, choices.realtime_port, UPGRADES, " upgrade=websocket"),
        _pass("/", choices, choices.http_port, REASONS["pages_pass"]),
        Line(
            f"ProxyPassReverse / http://{choices.odoo_host}:{choices.http_port}/",
            REDIRECTS,
        ),
    ]
    return _virtual(choices.listen, within)


TIMEOUT = ("proxy_read_timeout",)


def _pass(path, choices, port, reason, words=""):
    to = f"http://{choices.odoo_host}:{port}{path}"
    about = PAGES if path == "/" else REALTIME
    return Line(f"ProxyPass {path} {to}{words}", reason, location=path, about=about)


def _limit(choices):
    return Line(
        f"LimitRequestBody {choices.upload_mib * 1024**2}",
        UPLOAD,
        about=("client_max_body_size",),
    )


def _headers(choices):
    scheme = "https" if choices.tls else "http"
    host, forwarded_host, forwarded_for, proto = BY_ITSELF
    return [
        Line("ProxyPreserveHost On", HEADERS["Host"], about=(host,)),
        note(ADDED, forwarded_host, forwarded_for),
        Line("RequestHeader unset X-Forwarded-Host"),
        Line(
            f"RequestHeader set X-Forwarded-Proto {scheme}",
            HEADERS["X-Forwarded-Proto"],
            about=(proto,),
        ),
        Line('RequestHeader set X-Real-IP "expr=%{REMOTE_ADDR}"', HEADERS["X-Real-IP"]),
        *([Line(SECURE, REASONS["cookie_flags"])] if choices.tls else []),
    ]


def _tls(choices):
    yield Line("SSLEngine on")
    file = choices.certificate_of("certificate")
    about = ("ssl_certificate",)
    yield Line(f"SSLCertificateFile {file}", REASONS["certificate"], about=about)
    yield Line(f"SSLCertificateKeyFile {choices.certificate_of('key')}")
    if choices.hsts:
        words = 'Header always set Strict-Transport-Security "max-age=31536000"'
        about = ("add_header Strict-Transport-Security",)
        yield Line(words, REASONS["hsts"], about=about)


def _names(choices):
    first, *others = choices.names
    yield Line(f"ServerName {first}", REASONS["names"], about=("server_name",))
    if others:
        yield Line(f"ServerAlias {' '.join(others)}")


def _virtual(port, within, reason=""):
    head = Line(f"<VirtualHost *:{port}>", reason)
    return [head, *inside(within), Line("</VirtualHost>")]


FILE = File("apache", HEAD, lines)
