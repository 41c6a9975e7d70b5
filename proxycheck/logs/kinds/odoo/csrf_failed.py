"""A form came with a token of another session."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="CSRF validation failed on path …",
    title=_lt("A form came with a token of another session."),
    means=_lt(
        "The session of the page was gone when the form was sent: the user was "
        "logged out, the cookie did not come back, or several Odoos do not share "
        "their sessions."
    ),
    severity=Severity.INFO,
    source="odoo/http.py of Odoo 14 to 19",
    begins=r"CSRF validation failed on path",
    rules=("cookie_lost", "cookie_secure_on_http", "sessions_not_shared"),
    sample="2026-11-25 00:44:41,123 45 WARNING erp odoo.http: CSRF validation failed on path '/web/login' ",
)
