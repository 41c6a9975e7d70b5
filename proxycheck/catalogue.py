"""The table of all rules, as the README shows it: ``python -m proxycheck --rules``."""

from .registry import rules

BEGIN, END = ".. rules: begin (python -m proxycheck --rules)", ".. rules: end"


def as_rst():
    """Return a reStructuredText list-table, a row a rule, worst severity first."""
    lines = [
        ".. list-table::",
        "   :header-rows: 1",
        "",
        *_row("Code", "Directive", "Severity", "What it sees"),
    ]
    for rule in sorted(rules().values(), key=lambda r: (r.severity.rank, r.code)):
        # An anchor, so that a row can be linked to by its code.
        code = f".. _{rule.code}:\n\n       ``{rule.code}``"
        lines += _row(code, f"``{rule.directive}``", rule.severity.value, sees(rule))
    return "\n".join(lines) + "\n"


def in_order(code, translate=str):
    """What a rule says when nothing is wrong; its code when it is gone after an update."""
    rule = rules().get(code)
    return translate(rule.in_order) if rule else code


def sees(rule):
    """The first sentence of the rule's own description."""
    module = __import__(rule.check.__module__, fromlist=["__doc__"])
    return " ".join(module.__doc__.strip().split("\n\n")[0].split())


def _row(first, *others):
    return [f"   * - {first}", *(f"     - {cell}" for cell in others)]
