import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus} from "@web/core/utils/hooks";

const {DateTime} = luxon;

/** Asks why a finding shall count for nothing, and until when. */
export class MuteDialog extends Component {
    static template = "proxy_health.MuteDialog";
    static components = {Dialog};
    static props = {title: String, mute: Function, close: Function};

    setup() {
        this.state = useState({reason: "", until: ""});
        // The server counts days in UTC.
        this.today = DateTime.utc().toISODate();
        useAutofocus({refName: "reason"});
    }

    /** A day that has passed already would mute nothing. */
    get isComplete() {
        const {reason, until} = this.state;
        return Boolean(reason.trim()) && (!until || until >= this.today);
    }

    async onConfirm() {
        if (this.isComplete) {
            await this.props.mute(this.state.reason.trim(), this.state.until);
            this.props.close();
        }
    }
}
