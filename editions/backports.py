"""What newer series of Odoo bring and this one lacks, for an edition of an older one.

Only editions have this file; `editions/` of the repository says who calls what of it.
Each part is chosen by what Odoo has, never by its number.
"""

# Long, for it is all of what older series lack, in one file of the edition.

import base64
import functools
import json
import time
from functools import partial  # noqa: F401  # for methods that are handed on
from typing import Any

from psycopg2.extensions import AsIs

from odoo import SUPERUSER_ID, api
from odoo.exceptions import AccessError
from odoo.osv import expression
from odoo.tools import consteq
from odoo.tools.misc import hmac
from odoo.tools.translate import code_translations

# The largest body that Odoo's pages upload (16: web.max_file_upload_size, else this).
DEFAULT_MAX_CONTENT_LENGTH = 128 * 1024 * 1024

# A class that stands before a model has all that the model has.
_BEFORE_A_MODEL: Any = object

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
        # A step that is tried again takes back what was not committed, this record too.
        progress = cron.env["ir.cron.progress"].sudo().browse(progress_id).exists()
        if progress:
            if remaining is None:
                remaining = max(progress.remaining - processed, 0)
            done = progress.done + processed
            progress.write({"done": done, "remaining": remaining})
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


class LazyTranslate:
    """Marks texts of an addon, to be translated by `gettext` (18: tools/translate.py)."""

    def __init__(self, package):
        self.module = package.split(".")[2] if "." in package else package

    def __call__(self, source):
        return (self.module, source)


def gettext(env, source, *args, **values):
    """Return a text in the reader's language, with its values (18: ``env._``)."""
    module, source = source if isinstance(source, tuple) else ("proxy_health", source)
    lang = env.context.get("lang") or env.user.lang or "en_US"
    texts = code_translations.get_python_translations(module, lang)
    text = texts.get(source, source)
    return text % (args or values) if args or values else text


class CheckedCreate(_BEFORE_A_MODEL):
    """A model that checks the groups of fields of new records (19: orm/models.py).

    Up to 18 only `write` does. Who calls gives the defaults of the context as well.
    """

    @api.model_create_multi
    def create(self, vals_list):
        given = {name for vals in vals_list for name in vals}
        given |= {
            key[len("default_") :]
            for key in self.env.context
            if key.startswith("default_")
        }
        if given:
            self.check_field_access_rights("write", sorted(given))
        return super().create(vals_list)


class CheckedSearch(_BEFORE_A_MODEL):
    """A model that checks the groups of fields that a search reads (17: models.py)."""

    def _where_calc(self, domain, active_test=True):
        terms = [term[0] for term in domain or () if not isinstance(term, str)]
        self._check_readable(str(term).partition(".")[0] for term in terms)
        return super()._where_calc(domain, active_test)

    def _generate_order_by(self, order_spec, query):
        parts = [part.split() for part in (order_spec or "").split(",")]
        self._check_readable(part[0] for part in parts if part)
        return super()._generate_order_by(order_spec, query)

    def _read_group_raw(self, domain, fields, groupby, *options, **named):
        # Without names it takes all fields that it can.
        fields = fields or self.check_field_access_rights("read", None)
        groupby = [groupby] if isinstance(groupby, str) else groupby
        # Written “field”, “field:month”, “field:sum” or “name:sum(field)”.
        inner = [one.rpartition("(")[2].rstrip(")") for one in [*fields, *groupby]]
        self._check_readable(one.partition(":")[0] for one in inner)
        return super()._read_group_raw(domain, fields, groupby, *options, **named)

    def _check_readable(self, names):
        names = sorted(set(names))
        if names:
            self.check_field_access_rights("read", names)


def has_field_access(records, field, operation):
    """Say whether the user may read or write a field (19: orm/models.py)."""
    if not field.groups:
        return True
    # Without names it returns those that the user may use, and logs none that they may not.
    return field.name in records.check_field_access_rights(operation, None)


def has_access(records, operation):
    """Say whether the user may do that with these records (18: models.py)."""
    try:
        check_access(records, operation)
    except AccessError:
        return False
    return True


def check_access(records, operation):
    """Refuse what the user may not do with these records (18: models.py)."""
    records.check_access_rights(operation)
    records.check_access_rule(operation)


def execute_query(env, query):
    """Return the rows of a query, or none of one that has none (18: api.py)."""
    execute(env.cr, query)
    return env.cr.fetchall() if env.cr.description else []


def hash_sign(env, scope, values, expiration):
    """Return values and the time when they expire, signed with the database's secret.

    18 has such a function (tools/misc.py); the two are strangers' tokens to each other.
    ``expiration``: a timedelta from now.
    """
    until = int(time.time() + expiration.total_seconds())
    body = json.dumps([until, values], separators=(",", ":"))
    signed = f"{hmac(env, scope, body)}{body}"
    return base64.urlsafe_b64encode(signed.encode()).decode().rstrip("=")


def verify_hash_signed(env, scope, token):
    """Return what was signed, None if it was forged or has expired.

    Raises ValueError for what is no such token at all.
    """
    text = base64.urlsafe_b64decode(token.encode() + b"===").decode()
    signature, body = text[:64], text[64:]  # SHA-256 as hexadecimal digits
    if not consteq(signature, hmac(env, scope, body)):
        return None
    until, values = json.loads(body)
    return values if until >= time.time() else None


class SQL:
    """A query with its values, which may be queries again (17: tools/sql.py)."""

    def __init__(self, code, *values):
        parts = [one.code if isinstance(one, SQL) else "%s" for one in values]
        self.code = code % tuple(parts) if values else code
        self.values = [
            inner
            for one in values
            for inner in (one.values if isinstance(one, SQL) else [one])
        ]

    @classmethod
    def identifier(cls, name):
        """Return a name as PostgreSQL takes it."""
        return cls('"' + name.replace('"', '""') + '"')


def execute(cr, query, *values):
    """Run a query on a cursor that takes texts only."""
    if isinstance(query, SQL):
        query, values = query.code, (query.values,)
    return cr.execute(query, *values)


def search_fetch(model, domain, _names, **options):
    """Search; what is read of the records is fetched when it is read."""
    return model.search(domain, **options)


def read_group(model, domain, groupby, aggregates):
    """Return tuples of groups and aggregates, each written ``field:function``."""
    names = {f"a{number}": one for number, one in enumerate(aggregates)}
    asked = [
        f"{name}:{one.partition(':')[2]}({one.partition(':')[0]})"
        for name, one in names.items()
    ]
    rows = model.read_group(domain, asked, list(groupby), lazy=False)
    return [
        (*(_group(model, name, row[name]) for name in groupby), *map(row.get, names))
        for row in rows
    ]


def _group(model, name, value):
    comodel = model._fields[name].comodel_name
    return model.env[comodel].browse(value and value[0]) if comodel else value


def message_post_with_source(records, source, render_values, **message):
    """Post what a template makes of values."""
    body = records.env["ir.qweb"]._render(source, render_values, minimal_qcontext=True)
    return records.message_post(body=body, **message)


def bus_last_id(bus):
    """Return the id of the newest message of the bus."""
    return bus.search([], limit=1, order="id desc").id or 0


def trigger(cron, at=None):
    """Wake the scheduler up; say whether that will run the action."""
    cron._trigger(at=at)
    return cron.active


def with_environment(hook):
    """Let a hook be called with a cursor and a registry (17: modules/loading.py)."""

    @functools.wraps(hook)
    def called(env, _registry=None):
        if not isinstance(env, api.Environment):
            env = api.Environment(env, SUPERUSER_ID, {})
        return hook(env)

    return called
