"""What people see when a proxy is wrong, and the rules that name the cause, likeliest first.

What logs and the browser's console say is declared in ``logs/kinds``, and shown here too.
"""

import re

from .logs.catalogue import LOGS, kinds
from .translatable import _lt

_VALUE = re.compile(r"%\((\w+)\)s")

#: Each is what somebody sees on a screen, and codes of rules.
SYMPTOMS = (
    (
        _lt("Odoo shows “Real-time connection lost”."),
        kinds()["connection_lost_shown"].all_codes,
    ),
    (
        _lt("Chat messages and notifications appear only after a reload."),
        (
            "bus_notifications_lost",
            "roundtrip_lost_in_proxy",
            "websocket_of_another_odoo",
            "gevent_process_dead",
        ),
    ),
    (
        _lt("An upload or an import fails with 413 or “Request Entity Too Large”."),
        ("upload_limit_too_small", "upload_refused_in_browser"),
    ),
    (
        _lt("Links, redirects or mails of Odoo begin with http instead of https."),
        (
            "forwarded_proto_missing",
            "forwarded_proto_wrong",
            "forwarded_host_missing",
            "proxy_mode_off",
            "web_base_url_differs",
        ),
    ),
    (
        _lt("Everybody seems to log in from 127.0.0.1 or from the proxy's address."),
        (
            "forwarded_for_missing",
            "forwarded_host_missing",
            "visitor_is_outer_proxy",
            "proxy_mode_off",
        ),
    ),
    (
        _lt("After the login the login page appears again."),
        (
            "cookie_secure_on_http",
            "cookie_lost",
            "redirect_loop",
            "sessions_not_shared",
        ),
    ),
    (
        _lt("The browser says that a page redirected too many times."),
        ("redirect_loop", "redirected_to_http", "forwarded_proto_wrong"),
    ),
    (
        _lt("The site answers 502 Bad Gateway or 504 Gateway Timeout."),
        ("site_upstream_dead", "page_timeout_too_short", "websocket_upstream_dead"),
    ),
    (
        _lt("The browser warns of the certificate."),
        (
            "certificate_expired",
            "certificate_for_another_name",
            "certificate_chain_incomplete",
            "certificate_self_signed",
        ),
    ),
    (
        _lt("Pages load without styles, or slowly."),
        (
            "static_files_missing",
            "gzip_missing",
            "static_not_cached",
            "insecure_content",
        ),
    ),
)


def without_values(text):
    """Return a text of a rule with an ellipsis for each value that only a check knows."""
    return _VALUE.sub("…", text).replace("%%", "%")


def messages(translate=str):
    """Return ``[(title of a log, [(its words, what they mean, codes of rules)])]``."""
    return [
        (
            translate(title),
            [
                (
                    one.says,
                    f"{translate(one.title)} {translate(one.means)}",
                    one.all_codes,
                )
                for one in kinds().values()
                if one.log == log
            ],
        )
        for log, title in LOGS.items()
    ]
