"""What an Odoo of one series does on the wire, each fact with the file of Odoo that says so.

What all of them do alike, 14 to 19, is no row here. Each acts on ``proxy_mode`` only for
a request with X-Forwarded-Host (odoo/http.py; up to 15 odoo/service/wsgi_server.py).
Each writes web.base.url when an administrator logs in, unless web.base.url.freeze is set
(base/models/res_users.py). And 16 to 19 demand the same headers of a handshake
(`REQUIRED_OF_HANDSHAKE`) and answer /websocket/health (bus/controllers/websocket.py).
The upload limit is 128 MiB in each (web/models/ir_http.py); above it the server itself
refuses from 17 on (odoo/http.py, DEFAULT_MAX_CONTENT_LENGTH), before that only pages do.
"""

from dataclasses import dataclass, replace

from .series import LAST_LONGPOLLING, read_version

#: bus/websocket.py of 16 to 19, _REQUIRED_HANDSHAKE_HEADERS; and without “Host” there is
#: no request at all.
REQUIRED_OF_HANDSHAKE = (
    "connection",
    "host",
    "origin",
    "sec-websocket-key",
    "sec-websocket-version",
    "upgrade",
)


@dataclass(frozen=True)
class Habits:
    """How the Odoos of one series differ from those of another.

    `pings_after` are the fewest and the most seconds of silence after which Odoo pings
    a websocket; `database_header` says whether X-Odoo-Database chooses the database;
    `evented_port` is the name of the setting that holds that process's port.
    """

    pings_after: tuple
    database_header: bool = True
    evented_port: str = "gevent_port"

    @property
    def silence(self):
        """The seconds of `pings_after` in words for a text: “45”, or “40–55”."""
        return "–".join(str(seconds) for seconds in dict.fromkeys(self.pings_after))


#: 19: bus/websocket.py, TimeoutManager: INACTIVITY_TIMEOUT is 40 s, and it is looked at
#: every 15 s (TIMEOUT). odoo/http.py: _get_session_and_dbname reads the header.
#: odoo/tools/config.py knows gevent_port.
_NINETEEN = Habits(pings_after=(40, 55))
#: 17, 18: the same pings in their later releases. Earlier ones wait for 45 s, which lies
#: between. odoo/http.py knows no such header. 17 takes longpolling_port as an alias.
_EIGHTEEN = replace(_NINETEEN, database_header=False)
#: 16: bus/websocket.py, Websocket: INACTIVITY_TIMEOUT is 45 s, for which the selector
#: waits.
_SIXTEEN = replace(_EIGHTEEN, pings_after=(45, 45))
#: Up to 15 nothing is pinged: there are no websockets. odoo/tools/config.py knows
#: longpolling_port only.
_POLLED = replace(_SIXTEEN, pings_after=(), evented_port="longpolling_port")

_OF = {16: _SIXTEEN, 17: _EIGHTEEN, 18: _EIGHTEEN}


def habits_of(series):
    """The `Habits` of a series (a number); of the newest where it is unknown (None)."""
    if series and series <= LAST_LONGPOLLING:
        return _POLLED
    return _OF.get(series, _NINETEEN)


def habits_of_version(version):
    """The `Habits` of an Odoo by what it calls its version, such as “17.0”."""
    known = read_version(version)
    return habits_of(known[1] if known else None)
