from odoo import api, models
from odoo.tools import SQL

from ..proxycheck.report.redact_patterns import DATABASE, USER

# Each candidate is looked up by an index, however many people there are: a join would
# rather read them all.
_LOGINS = """
    SELECT found.name FROM unnest(%s::text[]) AS candidate CROSS JOIN LATERAL (
        SELECT split_part(login, '@', 1) AS name FROM res_users
         WHERE lower(split_part(login, '@', 1)) = candidate LIMIT 1) AS found
"""
_NAMES = """
    SELECT candidate FROM unnest(%s::text[]) AS candidate CROSS JOIN LATERAL (
        SELECT 1 FROM res_partner JOIN res_users ON partner_id = res_partner.id
         WHERE res_partner.name = candidate LIMIT 1) AS found
"""
# Every cluster has one of that name, and every text about Odoo the word.
_NOBODYS = "postgres"


class ResUsers(models.Model):
    """Tells which words of a text are names that must not leave with it."""

    _inherit = "res.users"

    # What stands before the “@” of a login, which is the login where there is no “@”.
    _proxy_health_short_login = models.Index("(lower(split_part(login, '@', 1)))")

    @api.model
    def _proxy_health_names(self, candidates):
        """Return ``{name: mark}`` of those that people or databases are called.

        People by login, by what stands before its “@”, or by name; archived ones too.
        """
        self.flush_model(["login", "partner_id"])
        self.env["res.partner"].flush_model(["name"])
        logins = [one for one in candidates if one == one.lower() and " " not in one]
        people = self._found(_LOGINS, logins) + self._found(_NAMES, list(candidates))
        databases = self.env.execute_query(SQL("SELECT datname FROM pg_database"))
        return {
            **dict.fromkeys(people, USER),
            **{
                name: DATABASE
                for (name,) in databases
                if name in candidates and name != _NOBODYS
            },
        }

    @api.model
    def _found(self, query, candidates):
        rows = self.env.execute_query(SQL(query, candidates))
        return [name for (name,) in rows]
