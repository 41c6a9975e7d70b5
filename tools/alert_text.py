"""What is told about alerts: whole sentences, for a mail in plain text as well."""

from odoo.tools import format_datetime

from ..proxycheck.subjects import SEVERITIES

# What happened to an alert. Each is told once; whatever else a check says is not told.
OPENED, WORSENED, RECOVERED = "opened", "worsened", "recovered"


def subject(alerts, what):
    """Return the subject of a message about these alerts, the worst one first."""
    env, first = alerts.env, alerts[0]
    values = {
        "address": first.target_id.base_url,
        "severity": _severity(first),
        "title": first.title,
    }
    # Spelled out each: a translator sees whole sentences.
    if what == RECOVERED:
        text = env._("%(address)s: resolved: %(title)s", **values)
    elif what == WORSENED:
        text = env._("%(address)s: now %(severity)s: %(title)s", **values)
    else:
        text = env._("%(address)s: %(severity)s: %(title)s", **values)
    if len(alerts) == 1:
        return text
    return env._("%(subject)s (and %(more)s more)", subject=text, more=len(alerts) - 1)


def introduction(alerts, what):
    """Return the first sentence of a message about alerts of one address."""
    env, values = alerts.env, {"address": alerts.target_id.base_url}
    if what == RECOVERED:
        return env._(
            "A problem of the reverse proxy of %(address)s is resolved.", **values
        )
    if what == WORSENED:
        return env._(
            "A problem of the reverse proxy of %(address)s got worse.", **values
        )
    return env._("Something is wrong with the reverse proxy of %(address)s.", **values)


def _severity(alert):
    """Return the alert's severity as a word of the reader's language."""
    translate = alert.env["proxy.health.finding"]._translate
    return translate(SEVERITIES.get(alert.severity, ""))


def headline(alert):
    """Return what stands over the paragraphs about one alert."""
    severity, title = _severity(alert), alert.title
    return alert.env._("%(severity)s: %(title)s", severity=severity, title=title)


def paragraphs(alert, what):
    """Return what is to be said about an alert, up to the lines to paste."""
    env, where = alert.env, _place(alert)
    if what == RECOVERED:
        return [
            env._("Where: %(place)s", place=where),
            env._(
                "It was reported at %(opened)s and has passed at %(closed)s.",
                opened=moment(env, alert.opened_at),
                closed=moment(env, alert.closed_at),
            ),
        ]
    return [
        env._("Since: %(when)s", when=moment(env, alert.failing_since)),
        env._("Where: %(place)s", place=where),
        env._("What users notice: %(symptom)s", symptom=alert.symptom),
        alert.explanation,
    ]


def moment(env, when):
    """Return a moment as all readers understand it, wherever they are."""
    pattern = "d MMMM yyyy HH:mm 'UTC'"
    return format_datetime(env, when, tz="UTC", dt_format=pattern)


def changes(env, when, known, new, changed):
    """Return a line for each directive that the proxy does differently since then."""
    return [
        env._(
            "Since %(when)s %(what)s is %(now)s (was %(before)s).",
            when=moment(env, when),
            what=what,
            now=new[what],
            before=known[what],
        )
        for what in changed
    ]


def _place(alert):
    if not alert.location:
        return alert.directive
    return alert.env._(
        "%(directive)s in location %(location)s",
        directive=alert.directive,
        location=alert.location,
    )
