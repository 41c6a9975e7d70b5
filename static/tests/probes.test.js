// Long, for each probe has its tests.

import {advanceTime, mockFetch, mockWebSocket} from "@odoo/hoot-mock";
import {describe, expect, test} from "@odoo/hoot";
import {FACTS, TOKEN_HEADER} from "@proxy_health/probes/declared";
import {observe, probes} from "@proxy_health/probes/probe";
import {echoFacts} from "@proxy_health/probes/answer";
import {allowTranslations, patchWithCleanup} from "@web/../tests/web_test_helpers";

describe.current.tags("headless");

const TICKET = {
    token: "t0ken",
    proof: "pr00f",
    channel: "proxy_health/t0ken",
    bus_last_id: 5,
    websocket_version: "19.0-2",
    time_up: "Time was up.",
};

const MARK = /\/[0-9a-f]{12}(?=\?|$)/;

function context(values = {}) {
    return {ticket: TICKET, signal: new AbortController().signal, ...values};
}

/** Run one probe. What it returns must be declared: the server drops all else. */
async function look(id, params = {}, values = {}, wanted = {}) {
    const row = await observe({id, params, seconds: 10, ...wanted}, context(values));
    const declared = FACTS[id] || [];
    const others = Object.keys(row.facts).filter((name) => !declared.includes(name));
    expect(others).toEqual([]);
    return row;
}

const echo = (values = {}) => ({
    proof: "pr00f",
    headers: [["Host", "erp.example.com"]],
    evented: false,
    uid: 2,
    time: Date.now() / 1000,
    ...values,
});

function answer(body, init = {}) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(text, init);
}

/** Let time pass in steps, so that what waits for a reply can wait once more. */
async function pass(ms, steps = 10) {
    for (let step = 0; step < steps; step++) {
        await advanceTime(ms / steps);
    }
}

/** Websockets that end as they begin: refused, or forbidden by the browser. */
function refuseWebSockets(failure) {
    class Refused extends EventTarget {
        constructor() {
            super();
            if (failure) {
                throw failure;
            }
            const event = Object.assign(new Event("close"), {code: 1006});
            Promise.resolve().then(() => this.dispatchEvent(event));
        }

        close() {
            return undefined;
        }
    }
    patchWithCleanup(window, {WebSocket: Refused});
}

test("a probe's facts are an observation", async () => {
    mockFetch((path, {headers}) => {
        const token = new Headers(headers).get(TOKEN_HEADER);
        expect.step(`${path.replace(MARK, "/…")} ${token}`);
        return answer(echo());
    });
    const row = await look("echo", {path: "/proxy_health/echo", times: 2});
    expect.verifySteps(["/proxy_health/echo/… t0ken", "/proxy_health/echo/… t0ken"]);
    expect(row.status).toBe("seen");
    expect(row.vantage).toBe("browser");
    expect(row.facts.proven).toBe(true);
    expect(row.facts.received).toEqual({host: "erp.example.com"});
    expect(row.facts.tries).toHaveLength(2);
});

test("every request of every probe goes to an address of its own", async () => {
    const asked = [];
    mockFetch((path) => {
        asked.push(path);
        return answer(echo());
    });
    const params = {times: 2, chunks: 1, gap: 0, size: 1, padded: 1, bytes: 1};
    for (const path of [
        "/websocket",
        "/web/proxy_health/echo?a=1",
        "/proxy_health/echo",
    ]) {
        await look("echo", {path, times: 3});
    }
    for (const id of ["stream", "upload", "clock", "address", "protocol"]) {
        await look(id, params);
    }
    expect(asked.length).toBeGreaterThan(15);
    expect(new Set(asked).size).toBe(asked.length);
    for (const path of asked) {
        expect(path).toMatch(
            /\/proxy_health\/\w+\/[0-9a-f]{12}(\?|$)|[?&]fresh=[0-9a-f]{12}$/
        );
    }
});

test("another Odoo's echo proves nothing and tells nothing", () => {
    const body = JSON.stringify(echo({proof: "other"}));
    const facts = echoFacts({outcome: "answered", status: 200, body}, TICKET);
    expect(facts.proven).toBe(false);
    expect(facts.received).toBe(undefined);
});

