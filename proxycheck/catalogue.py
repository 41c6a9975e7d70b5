"""The table of all rules, which docs/rules shows: ``python -m proxycheck --rules``."""

from .registry import rules


def as_markdown():
    """Return a Markdown table, a row a rule, worst severity first."""
    rows = [
        ("Rule", "Directive", "Severity", "What it sees"),
        ("---", "---", "---", "---"),
    ]
    for rule in sorted(rules().values(), key=lambda r: (r.severity.rank, r.code)):
        # The name is that of the rule's own page.
        name = f"[{rule.code}]({rule.code}.md)"
        rows.append((name, f"`{rule.directive}`", rule.severity.value, sees(rule)))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def in_order(code, translate=str):
    """What a rule says when nothing is wrong; its code when it is gone after an update."""
    rule = rules().get(code)
    return translate(rule.in_order) if rule else code


def sees(rule):
    """The first sentence of the rule's own description, as Markdown."""
    module = __import__(rule.check.__module__, fromlist=["__doc__"])
    sentence = " ".join(module.__doc__.strip().split("\n\n")[0].split())
    return sentence.replace("``", "`")
