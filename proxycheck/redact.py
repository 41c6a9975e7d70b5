"""What of a report may leave the house: a whitelist, then a search of the texts.

Facts leave only under names that are listed here; whatever else a probe saw stays
inside, and so does every text that is found in it again. The texts that remain (they
quote the wire) are searched for what looks like a secret, an address or a name.
"""

from . import redact_patterns as patterns

#: What a reader may ask to keep. Secrets are not among it: no advice needs them.
KEEPABLE = ("addresses", "users", "database")

#: Names of facts that describe the proxy and not the people behind it.
FACTS = frozenset(
    """
    accept_ok accel accel_buffering address after_pause allowed asked base body_bytes
    cache cert certificate chain_length channels chunks_ms close_code close_codes
    complete connection cookie_asked cookie_bytes days_left delivered detail elsewhere
    ended evented expected_bytes family forged gap hanging header_bytes headers held
    hops host http http_version issuer issuer_published kind last_header latency_ms
    limit_bytes limited lived_s location loop ms name names not_after not_before
    odoo_error opened outcome path paths pings_s problem protocol proven proxied
    received refused refused_at scheme seconds sends size spoken_by spread_ms status
    subject switched tls tried tries trusted url_root wanted_bytes websocket_route
    clean code code_seen duration effective_type elapsed_ms error_name next_hop_protocol
    offset_ms policy secure_context shared_worker supported url violated_directive
    was_clean
    version workers http_port gevent_port proxy_mode max_cron_threads limit_time_real
    max_upload_bytes websocket_version websocket_rate_limit_burst x_sendfile samesite_ws
    websocket_rate_limit_delay several_databases cron_alive web_base_url
    web_base_url_frozen in_http_worker peer_addr remote_addr
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

    def deep(self, value):
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
