import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus} from "@web/core/utils/hooks";

/** Asks why a finding shall count for nothing. */
export class MuteDialog extends Component {
    static template = "proxy_health.MuteDialog";
    static components = {Dialog};
    static props = {title: String, mute: Function, close: Function};

    setup() {
        this.state = useState({reason: ""});
        useAutofocus({refName: "reason"});
    }

    async onConfirm() {
        const reason = this.state.reason.trim();
        if (reason) {
            await this.props.mute(reason);
            this.props.close();
        }
    }
}
