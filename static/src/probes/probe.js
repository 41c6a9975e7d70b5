import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

/**
 * One measurement from this browser: `look(context, params)` resolves to its facts, as
 * JSON without an adjective. Ids, parameters and patience come from the server.
 *
 * @typedef {Object} Context
 * @property {Object} ticket what lets a probe in, see `browser_probes` of the check
 * @property {AbortSignal} signal aborted when the person cancels or leaves
 * @property {Object} bus Odoo's own bus service
 */
export const probes = registry.category("proxy_health.probes");

/** What the browser does not have or does not allow: nothing is known, and why. */
export class Skipped extends Error {}
/** The time that the server granted is over. */
export class OutOfTime extends Error {}

/** Wait; wake with an error when the check is cancelled. */
export function pause(ms, signal) {
    return new Promise((resolve, reject) => {
        const timer = browser.setTimeout(resolve, ms);
        signal?.addEventListener("abort", () => {
            browser.clearTimeout(timer);
            reject(signal.reason);
        });
    });
}

/** Settle as `work` does, or fail after so many seconds, or when cancelled. */
export function within(seconds, work, signal) {
    return new Promise((resolve, reject) => {
        const giveUp = () => reject(new OutOfTime());
        const timer = browser.setTimeout(giveUp, seconds * 1000);
        signal?.addEventListener("abort", giveUp);
        work.then(resolve, reject).finally(() => {
            browser.clearTimeout(timer);
            signal?.removeEventListener("abort", giveUp);
        });
    });
}

export const now = () => browser.performance.now();

export const since = (start) => Math.round((now() - start) * 10) / 10;

/**
 * Run one probe; whatever happens is an observation.
 *
 * @param {{id: string, params: Object, seconds: number, skip?: string}} wanted
 * @param {Context} context
 */
export async function observe(wanted, context) {
    const start = now();
    const row = {probe: wanted.id, vantage: "browser", status: "seen", facts: {}};
    // Each probe ends with its own time: a socket that hangs must not stay open.
    const own = new AbortController();
    const stop = () => own.abort(new OutOfTime());
    context.signal.addEventListener("abort", stop);
    try {
        if (wanted.skip) {
            throw new Skipped(wanted.skip);
        }
        const look = probes.get(wanted.id);
        const work = Promise.resolve(
            look({...context, signal: own.signal}, wanted.params)
        );
        row.facts = await within(wanted.seconds, work, context.signal);
    } catch (error) {
        row.status = error instanceof Skipped ? "skipped" : "failed";
        row.because = because(error, context);
    } finally {
        context.signal.removeEventListener("abort", stop);
        stop();
    }
    return {...row, duration_ms: since(start)};
}

function because(error, context) {
    if (error instanceof OutOfTime || error?.name === "AbortError") {
        return context.ticket.time_up;
    }
    return String(error?.message || error).slice(0, 300);
}
