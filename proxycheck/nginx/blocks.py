"""Lines and blocks that are right for Odoo, with the values that every finding fills.

The values are those of `common_values` in judge/judge.py. `127.0.0.1` is right where
nginx runs on Odoo's own machine.
"""

#: Where the websocket and the pages are to go.
WEBSOCKET_PASS = "proxy_pass http://127.0.0.1:%(gevent_port)s;"
PAGES_PASS = "proxy_pass http://127.0.0.1:%(http_port)s;"
#: And the polls of Odoo up to 15: `longpolling_port`, which nobody tells from outside.
LONGPOLLING_PASS = "proxy_pass http://127.0.0.1:8072;"

#: What turns a request into a websocket.
UPGRADE = (
    "proxy_set_header Upgrade $http_upgrade;",
    'proxy_set_header Connection "upgrade";',
)
#: What Odoo must be told about the client. A block that sets one header inherits none.
FORWARDED = (
    "proxy_set_header Host $http_host;",
    "proxy_set_header X-Forwarded-Host $http_host;",
    "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
    "proxy_set_header X-Forwarded-Proto $scheme;",
)


def _block(name, *lines):
    inner = "".join(f"    {line}\n" for line in lines)
    return f"{name} {{\n{inner}}}"


#: The whole block of the websocket. “^~” keeps regular expressions from winning over it.
WEBSOCKET_BLOCK = _block(
    "location ^~ /websocket",
    WEBSOCKET_PASS,
    "proxy_http_version 1.1;",
    *UPGRADE,
    *FORWARDED,
    "proxy_read_timeout 720s;",
)

#: The whole block of polls (Odoo up to 15).
LONGPOLLING_BLOCK = _block(
    "location ^~ /longpolling",
    LONGPOLLING_PASS,
    *FORWARDED,
    "proxy_read_timeout 720s;",
)

#: Where the certificate and its key are named.
CERTIFICATE = "ssl_certificate /etc/ssl/certs/%(name)s.fullchain.pem;"
CERTIFICATE_KEY = "ssl_certificate_key /etc/ssl/private/%(name)s.key;"
