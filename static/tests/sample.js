/** A report as the server makes it, and worlds to put it in. */
export const FINDING = {
    code: "websocket_upgrade_header_missing",
    severity: "critical",
    layer: "nginx",
    directive: "proxy_set_header Upgrade",
    location: "/websocket",
    title: "nginx does not forward the Upgrade header to Odoo on /websocket",
    explanation: "It reached Odoo without.",
    symptom: "Chat is silent.",
    evidence: [{probe: "handshake", vantage: "server", fact: "HTTP 400"}],
    fix: "proxy_set_header Upgrade $http_upgrade;",
    doc: "https://example.com/#it",
    muted: false,
};

/** How the server says that this finding is to be fixed. */
export const FIX = {
    steps: [
        {
            do: "replace",
            where: "location /websocket",
            text: "In location /websocket, replace:",
            lines: [
                ["-", "proxy_set_header Upgrade websocket;"],
                ["+", FINDING.fix],
            ],
        },
    ],
    hint: "127.0.0.1 is right only on Odoo's own machine.",
    then: "nginx -t && systemctl reload nginx",
};

export const ADVICE = {
    ...FINDING,
    code: "gzip_missing",
    severity: "info",
    directive: "gzip",
    location: "",
    title: "Scripts are sent uncompressed",
    symptom: "",
    fix: "gzip on;",
};

export function observation(key, facts, rest = {}) {
    const [vantage, probe] = key.split(".");
    return {probe, vantage, status: "seen", duration_ms: 12, facts, ...rest};
}

export function sampleReport(values = {}) {
    return {
        schema: "proxy_health.report/1",
        verdict: "broken",
        target: {base_url: "https://www.hoot.test"},
        depth: "quick",
        started_at: "2026-01-31T12:00:00Z",
        duration_ms: 912,
        odoo: {},
        proxy: {kind: "nginx", server: "nginx/1.22.1"},
        roundtrip: {vantage: "server", delivered: false, latency_ms: null},
        findings: [FINDING, ADVICE],
        unknown: [
            {code: "a_rule", because: "Only a full check measures this."},
            {code: "b_rule", because: "Only a full check measures this."},
        ],
        passed: ["forwarded_host_missing"],
        observations: [
            observation("server.echo", {outcome: "answered", proven: true}),
            observation("server.handshake", {outcome: "answered", accept_ok: false}),
            observation("server.roundtrip", {delivered: false}),
        ],
        ...values,
    };
}

export const HEALTHY = {
    verdict: "healthy",
    findings: [],
    observations: [
        observation("browser.echo", {outcome: "answered", proven: true}),
        observation("browser.handshake", {outcome: "answered", accept_ok: true}),
        observation("browser.roundtrip", {delivered: true, latency_ms: 14.2}),
    ],
};

/** What `page` and `progress` of the server return for a check. */
export function samplePage(values = {}) {
    return {
        id: 7,
        base_url: "https://www.hoot.test",
        depth: "quick",
        state: "done",
        because: "",
        plan: [],
        mutes: {},
        titles: {forwarded_host_missing: "X-Forwarded-Host reaches Odoo."},
        observations: [],
        groups: [
            {title: "Addresses are forwarded", codes: ["forwarded_host_missing"]},
            {title: "Websockets", codes: [FINDING.code]},
        ],
        hows: {"Only a full check measures this.": "Measure the timeouts too."},
        sentence: "Users are affected now.",
        fixes: {[FINDING.code]: FIX},
        all_fixes: `# location /websocket\n${FINDING.fix}`,
        table: {
            columns: ["/", "/websocket"],
            rows: [
                {
                    name: "upgrade",
                    title: "Upgrade",
                    cells: [
                        {value: "", state: "not_measured", code: ""},
                        {value: "absent", state: "wrong", code: FINDING.code},
                    ],
                },
            ],
        },
        measures_next: false,
        scheduled: false,
        asked_by: "Mitchell",
        old_after_s: 7200,
        before: false,
        report: sampleReport(),
        ...values,
    };
}
