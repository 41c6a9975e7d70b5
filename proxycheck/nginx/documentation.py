"""Where each directive is documented: nginx's own pages, or Odoo's for its settings."""

import re

NGINX = "https://nginx.org/en/docs/http/ngx_http_{module}_module.html#{name}"
ODOO = "https://www.odoo.com/documentation/19.0/administration/on_premise/deploy.html"

#: Modules other than the one that a directive's first word names (proxy_…, ssl_…).
MODULES = {
    "core": "client_max_body_size error_page large_client_header_buffers listen location"
    " root server_name types proxy_protocol",
    "rewrite": "return",
    "access": "deny",
    "headers": "add_header expires",
    "upstream": "upstream",
    "map": "map",
    "realip": "set_real_ip_from",
    "auth_basic": "auth_basic",
    "auth_request": "auth_request",
    "limit_req": "limit_req",
    "limit_conn": "limit_conn",
    "gzip": "gzip",
    "ssi": "ssi",
    "ssl": "ssl_certificate",
}
MODULE_OF = {
    name: module for module, names in MODULES.items() for name in names.split()
}


def page_of(directive):
    """Return the address that documents `directive`; Odoo's deployment page for a setting."""
    name = re.split(r"\W", directive, maxsplit=1)[0]
    module = (
        "proxy"
        if name.startswith("proxy_") and name not in ("proxy_mode", "proxy_protocol")
        else MODULE_OF.get(name)
    )
    return NGINX.format(module=module, name=name) if module else ODOO
