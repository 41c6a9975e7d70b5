import {_t} from "@web/core/l10n/translation";

/** Words of the page itself; what is said of a finding comes from the server. */
export const VANTAGES = {
    browser: _t("From your browser"),
    server: _t("From Odoo's server"),
    direct: _t("Directly, without the reverse proxy"),
};

/** The same places within a sentence. */
export const SEEN_FROM = {
    browser: _t("this browser"),
    server: _t("Odoo's server"),
    direct: _t("Odoo's own ports"),
};

export const SEVERITIES = {
    critical: {text: _t("Critical"), icon: "fa-times-circle", color: "danger"},
    warning: {text: _t("Warning"), icon: "fa-exclamation-triangle", color: "warning"},
    info: {text: _t("Advice"), icon: "fa-info-circle", color: "info"},
};

export const VERDICTS = {
    healthy: {text: _t("Healthy"), icon: "fa-check-circle", color: "success"},
    degraded: {text: _t("Degraded"), icon: "fa-exclamation-triangle", color: "warning"},
    broken: {text: _t("Broken"), icon: "fa-times-circle", color: "danger"},
    unknown: {text: _t("Unknown"), icon: "fa-question-circle", color: "info"},
    unreachable: {text: _t("Unreachable"), icon: "fa-unlink", color: "danger"},
};

export const HOPS = {
    browser: {text: _t("Browser"), icon: "fa-desktop"},
    server: {text: _t("Odoo's server"), icon: "fa-server"},
    cdn: {text: _t("CDN"), icon: "fa-cloud"},
    proxy: {text: _t("Proxy"), icon: "fa-random"},
    http: {text: _t("Odoo pages"), icon: "fa-file-text-o"},
    evented: {text: _t("Odoo real-time messages"), icon: "fa-bolt"},
    bus: {text: _t("Database bus"), icon: "fa-database"},
};

export const HOP_STATES = {
    start: {text: _t("starts here"), icon: "", color: "muted"},
    ok: {text: _t("reached"), icon: "fa-check", color: "success"},
    broken: {text: _t("broken here"), icon: "fa-times", color: "danger"},
    unreached: {text: _t("not reached"), icon: "fa-ban", color: "muted"},
    unseen: {text: _t("not tested"), icon: "fa-question", color: "muted"},
    waiting: {text: _t("testing…"), icon: "fa-ellipsis-h", color: "muted"},
};

/** What is known of a cell of the table; `seen` is a value that no rule judges. */
export const CELL_STATES = {
    wrong: {text: _t("wrong"), icon: "fa-times-circle", color: "danger"},
    advice: {text: _t("advice"), icon: "fa-info-circle", color: "info"},
    in_order: {text: _t("in order"), icon: "fa-check", color: "success"},
    seen: {text: "", icon: "", color: ""},
    no_matter: {text: "–", icon: "", color: ""},
    not_measured: {text: _t("not measured"), icon: "", color: "muted"},
};

export const STATUSES = {
    waiting: {text: _t("running"), icon: "fa-ellipsis-h", color: "muted"},
    seen: {text: _t("measured"), icon: "fa-check", color: "success"},
    failed: {text: _t("not measured"), icon: "fa-question", color: "warning"},
    skipped: {text: _t("left out"), icon: "fa-minus", color: "muted"},
};

export const PROBES = {
    addresses: _t("Addresses behind the name"),
    address: _t("Address bar"),
    body_limit: _t("Upload limit"),
    bus_worker: _t("Notification through Odoo's bus service"),
    cache: _t("Cached answers"),
    clock: _t("Clock difference"),
    cookie_size: _t("Large cookies"),
    cookies: _t("Cookies"),
    echo: _t("What reaches Odoo"),
    echo_below: _t("What reaches Odoo below /websocket/"),
    echo_forged: _t("Forged headers"),
    echo_longpolling: _t("What reaches Odoo at /longpolling"),
    echo_upgrade_root: _t("Upgrade headers at /"),
    echo_web: _t("What reaches Odoo at /web"),
    echo_websocket: _t("What reaches Odoo at /websocket"),
    error_answer: _t("Error pages"),
    handshake: _t("Websocket handshake"),
    header_size: _t("Large response headers"),
    hold_websocket: _t("Idle response held open"),
    http_redirect: _t("Redirect to https"),
    idle_websocket: _t("Idle websocket held open"),
    limits: _t("Request limits"),
    mixed_content: _t("Insecure content"),
    odoo: _t("Odoo's settings"),
    policy: _t("Content-Security-Policy"),
    protocol: _t("Protocol"),
    request_buffering: _t("Upload forwarded unbuffered"),
    roundtrip: _t("Notification there and back"),
    shared_worker: _t("Workers of this browser"),
    static: _t("Static file"),
    stream: _t("Streamed answer"),
    stream_websocket: _t("Streamed answer below /websocket"),
    tls: _t("Certificate"),
    upload: _t("Upload"),
    websocket: _t("Websockets opened"),
};

/** A probe that nobody named yet still reads as words. */
export const probeName = (id) => PROBES[id] || id.replaceAll("_", " ");

export function duration(ms) {
    if (ms === null || ms === undefined) {
        return "";
    }
    return ms < 1000
        ? _t("%s ms", Math.round(ms))
        : _t("%s s", Math.round(ms / 100) / 10);
}
