// Long, for a check's run, in the page and in the browser, is told in one place.

import {observe, pause} from "../probes/probe";
import {browser} from "@web/core/browser/browser";

const MODEL = "proxy.health.check";
/** Neither vantage shall run into the limits that the other one uses up. */
const HEAD_START = 3000;
/** The bus may be what is broken: a running check is asked over plain HTTP. */
const POLL = 400;
const MAX_LOST = 15;
const RUNNING = ["queued", "running"];

const blank = () => ({
    id: false,
    base_url: "",
    depth: "quick",
    state: "",
    because: "",
    timeouts: "",
    sentence: "",
    scheduled: false,
    asked_by: "",
    measures_next: false,
    fixes: {},
    all_fixes: "",
    hows: {},
    table: null,
    report: null,
    plan: [],
    mutes: {},
    observations: [],
});

/** What is told of a check that is done, apart from how far it is. */
const told = ({report, sentence, fixes, all_fixes, hows, table, timeouts}) => ({
    report,
    sentence,
    fixes,
    all_fixes,
    hows,
    table,
    timeouts,
});

/**
 * One check as the page follows it: started, polled, joined by what this browser
 * measures, tested again. `state` is what components render.
 */
export class CheckRun {
    /** @param {Object} services orm, bus @param {Object} state a reactive object */
    constructor({orm, bus}, state) {
        this.orm = orm.silent;
        this.bus = bus;
        this.state = Object.assign(state, blank(), {
            titles: {},
            groups: [],
            old_after_s: 0,
            working: 0,
            own: [],
            startedAt: 0,
            lost: false,
            error: "",
            retests: {},
        });
        this.abort = new AbortController();
        /** The check whose results stand while the timeouts are measured. */
        this.before = false;
        /** Who cancelled the measurement of timeouts is not asked to cancel it again. */
        this.declined = false;
    }

    get isRunning() {
        return RUNNING.includes(this.state.state);
    }

    /** The server may have ended: what this browser adds can still change the verdict. */
    get isBusy() {
        return this.isRunning || this.state.working > 0;
    }

    call(method, args, kwargs) {
        return this.orm.call(MODEL, method, args, kwargs);
    }

    async load(id) {
        const page = await this.call("page", [id || null]);
        this.apply(page);
        this.before = page.before || false;
        if (this.before && !page.report) {
            const results = told(await this.call("progress", [[this.before]]));
            this.apply(results);
        }
    }

    /** Go on watching a check that runs already. */
    async resume() {
        if (this.isRunning) {
            await this.guarded(() => this.follow());
        }
    }

    /**
     * Quick first. Its results stand while the timeouts are measured: when a full check
     * was asked for, or where nobody knows the timeouts of this proxy.
     */
    async start(baseUrl, depth) {
        const left = this.leave();
        await this.guarded(async () => {
            await left;
            await this.runOnce(baseUrl, "quick");
            await this.measure(baseUrl, depth === "full");
        });
    }

    async measure(baseUrl, asked) {
        const wanted = asked || (this.state.measures_next && !this.declined);
        if (wanted && this.state.state === "done") {
            this.before = this.state.id;
            await this.runOnce(baseUrl, "full", true);
        }
    }

    /** With `keep` the results of the check before stand until this one has its own. */
    async runOnce(baseUrl, depth, keep = false) {
        const {signal} = this.abort;
        const results = told(this.state);
        Object.assign(this.state, blank(), {state: "queued", depth, error: ""});
        Object.assign(this.state, {own: [], startedAt: Date.now()});
        if (keep) {
            Object.assign(this.state, results);
        } else {
            this.state.retests = {};
        }
        const page = await this.call("start", [baseUrl || null, depth]);
        if (signal.aborted) {
            // Who cancelled it meanwhile did not know its id yet.
            await this.call("action_cancel", [[page.id]]);
            signal.throwIfAborted();
        }
        this.apply(page);
        await this.follow();
    }

    /**
     * Another check of the address would wait for the one that runs. To be called before
     * `guarded`, which says nothing of what was ended while it worked.
     */
    async leave() {
        const {id} = this.state;
        const runs = this.isRunning && id;
        this.stop();
        if (runs) {
            await this.call("action_cancel", [[id]]);
        }
    }

    async follow() {
        this.state.startedAt ||= Date.now();
        const {signal} = this.abort;
        await Promise.all([this.poll(signal), this.look(signal)]);
        // Who left the page, or began another check, wants nothing more of this one.
        signal.throwIfAborted();
        this.apply(await this.call("progress", [[this.state.id]]));
    }

