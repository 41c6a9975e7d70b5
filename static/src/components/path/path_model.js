import {CDN_HEADERS} from "../../probes/declared";

/**
 * The ways to draw, from observations alone: how far did requests come?
 *
 * A lane is a trunk of hops and two branches behind it: the pages, and real time.
 */
const LANES = [
    {vantage: "browser", start: "browser", isPublic: true},
    {vantage: "server", start: "server", isPublic: true},
    {vantage: "direct", start: "server", isPublic: false},
];

function behindCdn(headers = {}) {
    return Object.entries(CDN_HEADERS).some(([name, value]) =>
        value.test(headers[name] || "")
    );
}

export function lanes(observations, {running, proxy}) {
    const seen = Object.fromEntries(
        observations.map((one) => [`${one.vantage}.${one.probe}`, one])
    );
    return LANES.map((lane) => ({
        ...lane,
        ...hopsOf(lane, seen, {running, proxy}),
    }));
}

function hopsOf({vantage, start, isPublic}, seen, {running, proxy}) {
    const look = (probe) => seen[`${vantage}.${probe}`];
    const unseen = running ? "waiting" : "unseen";
    const trunk = [{id: start, state: "start"}];
    const door = isPublic ? doorState(look, unseen) : "ok";
    if (isPublic) {
        if (behindCdn(look("echo")?.facts?.headers)) {
            trunk.push({id: "cdn", state: door});
        }
        trunk.push({id: "proxy", state: door, detail: proxy?.server || ""});
    }
    const pages = reached(look("echo"), "proven", door, unseen);
    const realTime = reached(openings(look), "accept_ok", door, unseen);
    const bus = reached(look("roundtrip"), "delivered", realTime, unseen);
    const {latency_ms} = look("roundtrip")?.facts || {};
    return {
        trunk,
        branches: [
            [{id: "http", state: pages}],
            [
                {id: "evented", state: realTime},
                {id: "bus", state: bus, latency: bus === "ok" ? latency_ms : null},
            ],
        ],
        because: why(look),
    };
}

/** Whether anybody answered at the public address. */
function doorState(look, unseen) {
    const tried = ["echo", "echo_websocket", "handshake", "websocket"]
        .map(look)
        .filter((one) => one?.status === "seen");
    if (!tried.length) {
        return unseen;
    }
    return tried.some(({facts}) => facts.outcome === "answered") ? "ok" : "broken";
}

/** A browser tells of a refused websocket under a name of its own. */
function openings(look) {
    const handshake = look("handshake");
    return handshake?.status === "seen" ? handshake : look("websocket") || handshake;
}

function reached(observation, fact, before, unseen) {
    if (before === "broken" || before === "unreached") {
        return "unreached";
    }
    if (observation?.status !== "seen") {
        return observation ? "unseen" : unseen;
    }
    return observation.facts[fact] === true ? "ok" : "broken";
}

/** Why a whole lane saw nothing. */
function why(look) {
    const echo = look("echo");
    return echo && echo.status !== "seen" ? echo.because || "" : "";
}
