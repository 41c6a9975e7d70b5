"""The right files of other products that `proxycheck render` writes, as worlds of the lab."""

from lab.ports import LOOPBACK
from lab.rendered import LISTEN, PAGES, REALTIME
from lab.world import World
from proxycheck.render import Choices, annotated, as_file
from proxycheck.render.products import NGINX, files

KINDS = tuple(kind for kind in files() if kind != NGINX)
#: What a file of ours has, by what stands there in the lab.
HERE = {
    f"{LOOPBACK}:{PAGES}": "@HTTP@",
    f"{LOOPBACK}:{REALTIME}": "@GEVENT@",
    f"{PAGES}": "@HTTP_PORT@",
    f"{REALTIME}": "@GEVENT_PORT@",
    f"bind :{LISTEN}": "bind @LISTEN@",
    f'":{LISTEN}"': '"@LISTEN@"',
    f":{LISTEN}": ":@PORT@",
    "/etc/traefik/": "@PREFIX@/",
}


def choices(kind):
    """The `Choices` of a product's file: plain, for the lab's own name."""
    ports = {"listen": LISTEN, "http_port": PAGES, "gevent_port": REALTIME}
    return Choices(names=(LOOPBACK,), tls=False, redirect_from=0, proxy=kind, **ports)


def world(kind, depth="quick"):
    """The world of a product's right file: the very text, with the lab's ports in it."""
    chosen = choices(kind)
    text = as_file(*annotated(chosen), proxy=kind)
    for written, here in HERE.items():
        text = text.replace(written, here)
    told = kind if kind == "nginx-proxy-manager" else ""
    name = f"rendered.{kind}"
    return World(name=name, text=text, needs="plain", depth=depth, told=told)
