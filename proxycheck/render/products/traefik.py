"""Traefik: the static file and, behind ``---``, the dynamic one of its file provider.

Labels of a container say the same: ``traefik.http.routers.odoo.rule=…``.
"""

from ...translatable import _lt
from ..configuration import realtime_path
from ..lines import Line, inside
from ..reasons import REASONS
from .file import BY_ITSELF, PAGES, REALTIME, File, note

HEAD = _lt("Traefik in front of Odoo: traefik.yaml, then dynamic.yaml.")
SLOW = _lt(
    "Traefik 3 ends a request whose body takes longer than 60 s to arrive: a large upload"
    " over a slow line."
)
LONGER = _lt("The longer rule is asked first, so this path leads to the other process.")
UPGRADES = _lt(
    "Real-time messages. Traefik upgrades to a websocket, and sets the forwarded headers,"
    " by itself."
)
NO_LIMIT = _lt("No buffering: Traefik limits no upload, and Odoo has its own limit.")
NO_TIMEOUT = _lt("No timeout: Traefik waits for as long as Odoo works.")
RESOLVER = _lt("Without certificates here Traefik needs a certResolver.")


def lines(choices):
    """Return the lines of both files."""
    static = [
        *_tree("entryPoints", _entries(choices)),
        *_tree("providers", _tree("file", [_item("filename", FOLDER)])),
    ]
    path = realtime_path(choices)
    names = " || ".join(f"Host(`{name}`)" for name in choices.names)
    http = [
        *_tree("routers", _routers(choices, names, path)),
        *_tree("middlewares", _tree("odoo-gzip", [_item("compress", "{}")])),
        *_tree("services", _services(choices, path)),
    ]
    return [*static, Line("---"), *_tree("http", http), *_certificates(choices)]


FOLDER = '"/etc/traefik/dynamic.yaml"'


def _entries(choices):
    if choices.tls and choices.redirect_from:
        to = [_item("to", "public"), _item("scheme", "https")]
        redirect = _tree("http", _tree("redirections", _tree("entryPoint", to)))
        address = _item("address", f'":{choices.redirect_from}"')
        yield from _tree("plain", [address, *redirect], REASONS["redirect"])
    times = _tree("respondingTimeouts", [_item("readTimeout", "0s")], SLOW)
    address = _item("address", f'":{choices.listen}"')
    yield from _tree("public", [address, *_tree("transport", times)])


def _routers(choices, names, path):
    common = [_item("entryPoints", "[public]")]
    common += [_item("tls", "{}")] if choices.tls else []
    rule = Line(f'rule: "{names}"', REASONS["names"], about=("server_name",))
    gzip = Line("middlewares: [odoo-gzip]", REASONS["gzip"], about=("gzip",))
    yield from _tree("odoo", [rule, _item("service", "odoo"), gzip, *common])
    both = f'"({names}) && PathPrefix(`{path}`)"'
    rule = Line(f"rule: {both}", LONGER, about=(f"location {path}",), location=path)
    service = _item("service", "odoo-websocket")
    yield from _tree("odoo-websocket", [rule, service, *common])


def _services(choices, path):
    yield note(NO_LIMIT, "client_max_body_size")
    yield note(NO_TIMEOUT, "proxy_read_timeout")
    pages = f"http://{choices.odoo_host}:{choices.http_port}"
    realtime = f"http://{choices.odoo_host}:{choices.realtime_port}"
    yield from _service("odoo", pages, REASONS["odoo"], "/", PAGES)
    yield from _service("odoo-websocket", realtime, UPGRADES, path, REALTIME)


def _service(name, url, reason, location, about):
    server = Line(f'- url: "{url}"', about=(*about, *BY_ITSELF), location=location)
    return _tree(name, _tree("loadBalancer", _tree("servers", [server])), reason)


def _certificates(choices):
    if not choices.tls:
        return []
    if not choices.certificate:
        return [note(RESOLVER, "ssl_certificate")]
    file = Line(
        f"- certFile: {choices.certificate}",
        REASONS["certificate"],
        about=("ssl_certificate",),
    )
    key = Line(f"  keyFile: {choices.certificate_of('key')}")
    return _tree("tls", _tree("certificates", [file, key]))


def _item(name, value):
    return Line(f"{name}: {value}")


def _tree(name, within, reason=""):
    return [Line(f"{name}:", reason), *inside(within)]


FILE = File("traefik", HEAD, lines)
