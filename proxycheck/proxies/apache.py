"""Apache httpd: it passes Odoo's Server header on and signs only what it writes itself.

Its pages: server/util_script and modules/http/http_protocol.c (ap_send_error_response).
mod_proxy adds X-Forwarded-For, -Host and -Server by itself (ProxyAddHeaders).
"""

from .product import Product

PRODUCT = Product(
    kind="apache",
    name="Apache",
    servers=("apache",),
    signs_own_only=True,
    page=r"^<!doctype html public \"-//(ietf//dtd html 2\.0|w3c//dtd html 4\.01)//en\"[^>]*>\n"
    r"<html><head>\n<title>\d{3} ",
    adds=frozenset({"x-forwarded-server"}),
    # 503 when nobody listens, 502 when the answer is bad or late.
    dead=(502, 503),
)
