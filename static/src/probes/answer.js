import {ECHOED, TOKEN_HEADER} from "./declared";
import {now, since} from "./probe";
import {browser} from "@web/core/browser/browser";
import {fresh} from "./fresh";

const MAX_HEADERS = 60;
const MAX_TEXT = 1024;
/** Enough for the server to recognise who wrote a page. */
const MAX_BODY = 4000;

/**
 * Make one request to a probe route. Never fails for what the network does: fetch
 * tells a script only that nothing came, not why.
 */
export async function ask(context, path, options = {}) {
    const start = now();
    try {
        const response = await open(context, path, options);
        const body = await response.text();
        return {...answered(response, start), body};
    } catch (error) {
        return unanswered(error, start);
    }
}

/** The response as soon as its headers are there; each request goes to a fresh address. */
export function open({ticket, signal}, path, {headers, ...options} = {}) {
    return browser.fetch(fresh(path), {
        cache: "no-store",
        credentials: "same-origin",
        signal,
        ...options,
        headers: {[TOKEN_HEADER]: ticket.token, ...headers},
    });
}

export function answered(response, start) {
    const headers = [...response.headers].slice(0, MAX_HEADERS);
    return {
        outcome: "answered",
        status: response.status,
        headers: Object.fromEntries(headers.map(([n, v]) => [n, v.slice(0, MAX_TEXT)])),
        ms: since(start),
    };
}

export function unanswered(error, start) {
    const aborted = error?.name === "AbortError" || error?.name === "OutOfTime";
    return {
        outcome: aborted ? "timeout" : "failed",
        detail: String(error?.message || error).slice(0, 200),
        headers: {},
        body: "",
        ms: since(start),
    };
}

export function answerFacts({body, ...answer}) {
    return {...answer, snippet: body.slice(0, MAX_BODY)};
}

/** Facts of an echo: those of the answer, and when it is this Odoo's, what reached it. */
export function echoFacts(answer, {proof}) {
    const facts = answerFacts(answer);
    const echo = parse(answer);
    facts.proven = Boolean(proof) && echo.proof === proof;
    if (!facts.proven) {
        return facts;
    }
    const received = Array.isArray(echo.headers) ? echo.headers : [];
    const echoed = ECHOED.map((name) => [name, echo[name] ?? null]);
    return {
        ...facts,
        ...Object.fromEntries(echoed),
        snippet: "",
        received: Object.fromEntries(
            received.slice(0, 100).map(([name, value]) => [name.toLowerCase(), value])
        ),
    };
}

/** The few facts by which repeated echoes are told apart. */
export function tryFacts({outcome, status, proven, evented}) {
    return {
        outcome,
        status: status ?? null,
        proven: Boolean(proven),
        evented: evented ?? null,
    };
}

export function parse({status, body}) {
    if (status !== 200) {
        return {};
    }
    try {
        const value = JSON.parse(body);
        return value && typeof value === "object" ? value : {};
    } catch {
        return {};
    }
}
