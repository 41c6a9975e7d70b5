"""Proxies with two independent causes, built from small pieces.

A fault is a change to a right configuration, and the cause that must be named. The
first of a pair breaks the block of the websocket, the second that of the pages or the
server around both, so that neither hides the other.
"""

from dataclasses import dataclass

from rightproxy import FORWARDED, Proxy

from lab import world


@dataclass(frozen=True)
class Fault:
    """One change and the cause that it makes."""

    name: str
    cause: str
    spoil: object


WEBSOCKET, PAGES = [], []


def fault(where, cause):
    """Declare the decorated ``spoil(proxy)`` as a fault of the websocket or of the pages."""

    def declare(spoil):
        where.append(Fault(spoil.__name__, cause, spoil))
        return spoil

    return declare


@fault(WEBSOCKET, "critical proxy_set_header Upgrade")
def no_upgrade(proxy):
    del proxy.websocket.headers["Upgrade"]


@fault(WEBSOCKET, "critical proxy_set_header Connection")
def connection_emptied(proxy):
    proxy.websocket.headers["Connection"] = '""'


@fault(WEBSOCKET, "critical proxy_set_header Upgrade")
def neither_upgrade_header(proxy):
    proxy.websocket.headers = {**FORWARDED}


@fault(WEBSOCKET, "critical map")
def map_inverted(proxy):
    proxy.connection = {"default": "close", "''": "upgrade"}


@fault(WEBSOCKET, "critical proxy_set_header Origin")
def origin_emptied(proxy):
    proxy.websocket.headers["Origin"] = '""'


@fault(WEBSOCKET, "critical proxy_pass")
def http_port(proxy):
    proxy.websocket.directives["proxy_pass"] = "http://odoo"


@fault(WEBSOCKET, "critical proxy_pass")
def dead_port(proxy):
    proxy.websocket.directives["proxy_pass"] = "http://@DEAD@"


@fault(WEBSOCKET, "critical proxy_pass")
def path_replaced(proxy):
    proxy.websocket.directives["proxy_pass"] += "/"


@fault(WEBSOCKET, "critical upstream")
def mixed_upstream(proxy):
    proxy.http.append("upstream mixed { server @HTTP@; server @GEVENT@; }")
    proxy.websocket.directives["proxy_pass"] = "http://mixed"


@fault(WEBSOCKET, "critical location /websocket")
def no_location(proxy):
    proxy.blocks.remove(proxy.websocket)


@fault(WEBSOCKET, "critical location /websocket")
def stale_longpolling(proxy):
    proxy.websocket.path = "/longpolling"


@fault(WEBSOCKET, "critical location /websocket")
def slash_behind(proxy):
    proxy.websocket.path = "/websocket/"


@fault(WEBSOCKET, "critical deny")
def denied(proxy):
    proxy.websocket.directives["deny"] = "all"


@fault(WEBSOCKET, "critical auth_basic")
def password(proxy):
    proxy.websocket.directives["auth_basic"] = '"Staff only"'
    proxy.websocket.directives["auth_basic_user_file"] = "/dev/null"


@fault(WEBSOCKET, "critical return")
def returned(proxy):
    proxy.websocket.directives["return"] = "404"


@fault(PAGES, "warning client_max_body_size")
def small_uploads(proxy):
    proxy.server["client_max_body_size"] = "3m"


@fault(PAGES, "warning large_client_header_buffers")
def small_cookies(proxy):
    proxy.server["client_header_buffer_size"] = "1k"
    proxy.server["large_client_header_buffers"] = "2 2k"


@fault(PAGES, "warning proxy_set_header X-Forwarded-Host")
def no_forwarded_host(proxy):
    del proxy.pages.headers["X-Forwarded-Host"]


@fault(PAGES, "warning proxy_set_header X-Forwarded-For")
def no_forwarded_for(proxy):
    del proxy.pages.headers["X-Forwarded-For"]


@fault(PAGES, "warning proxy_set_header X-Forwarded-Proto")
def no_forwarded_proto(proxy):
    del proxy.pages.headers["X-Forwarded-Proto"]


@fault(PAGES, "warning proxy_cache")
def cached(proxy):
    proxy.http.append("proxy_cache_path cache keys_zone=pages:1m;")
    proxy.pages.directives["proxy_cache"] = "pages"
    proxy.pages.directives["proxy_cache_valid"] = "200 1m"


@fault(PAGES, "warning proxy_buffer_size")
def small_answers(proxy):
    proxy.pages.directives["proxy_buffer_size"] = "2k"
    proxy.pages.directives["proxy_buffers"] = "4 2k"
    proxy.pages.directives["proxy_busy_buffers_size"] = "4k"


@fault(PAGES, "critical proxy_hide_header Set-Cookie")
def no_cookies(proxy):
    proxy.pages.directives["proxy_hide_header"] = "Set-Cookie"


@fault(PAGES, "critical proxy_cookie_path")
def cookies_elsewhere(proxy):
    proxy.pages.directives["proxy_cookie_path"] = "/ /odoo/"


def pairs(step=2):
    """A world for every second pair (or every `step`-th), each fault met with others."""
    for row, one in enumerate(WEBSOCKET):
        for column, other in enumerate(PAGES):
            if (row + column) % step == 0:
                yield _world(one, other)


def _world(*faults):
    proxy = Proxy()
    for one in faults:
        one.spoil(proxy)
    head = [f"# expect: {one.cause}" for one in faults]
    name = "-".join(one.name for one in faults)
    return world.parse("\n".join([*head, proxy.text()]), name)
