import {Component, onWillUnmount, useState} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {copy} from "./copy";

const SHOWN = 2000;

/** Copies what `content()` resolves to, and says whether it did. */
export class CopyButton extends Component {
    static template = "proxy_health.CopyButton";
    static props = {
        text: String,
        content: Function,
        className: {type: String, optional: true},
    };

    setup() {
        this.state = useState({result: ""});
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    async onClick() {
        this.state.result = (await copy(await this.props.content()))
            ? "done"
            : "refused";
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => {
            this.state.result = "";
        }, SHOWN);
    }
}
