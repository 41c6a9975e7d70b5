"""How the lines of each log begin: one pattern that takes any line whole.

The formats: nginx's error log (src/core/ngx_log.c), the predefined ``combined`` format of
its access log (ngx_http_log_module.c), ``nginx -t`` on a terminal (ngx_conf_file.c), and
Odoo's (odoo/netsvc.py: ``%(asctime)s %(pid)s %(levelname)s %(dbname)s %(name)s: ``). In
front of each may stand what journald, syslog or Docker Compose put there.
"""

import re
from datetime import datetime, timezone

#: What `LINE.lastindex` is for a line of each kind, and the groups that it has then.
ERROR, TESTED, ODOO_LINE, ANSWERED, OTHER = 2, 3, 5, 9, 10
ERROR_TIME, ODOO_TIME, ANSWER_TIME, PATH, STATUS = 1, 4, 6, 7, 8

LINE = re.compile(
    rb"""
    (?: [\w.-]{1,64}[ ]+\|[ ]                                        # compose
      | (?:<\d+>)? (?: [A-Z][a-z]{2}[ ][ \d]\d[ ][\d:]{8}            # syslog
                     | \d{4}-\d\d-\d\dT[\d:.+Z-]+ )                  # journald
        [ ] [\w.-]+ [ ] [^\s:]+:[ ]
    )?
    (?: (\d{4}/\d\d/\d\d[ ]\d\d:\d\d:\d\d)[ ]\[\w+\][ ]\d+\#\d+:[ ](?:\*\d+[ ])?()
      | nginx:[ ]\[\w+\][ ]()
      | (\d{4}-\d\d-\d\d[ ]\d\d:\d\d:\d\d),\d{3}[ ]\d+[ ][A-Z]+[ ]\S+[ ][\w.]+:[ ]()
      | [^\s\[]+[ ][^\s\[]+[ ][^\[\n]{1,200}\[(\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d[ ][+-]\d{4})\]
        [ ]"[A-Z]+[ ]([^\s?"]*)[^\n"]*"[ ](\d{3})()
      | ()
    )
    [^\n]*\n
    """,
    re.VERBOSE,
)

#: How a time is written, by the group it stands in; Odoo's own clock is UTC.
_TIMES = {
    ERROR_TIME: "%Y/%m/%d %H:%M:%S",
    ODOO_TIME: "%Y-%m-%d %H:%M:%S",
    ANSWER_TIME: "%d/%b/%Y:%H:%M:%S %z",
}


def moment(group, stamp, zone=None):
    """Return the aware time of a stamp (bytes), or None where it is none.

    nginx's error log is in the time of its machine; `zone` says which that is, by
    default that of the machine that reads.
    """
    try:
        time = datetime.strptime(stamp.decode(), _TIMES[group])
    except ValueError:
        return None
    if group == ODOO_TIME:
        return time.replace(tzinfo=timezone.utc)
    if time.tzinfo:
        return time
    return time.replace(tzinfo=zone) if zone else time.astimezone()


def stamps(moments, zone=None):
    """Return how each of these aware times would be written in any of the logs."""
    return frozenset(
        one.astimezone(_zone_of(group, zone)).strftime(form).encode()
        for one in moments
        for group, form in _TIMES.items()
    )


def _zone_of(group, zone):
    return timezone.utc if group == ODOO_TIME else zone
