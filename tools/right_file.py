"""The right file of a reverse proxy, for what is known of this Odoo and what was chosen."""

from odoo.exceptions import ValidationError

from ..proxycheck import render

#: What the page asks for; the rest follows from the report and Odoo's own settings.
ASKED = (
    "names",
    "certificate",
    "certificate_key",
    "odoo_host",
    "keepalive",
    "hsts",
)


def valid(choices, found):
    """Return the engine's `Choices` for a report and what was chosen, or refuse it."""
    try:
        return render.of_report(found, **render.asked(choices))
    except render.BadChoice as refusal:
        raise ValidationError(str(refusal)) from refusal


def written(choices, found, translate):
    """Return the file as `proxy.health.check.nginx_file` describes it."""
    chosen = valid(choices, found)
    lines, beside = render.annotated(chosen, found, translate)
    return {
        "text": render.as_file(lines, beside, translate, proxy=chosen.proxy),
        "lines": render.as_rows(lines, translate),
        "choices": _shown(chosen),
        "chosen": choices,
    }


def _shown(chosen):
    """What of the choices the page shows, and lets be changed."""
    return {
        **{name: getattr(chosen, name) for name in ASKED},
        "names": list(chosen.names),
        "certificate": chosen.certificate_of("certificate"),
        "certificate_key": chosen.certificate_of("key"),
        "tls": chosen.tls,
    }
