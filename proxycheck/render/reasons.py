"""Why each line of the right file stands there."""

from ..translatable import _lt

#: By the header that nginx sets.
HEADERS = {
    "Host": _lt(
        "The name and the port that the user typed: Odoo writes links with it."
    ),
    "X-Forwarded-Host": _lt(
        "Without this header Odoo ignores all other forwarded headers (proxy_mode)."
    ),
    "X-Forwarded-For": _lt(
        "The user's address, for Odoo's log and its limits on sign-in."
    ),
    "X-Forwarded-Proto": _lt(
        "http or https, as the user typed it: with the wrong one links and cookies break."
    ),
    "X-Real-IP": _lt("The user's address again, for addons that read this header."),
    "Upgrade": _lt("This header turns a request into a websocket."),
    "Connection": _lt("Upgrade counts only together with this header."),
}

REASONS = {
    "odoo": _lt("Odoo's HTTP workers: pages, files and calls (http_port)."),
    "odoochat": _lt("Odoo's gevent process: real-time messages (gevent_port)."),
    "one_process": _lt(
        "Odoo runs without workers: one process serves pages and real-time messages."
    ),
    "keepalive": _lt("nginx keeps this many connections to Odoo open."),
    "kept": _lt(
        "An empty Connection lets nginx use its connection to Odoo more than once."
    ),
    "redirect": _lt("Who types the name without https is led to https."),
    "names": _lt("The names under which users open Odoo."),
    "ipv6": _lt("IPv6 needs a listen line of its own."),
    "certificate": _lt(
        "The certificate and the intermediate certificates behind it, in one file."
    ),
    "protocols": _lt("Older protocols are no longer safe."),
    "upload": _lt(
        "As large as Odoo itself accepts. nginx's own default is 1 MB, too small for photos."
    ),
    "gzip": _lt("Odoo's scripts are megabytes, compressed they are a fourth of that."),
    "hsts": _lt(
        "Browsers use https only, for a year. Choose this when every name is served on https."
    ),
    "/websocket": _lt(
        "Real-time messages. “^~” keeps regular expressions from taking this path."
    ),
    "/longpolling": _lt(
        "Real-time messages, which Odoo up to 15 polls. “^~” keeps regular expressions from"
        " taking this path."
    ),
    "realtime_pass": _lt(
        "Without a path behind the name, so that the path stays as it is."
    ),
    "realtime_timeout": _lt(
        "Odoo pings a silent websocket after 40 to 55 s, and holds a poll for 50 s. nginx's"
        " own default of 60 s is near to that."
    ),
    "pages_pass": _lt("Everything else goes to the pages' process."),
    "pages_timeout": _lt(
        "Reports and imports may take minutes. Odoo's own limit_time_real ends what takes"
        " too long."
    ),
    "proxy_redirect": _lt(
        "Odoo writes its redirects right, nginx must not change them."
    ),
    "cookie_flags": _lt("The session's cookie never goes over plain http."),
    "no_cookie_flags": _lt(
        "Cookies are not marked Secure: proxy_cookie_flags needs nginx 1.19.3."
    ),
    "static": _lt(
        "No expires line: Odoo itself tells browsers to keep static files for a week, and"
        " not to keep them while somebody debugs assets."
    ),
}
