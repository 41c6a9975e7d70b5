"""Ask an Odoo before 19 for a ticket: a key is a password of its external API there.

odoo.com/documentation/18.0/developer/reference/external_api.html: `authenticate` takes the
database, the login and the key, and `execute_kw` the user's number and the key again.
"""

from . import jsonrpc

PATH = "/jsonrpc"


class NotGiven(Exception):
    """Odoo gave no ticket; the text says why."""


def ask(post, login, database, key, method, arguments):
    """Return what a public method of a model returns to the key's user.

    `post` takes a path and bytes and returns the answer's bytes; `method` is a model's
    name and a method's. Without a `database` the server's only one counts. Raises
    `NotGiven` with a sentence.
    """
    service = _Service(post)
    database = database or _only_database(service)
    uid = service.call("common", "authenticate", [database, login, key.reveal(), {}])
    if not uid:
        raise NotGiven(f"Odoo does not take this key for {login} in {database}.")
    call = [database, uid, key.reveal(), *method, [], arguments]
    return service.call("object", "execute_kw", call)


class _Service:
    def __init__(self, post):
        self._post = post

    def call(self, service, method, args):
        params = {"service": service, "method": method, "args": args}
        answer = self._post(PATH, jsonrpc.body_of(params))
        document = jsonrpc.answer_of({"body": answer.decode(errors="replace")})
        if "result" not in document:
            said = jsonrpc.error_message(document) or "no answer of JSON-RPC came"
            raise NotGiven(f"Odoo refused {service}.{method}: {said}")
        return document["result"]


def _only_database(service):
    try:
        databases = service.call("db", "list", [])
    except NotGiven:  # list_db = False
        databases = []
    if not isinstance(databases, list) or len(databases) != 1:
        raise NotGiven(
            "This Odoo does not tell which database is meant: name it with --db."
        )
    return databases[0]
