"""Odoo's JSON-RPC, as its own web client calls it: a POST that anybody may make."""

import json

HEADERS = (("Content-Type", "application/json"),)


def call(line, path, params, **how):
    """Call a route with ``params`` (a dict); return `exchange`'s facts (see wire/http.py).

    `how` is what `Line.ask` takes, such as ``seconds``.
    """
    return line.ask(path, method="POST", headers=HEADERS, body=body_of(params), **how)


def body_of(params):
    """The bytes of a call's body."""
    document = {"jsonrpc": "2.0", "method": "call", "params": params, "id": 1}
    return json.dumps(document).encode()


def answer_of(answer):
    """The JSON-RPC answer in an HTTP answer, an object with ``result`` or ``error``; else {}.

    Odoo puts an error into an answer with status 200 (odoo/http.py of every series).
    """
    document = json_of(answer)
    named = document.get("jsonrpc") == "2.0"
    return document if named and ("result" in document or "error" in document) else {}


def json_of(answer):
    """The JSON object in an HTTP answer, or {}."""
    try:
        document = json.loads(answer.get("body") or "")
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def error_message(document):
    """What Odoo says of an error in a JSON-RPC answer, or ``""``."""
    error = document.get("error")
    data = error.get("data") if isinstance(error, dict) else None
    message = data.get("message") if isinstance(data, dict) else None
    return message if isinstance(message, str) else ""
