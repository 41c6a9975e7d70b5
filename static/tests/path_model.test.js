import {describe, expect, test} from "@odoo/hoot";
import {HEALTHY, observation} from "./sample";
import {lanes} from "@proxy_health/components/path/path_model";

describe.current.tags("headless");

const IDLE = {running: false, proxy: {server: "nginx"}};
const RUNNING = {running: true};

function states(observations, vantage, options = IDLE) {
    const lane = lanes(observations, options).find((one) => one.vantage === vantage);
    const hops = [...lane.trunk, ...lane.branches.flat()];
    return Object.fromEntries(hops.map(({id, state}) => [id, state]));
}

test("a healthy way is reached everywhere, with the latency at its end", () => {
    expect(states(HEALTHY.observations, "browser")).toEqual({
        browser: "start",
        proxy: "ok",
        http: "ok",
        evented: "ok",
        bus: "ok",
    });
    const [lane] = lanes(HEALTHY.observations, IDLE);
    expect(lane.branches[1][1].latency).toBe(14.2);
});

test("only the first broken hop is marked; behind it nothing was reached", () => {
    const seen = [
        observation("server.echo", {outcome: "answered", proven: true}),
        observation("server.handshake", {outcome: "answered", accept_ok: false}),
        observation("server.roundtrip", {delivered: false}),
    ];
    const {http, evented, bus} = states(seen, "server");
    expect([http, evented, bus]).toEqual(["ok", "broken", "unreached"]);
});

test("a dead proxy is broken itself", () => {
    const seen = [observation("server.echo", {outcome: "refused"})];
    const {proxy, http, bus} = states(seen, "server");
    expect([proxy, http, bus]).toEqual(["broken", "unreached", "unreached"]);
});

test("what nobody looked at is not tested, or being tested", () => {
    expect(states([], "server").bus).toBe("unseen");
    expect(states([], "server", RUNNING).bus).toBe("waiting");
    const skipped = observation("browser.echo", {}, {status: "skipped", because: "no"});
    expect(states([skipped], "browser").http).toBe("unseen");
    expect(lanes([skipped], IDLE)[0].because).toBe("no");
});

test("a browser's refused websocket breaks its lane though it posted no handshake", () => {
    const seen = [
        observation("browser.echo", {outcome: "answered", proven: true}),
        observation("browser.handshake", {}, {status: "skipped"}),
        observation("browser.websocket", {outcome: "closed", accept_ok: false}),
    ];
    expect(states(seen, "browser").evented).toBe("broken");
});

test("a CDN that signs its answers is a hop of its own", () => {
    const facts = {outcome: "answered", proven: true, headers: {"cf-ray": "1"}};
    expect(states([observation("browser.echo", facts)], "browser").cdn).toBe("ok");
});

test("inside there is no proxy", () => {
    expect(Object.keys(states([], "direct"))).toEqual([
        "server",
        "http",
        "evented",
        "bus",
    ]);
});
