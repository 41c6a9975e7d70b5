"""The actions of a finding as steps that a person follows: where, and which lines."""

from ..judge.actions import ANY, as_text
from ..judge.message import fill
from ..translatable import _lt
from ..words import Layer

#: A line that replaces whatever the block says of its directive, perhaps nothing.
PUT = "put"
#: What each action tells to do; without a place the second sentence stands.
ORDERS = {
    "add": (_lt("Add to %(where)s:"), _lt("Add:")),
    "replace": (_lt("In %(where)s, replace:"), _lt("Replace:")),
    PUT: (
        _lt(
            "In %(where)s, write the second line, in place of the first if it is there:"
        ),
        _lt("Write the second line, in place of the first if it is there:"),
    ),
    "remove": (_lt("Remove from %(where)s:"), _lt("Remove:")),
    "add_block": (_lt("Add this block to %(where)s:"), _lt("Add this block:")),
    "set": (_lt("Set in %(where)s:"), _lt("Set:")),
    "": (_lt("Lines to paste into %(where)s:"), _lt("Lines to paste:")),
}
LOCAL = _lt(
    "127.0.0.1 is right only where nginx runs on Odoo's own machine. Anywhere else, write"
    " the address of Odoo's server."
)
#: What is not known in another product's words is shown in nginx's, as an example.
IN_NGINX = _lt(
    "the configuration of %(product)s, in its own words; this is how nginx says it"
)
#: Checks the configuration, and loads it only if it is valid.
RELOAD = "nginx -t && systemctl reload nginx"
OF_NGINX = {Layer.NGINX.value, Layer.TLS.value}


def fix_of(row, translate=str):
    """Return how to follow the fix of a finding of a report (`row`).

    ``{"steps": [{"do", "where", "text", "lines": [[sign, line]]}], "hint", "then"}``:
    ``sign`` is ``+``, ``-`` or nothing. A finding without actions is one step without a
    verb. ``then`` is the command that loads the change, where nginx holds it.
    """
    steps = [_step(action, translate) for action in _actions(row, translate)]
    added = [line for step in steps for sign, line in step["lines"] if sign != "-"]
    local = any("//127.0.0.1:" in line for line in added)
    return {
        "steps": steps,
        "hint": translate(LOCAL) if local else "",
        "then": RELOAD if steps and _is_of_nginx(row) else "",
    }


def all_fixes(rows, translate=str):
    """Return the fixes of all unmuted findings as text, gathered by block."""
    rows = [row for row in rows if not row["muted"]]
    places = {}
    for row in rows:
        for action in _actions(row, translate):
            place = places.setdefault(action["where"], [])
            # What two findings ask for stands once.
            place += [action] if action not in place else []
    text = as_text([one for place in places.values() for one in place], translate)
    nginx = any(map(_is_of_nginx, rows))
    return f"{text}\n# {RELOAD}" if text and nginx else text


def _actions(row, translate):
    """Return the actions in the words of the proxy that stands there."""
    native = row.get("native")
    if native is None:
        return row.get("actions") or _from_text(row)
    if native["actions"]:
        return native["actions"]
    where = fill(translate(IN_NGINX), native)
    return [{**action, "do": "", "where": where} for action in row["actions"]]


def _is_of_nginx(row):
    return row["layer"] in OF_NGINX and "native" not in row


def _from_text(row):
    """Return the one action of a finding that only has text, or none."""
    if not row["fix"]:
        return []
    where = f"location {row['location']}" if row["location"] else ""
    # A whole block says itself where it belongs.
    where = "" if row["fix"].startswith(("location ", "server ")) else where
    return [{"do": "", "where": where, "old": "", "new": row["fix"]}]


def _step(action, translate):
    anything = action["do"] == "replace" and ANY in action["old"]
    order = PUT if anything else action["do"]
    somewhere, anywhere = ORDERS.get(order, ORDERS[""])
    where = action.get("where") or ""
    text = translate(somewhere).replace("%(where)s", where) if where else ""
    signs = ("-", "+") if action["do"] in ("replace", "remove") else ("", "")
    lines = [
        [sign, line]
        for sign, part in zip(signs, ("old", "new"), strict=True)
        for line in (action.get(part) or "").splitlines()
        if sign or part == "new"
    ]
    return {
        "do": action["do"],
        "where": where,
        "text": text or translate(anywhere),
        "lines": lines,
    }
