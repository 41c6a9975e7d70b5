"""What newer series of Odoo bring and this one lacks, for an edition of an older one.

Only editions have this file; `editions/` of the repository says who calls what of it.
Each part is chosen by what Odoo has, never by its number.
"""

import functools
from functools import partial  # noqa: F401  # for methods that are handed on

from psycopg2.extensions import AsIs

from odoo.osv import expression

# What a search for the opposite is called.
_OPPOSITE = {
    "!=": "=",
    "not in": "in",
    "not like": "like",
    "not ilike": "ilike",
    "not =like": "=like",
    "not =ilike": "=ilike",
}


def commit_progress(cron, processed=0, *, remaining=None):
    """Commit, and tell the scheduler what is done and what is left where it listens.

    19 has this as `ir.cron._commit_progress`; 18 has records of progress
    (``ir.cron.progress``); up to 17 there is nobody to tell.
    """
    progress_id = cron.env.context.get("ir_cron_progress_id")
    if progress_id:
        progress = cron.env["ir.cron.progress"].sudo().browse(progress_id)
        if remaining is None:
            remaining = max(progress.remaining - processed, 0)
        progress.write({"done": progress.done + processed, "remaining": remaining})
    cron.env.cr.commit()


def try_lock_for_update(records, *, allow_referencing=False):
    """Lock rows; return the records of those that nobody else holds (19: models.py)."""
    if not records:
        return records
    how = "NO KEY UPDATE" if allow_referencing else "UPDATE"
    records.env.cr.execute(
        "SELECT id FROM %s WHERE id IN %s FOR %s SKIP LOCKED",
        [AsIs(f'"{records._table}"'), tuple(records.ids), AsIs(how)],
    )
    locked = {row[0] for row in records.env.cr.fetchall()}
    return records.filtered(lambda record: record.id in locked)


def make_indexes(model, indexes):
    """Make indexes as 19 does of `models.Index`: ``{name: (definition, unique)}``.

    The definition is kept as the index's comment. An index whose comment is another is
    made anew; one without a comment is an administrator's and stays.
    """
    for name, (definition, unique) in indexes.items():
        full_name = f"{model._table}_{name}"
        wanted = f"{'UNIQUE ' if unique else ''}INDEX {definition}"
        known = _index_comment(model.env.cr, full_name)
        if known is not None and known in ("", wanted):
            continue
        index, table = AsIs(f'"{full_name}"'), AsIs(f'"{model._table}"')
        model.env.cr.execute("DROP INDEX IF EXISTS %s", [index])
        kind = AsIs("UNIQUE INDEX" if unique else "INDEX")
        model.env.cr.execute(
            "CREATE %s %s ON %s %s", [kind, index, table, AsIs(definition)]
        )
        model.env.cr.execute("COMMENT ON INDEX %s IS %s", [index, wanted])


def _index_comment(cr, name):
    """Return an index's comment, "" for one without, None where there is no index."""
    cr.execute(
        "SELECT obj_description(oid, 'pg_class') FROM pg_class"
        " WHERE relname = %s AND relkind = 'i'",
        [name],
    )
    row = cr.fetchone()
    return (row[0] or "") if row else None


def any_operator(method):
    """Let a search method of 19 be called with the operators of older series.

    19 asks with “in” instead of “=”, and for the opposite when a method returns
    NotImplemented (odoo/orm/domains.py). Older series hand on what was written.
    """

    @functools.wraps(method)
    def search(self, operator, value):
        if operator in _OPPOSITE:
            domain = search(self, _OPPOSITE[operator], value)
            return ["!", *expression.normalize_domain(domain)]
        if operator == "=":
            operator, value = "in", [value]
        domain = method(self, operator, value)
        if domain is NotImplemented and operator == "in" and len(value) == 1:
            # Of a yes-or-no field: what is not so is the opposite of what is.
            domain = method(self, operator, [not value[0]])
            if domain is not NotImplemented:
                return ["!", *expression.normalize_domain(domain)]
        if domain is NotImplemented:
            raise NotImplementedError(f"{method.__name__} with {operator}")
        return domain

    return search
