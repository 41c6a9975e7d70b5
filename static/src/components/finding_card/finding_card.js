import {SEVERITIES, VANTAGES, probeName} from "../../page/words";
import {Component} from "@odoo/owl";
import {CopyButton} from "../copy_button/copy_button";

/** One finding: what is wrong, by what one sees it, and the lines to paste. */
export class FindingCard extends Component {
    static template = "proxy_health.FindingCard";
    static components = {CopyButton};
    static props = {
        finding: Object,
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

    get titleId() {
        return `o_ph_finding_${this.props.finding.code}`;
    }
}
