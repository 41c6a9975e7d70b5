"""A right configuration for nginx, in pieces that can be spoilt one by one."""

UPSTREAMS = [
    "upstream odoo { server @HTTP@; }",
    "upstream odoochat { server @GEVENT@; }",
]
FORWARDED = {
    "Host": "$http_host",
    "X-Forwarded-Host": "$http_host",
    "X-Forwarded-For": "$proxy_add_x_forwarded_for",
    "X-Forwarded-Proto": "$scheme",
    "X-Real-IP": "$remote_addr",
}
UPGRADE = {"Upgrade": "$http_upgrade", "Connection": "$connection_upgrade"}


class Block:
    """A location: its directives and the headers that it sets."""

    def __init__(self, path, upstream, headers):
        self.path = path
        self.directives = {"proxy_pass": f"http://{upstream}"}
        self.headers = headers

    def text(self):
        """As nginx reads it."""
        lines = [f"{name} {value};" for name, value in self.directives.items()]
        lines += [f"proxy_set_header {n} {v};" for n, v in self.headers.items()]
        return _braces(f"location {self.path}", lines)


class Proxy:
    """A right configuration: headers by name, blocks in order."""

    def __init__(self):
        self.http = [*UPSTREAMS]
        self.connection = {"default": "upgrade", "''": "close"}
        self.server = {
            "listen": "@LISTEN@",
            "server_name": "@NAME@",
            "client_max_body_size": "128m",
            "proxy_read_timeout": "720s",
        }
        self.websocket = Block("/websocket", "odoochat", {**UPGRADE, **FORWARDED})
        self.pages = Block("/", "odoo", {**FORWARDED})
        self.blocks = [self.websocket, self.pages]

    def text(self):
        """What stands inside `http { … }`."""
        chosen = [f"{name} {value};" for name, value in self.connection.items()]
        inner = [f"{name} {value};" for name, value in self.server.items()]
        inner += ["@CERT@", *(block.text() for block in self.blocks)]
        chooser = _braces("map $http_upgrade $connection_upgrade", chosen)
        return "\n".join([*self.http, chooser, _braces("server", inner), ""])


def _braces(head, lines):
    inner = "\n".join(lines).replace("\n", "\n    ")
    return f"{head} {{\n    {inner}\n}}"
