import {Component, onWillUnmount, useEffect, useState} from "@odoo/owl";
import {STATUSES, VANTAGES, duration, probeName} from "../../page/words";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";

const TICK = 1000;

/** Every measurement of a check as it runs: its state, its time, its seconds left. */
export class ProbeList extends Component {
    static template = "proxy_health.ProbeList";
    static props = {
        plan: Array,
        observations: Array,
        running: Boolean,
        folded: Boolean,
        startedAt: Number,
    };

    setup() {
        Object.assign(this, {STATUSES, VANTAGES, duration, probeName});
        this.state = useState({now: Date.now()});
        useEffect(
            (running) => running && this.tick(),
            () => [this.props.running]
        );
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    tick() {
        this.timer = browser.setTimeout(() => {
            this.state.now = Date.now();
            if (this.props.running) {
                this.tick();
            }
        }, TICK);
    }

    get groups() {
        const rows = this.rows;
        const inGroup = (vantage) => rows.filter((row) => row.vantage === vantage);
        return Object.keys(VANTAGES)
            .map((vantage) => ({vantage, rows: inGroup(vantage)}))
            .filter((group) => group.rows.length);
    }

    /** What is planned, each with what was seen of it; and what nobody planned. */
    get rows() {
        const rows = new Map();
        const planned = this.props.running ? this.props.plan : [];
        for (const row of [...planned, ...this.props.observations]) {
            const key = `${row.vantage}.${row.probe}`;
            rows.set(key, {status: "waiting", ...rows.get(key), ...row, key});
        }
        return [...rows.values()];
    }

    get progress() {
        const rows = this.rows;
        const done = rows.filter((row) => row.status !== "waiting").length;
        return _t("%(done)s of %(all)s measurements", {done, all: rows.length});
    }

    /** How long the longest measurement will take yet. */
    get longest() {
        const waiting = this.rows.filter((row) => row.status === "waiting");
        const seconds = Math.max(0, ...waiting.map((row) => row.seconds || 0));
        return this.props.running && seconds ? this.left({seconds}) : "";
    }

    elapsed(row) {
        const seconds = (this.state.now - this.props.startedAt) / 1000;
        return Math.max(0, Math.min(row.seconds, seconds));
    }

    left(row) {
        return _t("%s s left", Math.max(0, Math.ceil(row.seconds - this.elapsed(row))));
    }
}
