"""One file of tests/e2e/faults or healthy: a proxy, and what is wrong with it.

Such a file is what stands inside nginx's `http { … }`: upstreams, maps, servers. What
is right in all of them it includes from tests/e2e/snippets, so that it shows what is
wrong, and on the same lines what would be nearly wrong (see lab/snippets.py). A fault
is named for the rule that is to fire: `<rule>.conf`, or `<rule>.<variant>.conf`. The
lab fills in placeholders, in a spelling that nginx's own `$variables` cannot have:

    @LISTEN@        where nginx listens: `listen @LISTEN@;` (adds `ssl` in TLS runs)
    @PORT@          its port alone
    @CERT@          after it: the certificate's directives in TLS runs, else nothing
    @NAME@          for `server_name`
    @HTTP@          Odoo's HTTP workers, as host:port
    @GEVENT@        Odoo's gevent process
    @DEAD@          a port that refuses connections
    @MUTE@          a port that accepts and never answers
    @OTHER@         a web server that is not Odoo
    @HTTP_PORT@     the port of @HTTP@ alone; so for each of these
    @GATE@          a sign-in gateway that nobody has signed in with
    @OTHER_ODOO@    the HTTP workers of another Odoo (with a database of its own)
    @OTHER_GEVENT@  its gevent process
    @INNER@         the nginx that `inner:` names, a proxy behind this one
    @CERT_EXPIRED@ @CERT_EXPIRES_SOON@ @CERT_EXPIRES_LATER@ @CERT_NOT_YET_VALID@
    @CERT_OTHER_NAME@ @CERT_SELF_SIGNED@ @CERT_NO_CHAIN@
                    instead of @CERT@; they imply `needs: tls`

Comment lines `# word: value` at the top say what a check must find:

    # expect: critical proxy_set_header Upgrade     one line a cause; none: healthy
    # allow: info proxy_read_timeout                may be named as well, need not be
    # outside: critical proxy_set_header Upgrade    named without the addon, where nobody
                                                    outside can tell the cause itself
    # outside: nothing                              nobody sees it without the addon
    # rule: websocket_upgrade_header_missing        fires, if the name does not say so
    # needs: tls                                    only runs behind TLS (or: plain)
    # only: full                                    needs a check of that depth
    # nginx: debian                                 only runs on that nginx (or: wheel)
    # odoo: proxy_mode = False                      an Odoo with that setting
    # ticket: web_base_url = "http://old"           what the ticket says of Odoo instead
    # host: localhost                               the public address, not 127.0.0.1
    # trust: system                                 the lab's authority is not trusted
    # told: traefik                                 what the administrator says it is
    # inner: healthy                                the nginx world that stands at @INNER@
"""

import ast
import re
from dataclasses import dataclass, replace
from pathlib import Path

from lab import snippets
from lab.commands import LabError
from lab.folders import FAULTS, HEALTHY, LONGPOLLING, PRODUCTS, PUBLISHED
from lab.ports import LOOPBACK

_HEADER = re.compile(
    r"#\s*(expect|allow|outside|rule|needs|only|nginx|odoo|ticket|host|trust|inner|told):\s*(.+)"
)
# What a head may say more than once.
_SEVERAL = ("expect", "allow", "outside", "rule", "odoo", "ticket")
# What of a mistake is seen without the addon, where none of it is.
NOTHING = "nothing"
_PLACEHOLDER = re.compile(r"@([A-Z_]+)@")


@dataclass(frozen=True)
class World:
    """A proxy configuration with what it expects of a check."""

    name: str
    text: str
    expected: tuple = ()  # of (severity, directive)
    allowed: tuple = ()
    outside: tuple = ()  # what is named instead of `expected` without the addon
    hidden: bool = False  # whether nothing of it is seen without the addon
    rules: tuple = ()  # that must fire
    silent: tuple = ()  # rules that must have looked, and found nothing
    needs: str = ""
    depth: str = "quick"
    nginx: str = ""
    odoo: tuple = ()  # of (setting, value)
    ticket: tuple = ()  # of (fact, value)
    host: str = LOOPBACK
    trust: str = ""
    inner: str = ""
    told: str = ""

    def __str__(self):
        return self.name

    @property
    def healthy(self):
        """Whether nothing is wrong in it that anybody should hear about."""
        return not self.expected

    @property
    def about(self):
        """The rules that it shows, by its head or else by its name."""
        return self.rules or (self.name.partition(".")[0],)

    @property
    def whole(self):
        """The configuration with its snippets."""
        return snippets.expanded(self.text, f"{self.name}.conf")

    def mentions(self, placeholder):
        """Whether the configuration uses a placeholder, given without its `@`."""
        return f"@{placeholder}@" in self.whole

    def render(self, values):
        """The configuration with its placeholders filled in."""

        def fill(match):
            if match[1] not in values:
                raise LabError(f"{self.name}.conf: the lab knows no @{match[1]}@.")
            return str(values[match[1]])

        return _PLACEHOLDER.sub(fill, self.whole)


