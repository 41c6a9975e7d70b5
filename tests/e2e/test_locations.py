"""Which location serves a path: our reading and real nginx say the same, 510 times.

One nginx has a server block for each set of locations, so that this takes seconds. Each
location answers with its own number in a header.
"""

import http.client
import random

from lab import world
from lab.nginx import Nginx
from lab.ports import LOOPBACK, free_port
from proxycheck.conf import read_given
from proxycheck.conf.locations import find

SETS = 510
#: Short words, so that prefixes, expressions and paths meet often.
WORDS = ("web", "websocket", "web/static", "w", "longpolling", "a", "web/")
EXPRESSIONS = (
    "^/web",
    r"\.js$",
    "^/web(socket|/static)",
    "SOCKET",
    "^/a",
    "^/w",
    "/static/",
    "^/websocket$",
    "longpolling/poll",
    "^/(w|a)(/|$)",
)
PATHS = (
    "/",
    "/w",
    "/web",
    "/web/",
    "/websocket",
    "/websocket/",
    "/web/static/src/a.js",
    "/longpolling",
    "/longpolling/poll",
    "/a.js",
    "/other",
)
FRAME = """
server_names_hash_max_size 8192;
server_names_hash_bucket_size 128;
server {{ listen {loopback}:{behind}; return 204; }}
"""


class Made:
    """Writes locations at random, each with a number."""

    def __init__(self, chance, behind):
        self.chance, self.behind, self.count = chance, behind, 0

    def locations(self, above="/", depth=0, regex_only=False):
        """Lines of some different locations; what is nested begins like what is around."""
        lines, taken = [], set()
        for _one in range(self.chance.randint(1, 5 - 2 * depth)):
            sign = self.chance.choice(("", "", "^~", "=", "~", "~*"))
            if regex_only:
                sign = self.chance.choice(("~", "~*"))
            name = self._name(sign, above)
            key = name if sign in ("", "^~") else (sign, name)
            if key not in taken:
                taken.add(key)
                lines.append(self._location(sign, name, depth))
        return "\n".join(lines)

    def _name(self, sign, above):
        if sign.startswith("~"):
            return self.chance.choice(EXPRESSIONS)
        return above + self.chance.choice((*WORDS, *(("",) if above == "/" else ())))

    def _location(self, sign, name, depth):
        self.count += 1
        answer = f"proxy_pass http://{LOOPBACK}:{self.behind};"
        answer = self.chance.choice((answer, "return 200;"))
        nested = ""
        if depth < 2 and sign != "=" and self.chance.random() < 0.4:
            nested = self.locations(name, depth + 1, regex_only=sign.startswith("~"))
        glued = "" if self.chance.random() < 0.1 else " "
        return (
            f"location {sign}{glued if sign else ''}{name} {{ {answer}"
            f" add_header X-Block {self.count} always; {nested} }}"
        )


def test_our_precedence_is_nginxs_own():
    chance, behind = random.Random(13), free_port()
    text = FRAME.format(loopback=LOOPBACK, behind=behind)
    for number in range(SETS):
        made = Made(chance, behind).locations()
        text += (
            f"server {{ listen @LISTEN@; server_name s{number}.example;\n{made}\n}}\n"
        )
    nginx = Nginx(world.parse(text, "locations"), {}, name="locations").start()
    try:
        servers = read_given(text).root.named("server")[1:]
        compared = [
            (number, path, _ours(server, path), theirs)
            for number, server in enumerate(servers)
            for path, theirs in _theirs(nginx, number)
        ]
    finally:
        nginx.forget()
    assert len(compared) == SETS * len(PATHS)
    assert len({theirs for *_rest, theirs in compared}) > 20, "the sets tell nothing"
    assert sum(redirect for *_rest, (_block, redirect) in compared) > 20
    assert [row for row in compared if row[2] != row[3]] == []
    print(f"{len(compared)} paths in {SETS} sets of locations: the same as nginx")


def _ours(server, path):
    """The number of the block, or None, and whether nginx adds a slash."""
    found = find(server, path)
    block = found.node.first("add_header").args[1] if found.node else None
    return block, found.redirects


def _theirs(nginx, number):
    """Yield ``(path, (block, redirects))`` as nginx answers, on one connection."""
    connection = http.client.HTTPConnection(LOOPBACK, nginx.port, timeout=20)
    for path in PATHS:
        connection.request("GET", path, headers={"Host": f"s{number}.example"})
        answer = connection.getresponse()
        answer.read()
        yield path, (answer.headers.get("X-Block"), answer.status == 301)
    connection.close()
