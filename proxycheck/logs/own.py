"""Telling the lines that our own probes caused: by path, by name, and by the time."""

from datetime import datetime, timedelta, timezone

from ..look.row import CLIENT_HEADERS
from .lines import stamps

#: A path that only probes have, and what they call themselves in an access log.
ROUTE = "/proxy_health/"
AGENT = dict(CLIENT_HEADERS)["User-Agent"].encode()
#: Where probes ask besides, as others do: there only the time tells.
ASKED = (
    "/websocket",
    "/longpolling",
    "/web/login",
    "/web/health",
    "/web/static/",
    "/web/binary/upload_attachment",
    "/web/webclient/version_info",
    "/web/version",
    "/mail/attachment/upload",
    "/jsonrpc",
)
#: Seconds around a check in which its last answers are logged, or a clock is off.
MARGIN = 3
#: Longer than any check; a report that says otherwise is none of ours.
LONGEST = 600


def window(started_at, duration_ms, zone=None):
    """Return the seconds of a check as stamps of logs.

    `started_at` and `duration_ms` are those of its report, `zone` that of nginx's machine.
    """
    begin = datetime.strptime(started_at, "%Y-%m-%dT%H:%M:%SZ")
    begin = begin.replace(tzinfo=timezone.utc)
    seconds = min(int(duration_ms / 1000), LONGEST) + MARGIN
    moments = [begin + timedelta(seconds=n) for n in range(-MARGIN, seconds + 1)]
    return stamps(moments, zone)


def is_asked(path):
    """Whether probes ask for a path; a message without one may be theirs as well."""
    return not path or path == "/" or path.startswith(ASKED)
