import {Component, onWillUnmount, useState} from "@odoo/owl";
import {SEVERITIES, SEEN_FROM, VERDICTS, duration} from "../../page/words";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";

const {DateTime} = luxon;
const MINUTE = 60_000;

/** What a check says as a whole: the verdict, numbers, when, by whom, from where. */
export class Verdict extends Component {
    static template = "proxy_health.Verdict";
    static props = {
        check: Object,
        running: Boolean,
        busy: Boolean,
        background: Boolean,
    };

    setup() {
        Object.assign(this, {VERDICTS, duration});
        this.state = useState({now: Date.now()});
        this.timer = browser.setInterval(() => {
            this.state.now = Date.now();
        }, MINUTE);
        onWillUnmount(() => browser.clearInterval(this.timer));
    }

    get report() {
        return this.props.check.report;
    }

    get verdict() {
        return VERDICTS[this.report?.verdict];
    }

    /** How many findings of each severity count; what is muted counts for nothing. */
    get numbers() {
        const counted = this.report.findings.filter(({muted}) => !muted);
        return Object.entries(SEVERITIES)
            .map(([severity, words]) => ({
                ...words,
                severity,
                count: counted.filter((one) => one.severity === severity).length,
            }))
            .filter(({count}) => count);
    }

    get started() {
        return DateTime.fromISO(this.report.started_at);
    }

    /** Old results never look current. */
    get isOld() {
        const {old_after_s} = this.props.check;
        const age = this.state.now - this.started.toMillis();
        return Boolean(this.report) && old_after_s > 0 && age > old_after_s * 1000;
    }

    get age() {
        const seconds = (Date.now() - this.started.toMillis()) / 1000;
        return seconds < 60 ? _t("just now") : this.started.toRelative();
    }

    get moment() {
        return this.started.toLocaleString(DateTime.DATETIME_MED);
    }

    get when() {
        const {age, by} = this;
        return by ? _t("Checked %(age)s, %(by)s", {age, by}) : _t("Checked %s", age);
    }

    get looked() {
        return _t("From %(places)s, in %(time)s", {
            places: this.from,
            time: duration(this.report.duration_ms),
        });
    }

    get by() {
        const {scheduled, asked_by} = this.props.check;
        return scheduled ? _t("by the schedule") : asked_by && _t("by %s", asked_by);
    }

    /** From which places something was seen. */
    get from() {
        const seen = this.report.observations.filter(({status}) => status === "seen");
        const places = new Set(seen.map(({vantage}) => vantage));
        return Object.keys(SEEN_FROM)
            .filter((vantage) => places.has(vantage))
            .map((vantage) => SEEN_FROM[vantage])
            .join(", ");
    }

    /** The round trip; of a check in which nothing arrived a dash. */
    get roundtrip() {
        const {delivered, latency_ms} = this.report.roundtrip;
        return delivered && latency_ms !== null ? duration(latency_ms) : "–";
    }
}