test("garbage, refusals and a dead network are facts, not failures", async () => {
    for (const [reply, outcome] of [
        [() => answer("<html>", {status: 502}), "answered"],
        [() => answer("[1"), "answered"],
        [() => Promise.reject(new TypeError("Failed to fetch")), "failed"],
    ]) {
        mockFetch(reply);
        const row = await look("echo", {path: "/x"});
        expect(row.status).toBe("seen");
        expect(row.facts.outcome).toBe(outcome);
        expect(row.facts.proven).toBe(false);
    }
});

test("a probe that hangs ends with its own time", async () => {
    mockFetch(() => new Promise(() => {}));
    const looking = look("echo", {path: "/x"});
    await advanceTime(11_000);
    const row = await looking;
    expect(row.status).toBe("failed");
    expect(row.because).toBe("Time was up.");
});

test("a cancelled check ends its probes", async () => {
    const abort = new AbortController();
    mockFetch(() => new Promise(() => {}));
    const looking = look("echo", {path: "/x"}, {signal: abort.signal});
    abort.abort();
    expect((await looking).status).toBe("failed");
});

test("what the server says to leave out is left out", async () => {
    const row = await look("echo", {path: "/x"}, {}, {skip: "Opened elsewhere."});
    expect(row.status).toBe("skipped");
    expect(row.because).toBe("Opened elsewhere.");
});

test("a probe that crashes costs nothing but itself", async () => {
    probes.add("crash", () => {
        throw new Error("oops");
    });
    const row = await look("crash");
    probes.remove("crash");
    expect([row.status, row.because]).toEqual(["failed", "oops"]);
});

test("websockets that open, and a handshake like the server's", async () => {
    mockWebSocket((socket) => {
        expect.step(socket.url);
    });
    const row = await look("websocket", {times: 2, patience: 4});
    expect(row.facts.opened).toBe(2);
    expect(row.facts.accept_ok).toBe(true);
    const url = "wss://www.hoot.test/websocket?version=19.0-2";
    expect.verifySteps([url, url]);
    const same = await look("handshake", {times: 1, patience: 4});
    expect(same.status).toBe("seen");
    expect.verifySteps([url]);
});

test("a websocket that is refused: its code is a fact, its cause unknown", async () => {
    allowTranslations();
    refuseWebSockets();
    const row = await look("websocket", {times: 2, patience: 4});
    expect(row.facts.opened).toBe(0);
    expect(row.facts.outcome).toBe("closed");
    const handshake = await look("handshake", {times: 2, patience: 4});
    expect(handshake.status).toBe("skipped");
});

test("a page that may not speak ws: is told so", async () => {
    refuseWebSockets(new DOMException("insecure", "SecurityError"));
    const row = await look("websocket", {times: 1, patience: 4});
    expect(row.facts.outcome).toBe("forbidden");
});

test("a notification comes back on a socket of its own", async () => {
    let server = null;
    mockWebSocket((socket) => {
        server = socket;
        socket.addEventListener("message", ({data}) => {
            const {event_name, data: subscription} = JSON.parse(data);
            expect.step(`${event_name} ${subscription.channels} ${subscription.last}`);
        });
    });
    mockFetch((path, {body}) => {
        const message = {type: "proxy_health/ping", payload: JSON.parse(body)};
        server.send(JSON.stringify([{id: 6, message}]));
        return answer({sent: true});
    });
    const looking = look("roundtrip", {patience: 4, sends: 3, gap: 1});
    await advanceTime(100);
    const {facts} = await looking;
    expect.verifySteps(["subscribe proxy_health/t0ken 5"]);
    expect(facts.delivered).toBe(true);
    expect(facts.sends).toEqual([{outcome: "answered", status: 200}]);
});

test("a silent bus is asked as often as the server says", async () => {
    mockWebSocket(() => {});
    mockFetch(() => answer({sent: true}));
    const looking = look("roundtrip", {patience: 4, sends: 3, gap: 1});
    await pass(4000, 20);
    const {facts} = await looking;
    expect(facts.delivered).toBe(false);
    expect(facts.sends).toHaveLength(3);
});

