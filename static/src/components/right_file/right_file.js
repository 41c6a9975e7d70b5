import {Component, useState} from "@odoo/owl";
import {CopyButton} from "../copy_button/copy_button";
import {_t} from "@web/core/l10n/translation";
import {download} from "../copy_button/download";

const INDENT = "    ";
/** How a line stands in the newest check. */
const MARKS = {
    in_order: "fa-check text-success",
    wrong: "fa-times text-danger",
    missing: "fa-times text-danger",
    not_measurable: "fa-question",
};

/** The whole file of the reverse proxy that is right for this Odoo; asked for when it is unfolded. */
export class RightFile extends Component {
    static template = "proxy_health.RightFile";
    static components = {CopyButton};
    static props = {load: Function, choose: Function};

    setup() {
        this.marks = MARKS;
        this.state = useState({file: null, form: {}, error: "", busy: false});
    }

    async onToggle(ev) {
        if (ev.target.open && !this.state.file) {
            await this.take(() => this.props.load());
        }
    }

    async onChoose() {
        await this.take(() => this.props.choose(this.chosen));
    }

    /** Show the file that `ask` resolves to, or why there is none. */
    async take(ask) {
        this.state.busy = true;
        this.state.error = "";
        try {
            const file = await ask();
            this.state.file = file;
            this.state.form = {
                ...file.chosen,
                names: file.chosen.names?.join(" ") || "",
            };
        } catch (error) {
            this.state.error =
                error.data?.message || _t("Odoo did not answer. Please try again.");
        }
        this.state.busy = false;
    }

    /** What was filled in; an empty field follows from what is known. */
    get chosen() {
        const {names, keepalive, hsts, ...texts} = this.state.form;
        const chosen = {};
        for (const [name, text] of Object.entries(texts)) {
            if (text?.trim()) {
                chosen[name] = text.trim();
            }
        }
        if (names?.trim()) {
            chosen.names = names.trim().split(/[\s,]+/);
        }
        if (keepalive) {
            chosen.keepalive = Number(keepalive);
        }
        if (hsts) {
            chosen.hsts = true;
        }
        return chosen;
    }

    indented({text, depth}) {
        return INDENT.repeat(depth) + text;
    }

    download() {
        download("odoo-proxy.conf", this.state.file.text);
    }
}
