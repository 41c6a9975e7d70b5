import {SEVERITIES, VANTAGES, probeName} from "../../page/words";
import {Component} from "@odoo/owl";
import {Fix} from "../fix/fix";

/** One finding: what is wrong, by what one sees it, and the lines to paste. */
export class FindingCard extends Component {
    static template = "proxy_health.FindingCard";
    static components = {Fix};
    static props = {
        finding: Object,
        fix: {type: Object, optional: true},
        open: Boolean,
        mute: {type: Object, optional: true},
        retest: {type: Object, optional: true},
        onRetest: Function,
        onMute: Function,
        onUnmute: Function,
    };

    setup() {
        Object.assign(this, {SEVERITIES, VANTAGES, probeName});
    }

    get severity() {
        return SEVERITIES[this.props.finding.severity] || SEVERITIES.info;
    }

    /** How the card looks: what became of it, that it is muted, or how bad it is. */
    get look() {
        if (this.props.retest?.verdict === "passed") {
            return "o_ph_solved border-success";
        }
        return this.props.finding.muted
            ? "o_ph_muted"
            : `border-${this.severity.color}`;
    }

    get titleId() {
        return `o_ph_finding_${this.props.finding.code}`;
    }
}