test("Odoo's own bus service carries a notification", async () => {
    const bus = {
        workerState: "CONNECTED",
        addChannel: (channel) => expect.step(`add ${channel}`),
        deleteChannel: (channel) => expect.step(`delete ${channel}`),
        subscribe: (type, callback) => (bus.callback = callback),
        unsubscribe: () => {},
    };
    mockFetch((path, {body}) => {
        bus.callback(JSON.parse(body));
        return answer({sent: true});
    });
    const looking = look("bus_worker", {patience: 4, sends: 3, gap: 1}, {bus});
    await advanceTime(1000);
    const {facts} = await looking;
    expect(facts.delivered).toBe(true);
    expect.verifySteps(["add proxy_health/t0ken", "delete proxy_health/t0ken"]);
});

test("a worker that is not connected is not asked", async () => {
    const bus = {
        workerState: "CONNECTING",
        addChannel: () => {},
        deleteChannel: () => expect.step("delete"),
    };
    const looking = look("bus_worker", {patience: 1, sends: 3, gap: 1}, {bus});
    await advanceTime(3000);
    const {facts} = await looking;
    expect([facts.connected, facts.delivered]).toEqual([false, false]);
    expect.verifySteps(["delete"]);
});

test("a stream is read piece by piece", async () => {
    mockFetch(() => answer("x".repeat(256)));
    const params = {chunks: 4, gap: 0.1, size: 64, padded: 64, times: 2};
    const {facts} = await look("stream", params);
    expect(facts.status).toBe(200);
    expect(facts.body_bytes).toBe(facts.expected_bytes);
    expect(facts.spread_ms).toBe(0);
    expect(facts.accel_no.body_bytes).toBe(256);
});

test("an upload that is refused", async () => {
    mockFetch((path, {body}) => {
        expect.step(body.size);
        return answer("too large", {status: 413});
    });
    const {facts} = await look("upload", {bytes: 1000});
    expect.verifySteps([1000]);
    expect([facts.refused, facts.sent_bytes, facts.arrived_bytes]).toEqual([
        true,
        1000,
        null,
    ]);
});

test("an idle websocket that is cut", async () => {
    mockWebSocket((socket) => setTimeout(() => socket.close(1006), 3000));
    const looking = look("idle_websocket", {patience: 4, hold: 8});
    await pass(4000);
    const {facts} = await looking;
    expect([facts.connected, facts.held, facts.close_code]).toEqual([
        true,
        false,
        1006,
    ]);
});

test("an idle websocket that lives", async () => {
    mockWebSocket(() => {});
    const looking = look("idle_websocket", {patience: 4, hold: 8});
    await pass(9000);
    expect((await looking).facts.held).toBe(true);
});

test("a clock that is wrong by a minute", async () => {
    mockFetch(() => answer(echo({time: Date.now() / 1000 + 60})));
    const {facts} = await look("clock", {times: 2});
    expect(Math.round(facts.offset_s)).toBe(60);
});

test("the address bar, and whether this Odoo answers there", async () => {
    mockFetch(() => answer(echo()));
    const {facts} = await look("address", {base_url: "https://erp.example.com"});
    expect(facts.origin).toBe("https://www.hoot.test");
    expect(facts.base_url).toBe("https://erp.example.com");
    expect(facts.proven).toBe(true);
});

test("what a policy blocked is told, by directive", async () => {
    refuseWebSockets();
    const event = new Event("securitypolicyviolation");
    Object.assign(event, {
        effectiveDirective: "connect-src",
        blockedURI: "wss://www.hoot.test/websocket",
        originalPolicy: "connect-src https:",
        disposition: "enforce",
    });
    document.dispatchEvent(event);
    const {facts} = await look("policy", {patience: 4});
    expect(facts.socket_blocked).toBe(true);
    expect(facts.policy).toBe("connect-src https:");
});

test("what this browser has is told without asking anybody", async () => {
    expect((await look("cookies")).facts.enabled).toBe(true);
    expect((await look("shared_worker")).facts.worker).toBe(true);
    expect((await look("mixed_content")).facts.secure).toBe(true);
});