def read(path):
    """The world of one file."""
    return parse(Path(path).read_text(), Path(path).stem)


def near(path):
    """The near miss of one fault's file, or None if it shows none."""
    text, fault = Path(path).read_text(), read(path)
    if not snippets.has_near_miss(text):
        return None
    world = parse(snippets.near_miss(text), f"{fault.name}.near")
    return replace(world, rules=(), silent=fault.about)


# Long, for it names all that a world consists of.
def parse(text, name="unnamed"):
    """The world of a configuration's text, which is the fault if it has a near miss."""
    text = snippets.without_near_miss(text)
    head = {word: [] for word in _SEVERAL}
    single = {"needs": "", "only": "quick", "nginx": "", "host": LOOPBACK}
    single |= {"trust": "", "inner": "", "told": ""}
    for line in text.splitlines():
        match = _HEADER.match(line)
        if match and match[1] in head:
            head[match[1]].append(match[2].strip())
        elif match:
            single[match[1]] = match[2].strip()
    if "@CERT_" in snippets.expanded(text, name):
        single["needs"] = "tls"
    return World(
        name=name,
        text=text,
        expected=tuple(_cause(line, name) for line in head["expect"]),
        allowed=tuple(_cause(line, name) for line in head["allow"]),
        outside=tuple(
            _cause(line, name) for line in head["outside"] if line != NOTHING
        ),
        hidden=NOTHING in head["outside"],
        rules=tuple(head["rule"]),
        needs=single["needs"],
        depth=single["only"],
        nginx=single["nginx"],
        odoo=tuple(_setting(line) for line in head["odoo"]),
        ticket=tuple(_setting(line) for line in head["ticket"]),
        host=single["host"],
        trust=single["trust"],
        inner=single["inner"],
        told=single["told"],
    )


def find(name):
    """The world of that name: a healthy one, a fault, or a fault's near miss."""
    known = {world.name: world for world in [*everything(), *near_misses()]}
    if name in known:
        return known[name]
    names = ", ".join(world.name for world in everything())
    raise LabError(f"There is no proxy called {name!r}. There are: {names}.")


def all_longpolling():
    """All proxies for an Odoo that is polled (up to 15): those in longpolling/."""
    return [read(path) for path in sorted(LONGPOLLING.glob("*.conf"))]


def all_published():
    """Configurations in the styles that people publish: those in published/."""
    return [read(path) for path in sorted(PUBLISHED.glob("*.conf"))]


def longpolling(name):
    """The proxy of that name for an Odoo that is polled.

    Where there is none of that name, it is one of the others: such a proxy was made for
    a newer Odoo.
    """
    named = (world for world in all_longpolling() if world.name == name)
    return next(named, None) or find(name)


def everything():
    """All worlds: the healthy ones, then the faults, by name."""
    return [read(path) for f in (HEALTHY, FAULTS) for path in sorted(f.glob("*.conf"))]


def of_products():
    """``(product, world)`` of every proxy that is no nginx, near misses included."""
    for path in sorted(PRODUCTS.glob("*/*.conf")):
        yield path.parent.name, read(path)
        if near(path):
            yield path.parent.name, near(path)
    yield from _in_full()


def _in_full():
    """A full check of a healthy one, of each product whose files show none."""
    for path in sorted(PRODUCTS.glob("*/healthy.conf")):
        others = map(read, path.parent.glob("healthy.*.conf"))
        if not any(one.depth == "full" for one in others):
            usual = read(path)
            full = replace(usual, name=f"{usual.name}.full", depth="full")
            yield path.parent.name, full


def near_misses(folder=FAULTS):
    """The near misses of all faults of a folder that show one, by name."""
    return [world for path in sorted(folder.glob("*.conf")) if (world := near(path))]


def _cause(line, name):
    severity, _space, directive = line.partition(" ")
    if severity not in ("critical", "warning", "info") or not directive:
        raise LabError(f"{name}.conf: expected `severity directive`, found {line!r}.")
    return severity, directive.strip()


def _setting(line):
    key, _equals, value = (part.strip() for part in line.partition("="))
    return key, ast.literal_eval(value)
