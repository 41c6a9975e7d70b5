"""What of a report may leave the house: a whitelist, then a search of the texts.

Facts leave only under names that are listed here; whatever else a probe saw stays
inside, and so does every text that is found in it again. The texts that remain (they
quote the wire) are searched for what looks like a secret, an address or a name.
"""

from typing import Any

from . import redact_patterns as patterns

#: What a reader may ask to keep. Secrets are not among it: no advice needs them.
KEEPABLE = ("addresses", "users", "database")

#: Names of facts that describe the proxy and not the people behind it.
FACTS = frozenset(
    """
    accel accel_buffering accel_no accept_ok address after_pause allowed
    arrived_bytes asked asked_from asked_s base beside base_url bins body_bytes buffered ca_given
    cache cert certificate chain_length channels chunks_ms clean close_code
    close_codes complete connected connection cookie_asked cookie_bytes count counts
    cron_alive days days_left db_maxconn delivered detail elsewhere encoding ended enforced
    error_s evented expected_bytes family forged gap gevent_port hanging
    header_bytes headers held held_s hops host http http_port http_version
    in_http_worker issuer issuer_published judged kind last_header latency_ms limit_bytes
    limit_time_real limited list_db lived_s loaded location loop max_cron_threads
    max_upload_bytes ms name names no_database not_after not_before odoo_error odoo_uptime_s
    offset_s opened origin outcome padded path paths peer_addr pings_s policy postgres_uptime_s
    problem protocol proven proxied proxy_mode readable_bytes received refused
    refused_at remote_addr reverse root rows samesite_ws scheme seconds secure secure_context
    sends sent_bytes service several_databases shared_worker size socket_blocked
    socket_opened spoken_by spread_ms status style subject switched tls tried tries
    trusted url_root users version waited_s wanted_bytes web_base_url web_base_url_frozen
    websocket_rate_limit_burst websocket_rate_limit_delay websocket_route
    websocket_version worker_state workers x_sendfile
    """.split()
)

#: Headers, asked or answered, that no login, key or session travels in.
HEADERS = frozenset(
    """
    accept accept-encoding age allow alt-svc cache-control cf-cache-status connection
    content-encoding content-length content-security-policy content-type date expect
    forwarded host keep-alive location origin permissions-policy referrer-policy
    retry-after sec-websocket-extensions sec-websocket-protocol sec-websocket-version
    server strict-transport-security te trailer transfer-encoding upgrade vary via
    x-accel-buffering x-cache x-cache-status x-content-type-options x-forwarded-for
    x-forwarded-host x-forwarded-port x-forwarded-proto x-forwarded-server
    x-frame-options x-powered-by x-proxy-health x-real-ip x-varnish
    """.split()
)
#: Facts whose own names are data: headers by name, answers by path.
BY_HEADER = ("headers", "received", "forged")
BY_PATH = ("paths",)


def redact(report, *, keep=(), database="", users=()):
    """Return the report without what must not leave.

    `keep` names what the reader ticked, of `KEEPABLE`. `database` and `users` (logins
    and names) are searched for wherever they stand.
    """
    editor = Editor(keep, database, users, said=report["target"]["base_url"])
    observations = [editor.observation(row) for row in report["observations"]]
    edited = editor.deep({**report, "observations": observations})
    for before, after in zip(report["findings"], edited["findings"], strict=True):
        after["doc"] = before["doc"]
    return {**edited, "schema": report["schema"]}


class Editor:
    """Leaves out facts, and remembers their texts to find them again elsewhere."""

    def __init__(self, keep, database, users, said):
        self.cuts = patterns.cuts(frozenset(keep), database, users)
        self.said = said
        self.left_out = set()
        self.left_out_names = set()
        self.kept = set()

    def observation(self, row):
        """The observation with the listed facts only."""
        return {**row, "facts": self.facts(row["facts"])}

    def facts(self, facts, allowed=FACTS):
        """The facts of allowed names; how many others there were is told."""
        kept = {}
        for name, value in facts.items():
            if name.lower() in allowed:
                kept[name] = self.value(name, value)
            else:
                self.left_out_names.add(name)
                self.remember(value)
        missing = len(facts) - len(kept)
        return {**kept, "left_out": missing} if missing else kept

    def value(self, name, value):
        """A fact's value, which may hold facts of its own."""
        if isinstance(value, list):
            return [self.value(name, item) for item in value]
        if not isinstance(value, dict):
            self.kept.add(value)
            return value
        if name in BY_PATH:
            return {path: self.value("", row) for path, row in value.items()}
        return self.facts(value, HEADERS if name in BY_HEADER else FACTS)

    def remember(self, value):
        """Note the texts of what was left out."""
        if isinstance(value, dict):
            value = [*value, *value.values()]
        if isinstance(value, list):
            for item in value:
                self.remember(item)
        elif isinstance(value, str) and self.telling(value):
            self.left_out.add(value)

    def telling(self, text):
        """Whether a text that was left out tells something where it stands again."""
        return len(text) >= patterns.TELLING_LENGTH and text not in self.said

    def deep(self, value) -> Any:
        """The value with every text in it searched."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.deep(item) for item in value]
        if isinstance(value, dict):
            return {self.text(name): self.deep(item) for name, item in value.items()}
        return value

    def text(self, text):
        """The text without what was left out elsewhere or looks like a secret."""
        for secret in self.left_out - self.kept:
            if secret in text:
                text = text.replace(secret, patterns.SECRET)
        for cut in self.cuts:
            text = cut(text)
        return text
