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
    report: null,
    plan: [],
    mutes: {},
    observations: [],
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
            own: [],
            startedAt: 0,
            lost: false,
            error: "",
            retests: {},
        });
        this.abort = new AbortController();
    }

    get isRunning() {
        return RUNNING.includes(this.state.state);
    }

    call(method, args, kwargs) {
        return this.orm.call(MODEL, method, args, kwargs);
    }

    async load(id) {
        this.apply(await this.call("page", [id || null]));
    }

    /** Go on watching a check that runs already. */
    async resume() {
        if (this.isRunning) {
            await this.guarded(() => this.follow());
        }
    }

    /** Quick first: its results stand while a full check goes on measuring. */
    async start(baseUrl, depth) {
        this.stop();
        await this.guarded(async () => {
            await this.runOnce(baseUrl, "quick");
            if (depth === "full" && this.state.state === "done") {
                await this.runOnce(baseUrl, "full");
            }
        });
    }

    async runOnce(baseUrl, depth) {
        const {signal} = this.abort;
        const {report} = this.state;
        Object.assign(this.state, blank(), {state: "queued", depth, error: ""});
        Object.assign(this.state, {own: [], retests: {}, startedAt: Date.now()});
        this.apply(await this.call("start", [baseUrl || null, depth]));
        // The quick results stay in sight while the full check measures on.
        this.state.report = depth === "full" ? report : null;
        await (signal.aborted ? this.cancel() : this.follow());
    }

    async follow() {
        this.state.startedAt ||= Date.now();
        const {signal} = this.abort;
        await Promise.all([this.poll(signal), this.look(signal)]);
        if (!signal.aborted) {
            this.apply(await this.call("progress", [[this.state.id]]));
        }
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

    /** Before the server told its id, `runOnce` does the rest. */
    async cancel() {
        const {id} = this.state;
        this.stop();
        this.state.state = "cancelled";
        if (id) {
            await this.call("action_cancel", [[id]]);
            this.apply(await this.call("progress", [[id]]));
        }
    }

    async runNow() {
        await this.guarded(async () => {
            this.apply(await this.call("run_now", [[this.state.id]]));
        });
    }

    /** Measure again what one rule needs; what it said before stays beside it. */
    async retest(finding) {
        const {retests, id} = this.state;
        retests[finding.code] = {busy: true, before: finding.evidence};
        try {
            const needed = await this.call("browser_probes", [[id], this.origin], {
                code: finding.code,
            });
            const context = {ticket: needed.ticket, signal: this.abort.signal};
            context.bus = this.bus;
            const rows = await Promise.all(
                needed.probes.map((probe) => observe(probe, context))
            );
            const answer = await this.call("retest", [[id], finding.code, rows]);
            Object.assign(retests[finding.code], answer, {busy: false});
        } catch (error) {
            retests[finding.code] = {busy: false, verdict: "", because: message(error)};
        }
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
        try {
            await work();
        } catch (error) {
            if (!signal.aborted && error?.name !== "AbortError") {
                Object.assign(this.state, {error: message(error), state: "failed"});
            }
        }
    }
}

function message(error) {
    return String(error?.data?.message || error?.message || error);
}
