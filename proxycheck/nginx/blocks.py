"""Blocks to paste, with the placeholders that every finding fills (see judging.py)."""

#: The whole block of the websocket. “^~” keeps regex locations from winning over
#: it; the headers are all written out, because a block that sets one inherits none.
WEBSOCKET_BLOCK = """location ^~ /websocket {
    proxy_pass http://127.0.0.1:%(gevent_port)s;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_read_timeout 720s;
}"""

#: Only where the websocket is to go; its other lines are right.
WEBSOCKET_PROXY_PASS = """location /websocket {
    proxy_pass http://127.0.0.1:%(gevent_port)s;
}"""

#: Where the certificate and its key are named.
CERTIFICATE = """ssl_certificate     /etc/ssl/certs/%(name)s.fullchain.pem;
ssl_certificate_key /etc/ssl/private/%(name)s.key;"""
