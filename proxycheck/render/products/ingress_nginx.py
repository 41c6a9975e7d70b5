"""ingress-nginx: an Ingress of Kubernetes. Annotations are what nginx calls directives."""

from ...nginx import FORWARDED, UPGRADE
from ...translatable import _lt
from ..configuration import PATIENCE, realtime_path
from ..lines import Line, inside
from ..reasons import REASONS
from .file import PAGES, REALTIME, File

HEAD = _lt(
    "ingress-nginx in front of Odoo: an Ingress, and the controller's ConfigMap."
)
BEFORE = _lt(
    "Above the path of the pages. Upgrades, and the forwarded headers, come by themselves."
)
ANNOTATION = "nginx.ingress.kubernetes.io"
#: The usual place of Odoo is no service of a cluster.
LOOPBACK = "127.0.0.1"


def lines(choices):
    """Return the lines of the Ingress, and behind ``---`` those of the ConfigMap."""
    return [
        Line("apiVersion: networking.k8s.io/v1"),
        Line("kind: Ingress"),
        *_tree("metadata", [Line("name: odoo"), *_tree("annotations", _said(choices))]),
        *_tree("spec", _spec(choices)),
        Line("---"),
        Line("apiVersion: v1"),
        Line("kind: ConfigMap"),
        *_tree("metadata", [Line("name: ingress-nginx-controller")]),
        *_tree("data", _controller(choices)),
    ]


def _said(choices):
    return [
        Line(
            f'{ANNOTATION}/proxy-body-size: "{choices.upload_mib}m"',
            REASONS["upload"],
            about=("client_max_body_size",),
        ),
        Line(
            f'{ANNOTATION}/proxy-read-timeout: "{PATIENCE}"',
            REASONS["pages_timeout"],
            about=("proxy_read_timeout",),
        ),
        Line(f'{ANNOTATION}/proxy-send-timeout: "{PATIENCE}"'),
    ]


def _controller(choices):
    yield Line('use-gzip: "true"', REASONS["gzip"], about=("gzip",))
    if choices.tls and choices.hsts:
        about = ("add_header Strict-Transport-Security",)
        yield Line('hsts: "true"', REASONS["hsts"], about=about)


def _spec(choices):
    yield Line("ingressClassName: nginx")
    if choices.tls:
        names = ", ".join(choices.names)
        words = f"- {{hosts: [{names}], secretName: odoo-tls}}"
        secret = Line(words, REASONS["certificate"], about=("ssl_certificate",))
        yield from _tree("tls", [secret])
    rules = [line for name in choices.names for line in _rule(name, choices)]
    yield from _tree("rules", rules)


def _rule(name, choices):
    path = realtime_path(choices)
    host = Line(f'- host: "{name}"', REASONS["names"], about=("server_name",))
    paths = [
        *_path(path, choices.realtime_port, choices, (BEFORE, REALTIME)),
        *_path("/", choices.http_port, choices, (REASONS["odoo"], PAGES)),
    ]
    http = _tree("http", _tree("paths", paths))
    return [host, *_shifted(http)]


def _shifted(within):
    """The lines below the first of a list's item, whose “- ” is two characters wide."""
    return [Line(f"  {o.text}", o.reason, o.depth, o.location, o.about) for o in within]


def _path(path, port, choices, told):
    reason, about = told
    service = "odoo" if choices.odoo_host == LOOPBACK else choices.odoo_host
    backend = f"{{service: {{name: {service}, port: {{number: {port}}}}}}}"
    about = (*about, *FORWARDED, *UPGRADE) if path != "/" else (*about, *FORWARDED)
    return [
        Line(f"- path: {path}", reason, location=path, about=about),
        Line("  pathType: Prefix"),
        Line(f"  backend: {backend}"),
    ]


def _tree(name, within):
    return [Line(f"{name}:"), *inside(within)]


FILE = File("ingress-nginx", HEAD, lines)
