"""The right files that `proxycheck render` writes, as worlds of the lab: every variant."""

from lab import certificates
from lab.world import World
from proxycheck.render import Choices, annotated, as_file

#: Stand for the ports that a lab hands out.
LISTEN, REDIRECT, PAGES, REALTIME = 44301, 44302, 44303, 44304
#: The nginx of each kind that the lab has; its syntax is what the file is written in.
VERSIONS = {"debian": (1, 22, 1), "wheel": (1, 31, 0)}
#: name -> (nginx, what is chosen). TLS or not, workers or not, one name or several, kept
#: connections or not, the syntax of both nginx: each pair of them stands in some variant.
VARIANTS = {
    "plain": ("debian", {"tls": False, "names": ("127.0.0.1",)}),
    "plain.kept": ("wheel", {"tls": False, "keepalive": 16}),
    "plain.one_process": (
        "wheel",
        {"tls": False, "workers": 0, "names": ("127.0.0.1",)},
    ),
    "plain.one_process.kept": (
        "debian",
        {"tls": False, "workers": 0, "keepalive": 8},
    ),
    "tls": ("debian", {"redirect_from": 0}),
    "tls.kept": ("debian", {"names": ("127.0.0.1",), "keepalive": 16, "hsts": True}),
    "tls.new": ("wheel", {"names": ("127.0.0.1",), "hsts": True, "redirect_from": 0}),
    "tls.one_process": (
        "debian",
        {"workers": 0, "hsts": True, "names": ("127.0.0.1",)},
    ),
    "tls.one_process.kept": ("wheel", {"workers": 0, "keepalive": 8, "hsts": True}),
}


def choices(name, kind=""):
    """The `Choices` of a variant, with the lab's certificate."""
    usual_kind, chosen = VARIANTS[name]
    chain, key = certificates.files("CERT")
    usual = {
        "names": tuple(certificates.NAMES),
        "listen": LISTEN,
        "redirect_from": 0 if chosen.get("tls") is False else REDIRECT,
        "certificate": str(chain),
        "certificate_key": str(key),
        "http_port": PAGES,
        "gevent_port": REALTIME,
        "nginx": VERSIONS[kind or usual_kind],
    }
    return Choices(**{**usual, **chosen})


def world(name):
    """The world of a variant: the very text, with the lab's ports in it."""
    kind, chosen = VARIANTS[name]
    text = as_file(*annotated(choices(name)))
    for written, here in {
        f"listen {LISTEN}": "listen 127.0.0.1:@PORT@",
        f"listen {REDIRECT}": "listen unix:redirect.sock",
        f"127.0.0.1:{PAGES}": "@HTTP@",
        f"127.0.0.1:{REALTIME}": "@GEVENT@",
        f":{LISTEN}$": ":@PORT@$",
    }.items():
        text = text.replace(written, here)
    workers = chosen.get("workers")
    return World(
        name=f"rendered.{name}",
        text=text,
        needs="plain" if chosen.get("tls") is False else "tls",
        nginx=kind,
        odoo=() if workers is None else (("workers", workers),),
    )


def in_syntax_of(name, kind):
    """The file of a variant for the nginx of that kind, on ports that nobody listens at."""
    return as_file(*annotated(choices(name, kind)))
