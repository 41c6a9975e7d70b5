"""Databases of the lab's cluster: copy one, drop one, set a parameter in one."""

import contextlib
import shutil

import psycopg2
from psycopg2.extensions import AsIs

from lab import cluster
from lab.folders import HOME

# The usual Odoo's data_dir: attachments and sessions.
DATA = HOME / "data"


@contextlib.contextmanager
def cursor(name="postgres"):
    """A cursor on that database; every statement commits by itself."""
    connection = psycopg2.connect(dbname=name, **cluster.credentials())
    connection.autocommit = True
    try:
        with connection.cursor() as cr:
            yield cr
    finally:
        connection.close()


def exists(name):
    """Whether the cluster has that database."""
    with cursor() as cr:
        cr.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return bool(cr.fetchone())


def copy(source, name, data=DATA):
    """Make `name` a copy of `source`, attachments included; an older one is dropped."""
    drop(name, data)
    with cursor() as cr:
        cr.execute('CREATE DATABASE "%s" TEMPLATE "%s"', [AsIs(name), AsIs(source)])
    if _filestore(source, data).exists():
        shutil.copytree(_filestore(source, data), _filestore(name, data))


def drop(name, data=DATA):
    """Drop a database and its attachments, if there is one."""
    with cursor() as cr:
        cr.execute('DROP DATABASE IF EXISTS "%s" WITH (FORCE)', [AsIs(name)])
    shutil.rmtree(_filestore(name, data), ignore_errors=True)


def rename(old, new, data=DATA):
    """Give a database another name."""
    with cursor() as cr:
        cr.execute('ALTER DATABASE "%s" RENAME TO "%s"', [AsIs(old), AsIs(new)])
    if _filestore(old, data).exists():
        _filestore(old, data).rename(_filestore(new, data))


def set_parameter(name, key, value):
    """Write a system parameter; an Odoo that runs must be restarted to notice."""
    with cursor(name) as cr:
        cr.execute("DELETE FROM ir_config_parameter WHERE key = %s", [key])
        cr.execute(
            "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)", [key, value]
        )


def become_another(name):
    """Give a copy secrets of its own, so that nobody takes it for its original."""
    with cursor(name) as cr:
        cr.execute(
            "UPDATE ir_config_parameter SET value = gen_random_uuid()::text"
            " WHERE key IN ('database.secret', 'database.uuid')"
        )


def _filestore(name, data):
    return data / "filestore" / name
