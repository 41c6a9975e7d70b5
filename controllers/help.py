"""Help without internet: what people see, which rule is about it, and a page a rule."""

from odoo.exceptions import AccessError
from odoo.http import Controller, request, route

from ..proxycheck.nginx.documentation import page_of
from ..proxycheck.registry import rules
from ..proxycheck.report.paste import fix_of
from ..proxycheck.symptoms import SYMPTOMS, messages, without_values
from ..tools.words import MANAGERS

# Nothing but our own style sheet.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)


class Help(Controller):
    @route("/proxy_health/critical", type="jsonrpc", auth="user", readonly=True)
    def critical(self):
        """Return how many critical alerts are open: the mark beside the menus asks."""
        if not request.env.user.has_group(MANAGERS):
            raise AccessError(
                request.env._("Only managers of Proxy Health read alerts.")
            )
        return request.env["proxy.health.alert"]._critical()

    @route(
        "/proxy_health/help", type="http", auth="user", methods=["GET"], readonly=True
    )
    def symptoms(self, **query):
        """Answer the page that begins with what people see."""
        translate = _translator()
        rows = [
            {"symptom": translate(symptom), "rules": _titles(codes, translate)}
            for symptom, codes in SYMPTOMS
        ]
        logs = [
            (
                title,
                [
                    {"says": says, "means": means, "rules": _titles(codes, translate)}
                    for says, means, codes in said
                ],
            )
            for title, said in messages(translate)
        ]
        return _page("proxy_health.help_symptoms", {"rows": rows, "logs": logs})

    @route(
        "/proxy_health/help/<string:code>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def rule(self, code, **query):
        """Answer a rule's own page; values that only a check knows are an ellipsis."""
        translate = _translator()
        rule = rules().get(code)
        if not rule:
            raise request.not_found()
        row = {
            "layer": rule.layer.value,
            "location": rule.location,
            "actions": [
                {**one.as_dict(), "where": _where(one, rule)} for one in rule.actions
            ],
            "fix": "",
        }
        names = ("title", "explanation", "symptom", "in_order")
        values = {
            "rule": rule,
            "texts": {
                name: without_values(translate(getattr(rule, name))) for name in names
            },
            "fix": fix_of(row, translate),
            "told": without_values,
            "doc": page_of(rule.directive),
        }
        return _page("proxy_health.help_rule", values)


def _translator():
    if not request.env.user.has_group(MANAGERS):
        raise AccessError(request.env._("Only managers of Proxy Health read its help."))
    return request.env["proxy.health.finding"]._translate


def _titles(codes, translate):
    return [(code, without_values(translate(rules()[code].title))) for code in codes]


def _where(action, rule):
    block = f"location {rule.location}" if rule.location else "server"
    return action.where or block


def _page(template, values):
    answer = request.render(template, {**values, "lang": request.env.lang})
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
