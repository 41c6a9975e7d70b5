"""nginx cannot read its configuration."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says='invalid number of arguments, unexpected "}", is not terminated by ";"',
    title=_lt("nginx cannot read its configuration."),
    means=_lt(
        "A semicolon or a brace is missing, or a directive stands where it is not "
        "allowed. nginx does not start, and at a reload it goes on with the old "
        "configuration, so no change since then has any effect. nginx -t names the "
        "line."
    ),
    severity=Severity.CRITICAL,
    source="src/core/ngx_conf_file.c",
    begins=r'(?:invalid number of arguments in "([^"\n]*)|unexpected (?:"|end of file)|directive "[^"\n]*" (?:is not terminated|has no opening)|"[^"\n]*" directive (?:is not allowed here|is duplicate))',
    sample='invalid number of arguments in "proxy_pass" directive in /etc/nginx/sites-enabled/odoo:12',
)
