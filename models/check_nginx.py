"""What a check's page says of nginx's files: the right one, and the one that is pasted."""

from odoo import api, models
from odoo.exceptions import ValidationError

from ..proxycheck import render
from ..tools import pasted

#: What the page asks for; the rest follows from the report and Odoo's own settings.
REMEMBERED = (
    "names",
    "certificate",
    "certificate_key",
    "odoo_host",
    "keepalive",
    "hsts",
)


class ProxyHealthCheck(models.Model):
    _inherit = "proxy.health.check"

    @api.model
    @api.readonly
    def nginx_file(self, base_url=None, choices=None):
        """Return the right file for this Odoo, by the newest report of an address.

        It is that of the reverse proxy which was recognised, or nginx's.
        ``{"text", "lines", "choices", "chosen"}``: the file with its comments; each line
        as ``{"text", "depth", "reason", "state", "said", "seen", "code"}``; what the file
        was written for; and what of that was chosen, not found. `choices` are those of
        ``proxycheck/render/choices.py`` (`ASKED`); another one is refused. Without them
        those count that are remembered for the address.
        """
        found = self.latest_report(base_url) or {}
        translate = self.env["proxy.health.finding"]._translate
        target = self._reported_target(base_url, found)
        given = target.nginx_choices or {} if choices is None else choices
        chosen = target._valid_choices(given, found)
        lines, beside = render.annotated(chosen, found, translate)
        return {
            "text": render.as_file(lines, beside, translate, proxy=chosen.proxy),
            "lines": render.as_rows(lines, translate),
            "choices": _shown(chosen),
            "chosen": given,
        }

    def choose_nginx(self, choices):
        """Remember choices for this check's address; return its `nginx_file`."""
        self.ensure_one()
        self.check_access("read")
        self.target_id.nginx_choices = choices
        return self.nginx_file(self._address())

    @api.model
    @api.readonly
    def lint(self, text, base_url=None, name="nginx.conf"):
        """Return what is wrong in an nginx configuration; nothing of it is stored.

        `text` is a file or the output of ``nginx -T``, at most `pasted.MAX_CHARACTERS`.
        The object is that of ``proxycheck/conf/lint.py`` and has ``diff``, a unified diff
        of `text`, and ``left``: what a diff cannot fix, with its reason. Where the text
        cannot be read it is ``{"refused": a sentence}``: an exception would be logged
        with words of the text in it. With `base_url` it is compared with `latest_report`.
        """
        self.check_access("read")
        if not isinstance(text, str) or len(text) > pasted.MAX_CHARACTERS:
            raise ValidationError(
                self.env._(
                    "Please paste at most %(size)s MB of text. The command line reads"
                    " larger configurations.",
                    size=pasted.MAX_CHARACTERS // 2**20,
                )
            )
        report = self.latest_report(base_url) if base_url else None
        return pasted.read(self.env, text, report or {}, str(name)[:200])

    @api.model
    def _reported_target(self, base_url, found):
        """Return the target of an address, else that of the report, else this Odoo's."""
        base_url = base_url or found.get("target", {}).get("base_url")
        everyone = self.env["proxy.health.target"].with_context(active_test=False)
        return everyone._at(base_url) if base_url else everyone


def _shown(chosen):
    """What of the choices the page shows, and lets be changed."""
    return {
        **{name: getattr(chosen, name) for name in REMEMBERED},
        "names": list(chosen.names),
        "certificate": chosen.certificate_of("certificate"),
        "certificate_key": chosen.certificate_of("key"),
        "tls": chosen.tls,
    }