    async poll(signal) {
        let lost = 0;
        while (this.isRunning && !signal.aborted) {
            await pause(POLL, signal);
            try {
                const progress = await this.call("progress", [[this.state.id]]);
                lost = 0;
                if (!signal.aborted) {
                    this.apply(progress);
                }
            } catch (error) {
                lost += 1;
                if (lost > MAX_LOST) {
                    throw error;
                }
            }
            this.state.lost = lost > 2;
        }
    }

    apply(values) {
        const {report, ...rest} = values;
        Object.assign(this.state, rest);
        this.state.report = report || this.state.report;
    }

    /** What this browser sees; each turn is posted without waiting for the next. */
    async look(signal) {
        const {id} = this.state;
        const {ticket, probes} = await this.call("browser_probes", [[id], this.origin]);
        const context = {ticket, signal, bus: this.bus};
        await this.letServerGoFirst(signal);
        const take = async (turn) => {
            const wanted = probes.filter((probe) => probe.turn === turn);
            const rows = await this.observeAll(wanted, context);
            if (rows.length && !signal.aborted) {
                await this.post(rows);
            }
        };
        await Promise.all([take("aside"), take("first").then(() => take("last"))]);
    }

    async letServerGoFirst(signal) {
        for (let waited = 0; this.isRunning && waited < HEAD_START; waited += POLL) {
            await pause(POLL, signal);
        }
    }

    observeAll(wanted, context) {
        return Promise.all(
            wanted.map(async (probe) => {
                const row = await observe(probe, context);
                if (!context.signal.aborted) {
                    this.state.own.push(row);
                }
                return row;
            })
        );
    }

    async post(rows) {
        const report = await this.call("record_observations", [[this.state.id], rows]);
        this.state.report = report || this.state.report;
    }

    /** Of a check whose id the server has not told yet, `runOnce` does the rest. */
    async cancel() {
        const {id, depth} = this.state;
        // What was measured before stands, and it is what the page is about from now on.
        const shown = this.before;
        this.before = false;
        this.declined = this.declined || depth === "full";
        this.stop();
        Object.assign(this.state, {state: "cancelled", id: shown || id});
        await this.guarded(async () => {
            if (id) {
                await this.call("action_cancel", [[id]]);
            }
            if (shown || id) {
                this.apply(
                    await this.call(shown ? "page" : "progress", [shown || [id]])
                );
            }
        });
    }

    async runNow() {
        await this.guarded(async () => {
            this.apply(await this.call("run_now", [[this.state.id]]));
        });
    }

    /** Check again, and say of one finding what became of it: `passed` hears if it did. */
    async retest(finding, passed) {
        const {retests, base_url} = this.state;
        retests[finding.code] = {busy: true};
        const left = this.leave();
        await this.guarded(async () => {
            await left;
            await this.runOnce(base_url, "quick", true);
            retests[finding.code] = this.said(finding);
            if (retests[finding.code]?.verdict === "passed") {
                passed();
            }
            await this.measure(base_url, false);
        });
        if (retests[finding.code]?.busy) {
            delete retests[finding.code];
        }
    }

    /** What the check that just ended says of a finding of the one before. */
    said(finding) {
        const {report, state, titles} = this.state;
        const {code} = finding;
        if (state !== "done") {
            return undefined;
        }
        if (report.findings.some((one) => one.code === code)) {
            return {verdict: "failed"};
        }
        if (report.passed.includes(code)) {
            return {verdict: "passed", title: titles[code] || "", finding};
        }
        const {because} = report.unknown.find((one) => one.code === code) || {};
        return {verdict: "unknown", because: because || "", finding};
    }

    /** Let go a card that is shown for what became of it. */
    forget(code) {
        delete this.state.retests[code];
    }

    /** `until`: the last day as YYYY-MM-DD, or nothing. */
    async mute(code, reason, until) {
        const args = [[this.state.id], code, reason, until || false];
        this.apply(await this.call("mute", args));
    }

    async unmute(code) {
        this.apply(await this.call("unmute", [[this.state.id], code]));
    }

    /** End what this browser does for the check; the check itself goes on. */
    stop() {
        this.abort.abort();
        this.abort = new AbortController();
    }

    get origin() {
        return browser.location.origin;
    }

    /** A failure is shown on the page, not in a dialog over it. */
    async guarded(work) {
        const {signal} = this.abort;
        this.state.working += 1;
        try {
            await work();
        } catch (error) {
            if (!signal.aborted && error?.name !== "AbortError") {
                Object.assign(this.state, {error: message(error), state: "failed"});
            }
        } finally {
            this.state.working -= 1;
        }
    }
}

function message(error) {
    return String(error?.data?.message || error?.message || error);
}
