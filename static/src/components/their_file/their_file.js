import {Component, useState} from "@odoo/owl";
import {SEVERITIES, VERDICTS} from "../../page/words";
import {CopyButton} from "../copy_button/copy_button";
import {_t} from "@web/core/l10n/translation";

/** Who says it: the configuration, the check, or both. */
const TOLD_BY = {
    file: _t("The file shows this."),
    check: _t("The check measured this."),
    both: _t("The file shows this, and the check measured it."),
};

/** Reads a configuration that is pasted or uploaded; nothing of it is stored. */
export class TheirFile extends Component {
    static template = "proxy_health.TheirFile";
    static components = {CopyButton};
    static props = {lint: Function};

    setup() {
        this.severities = SEVERITIES;
        this.verdicts = VERDICTS;
        this.toldBy = TOLD_BY;
        this.state = useState({
            text: "",
            name: "nginx.conf",
            told: null,
            error: "",
            busy: false,
        });
    }

    get isEmpty() {
        return !this.state.text.trim();
    }

    async onFile(ev) {
        const [file] = ev.target.files;
        if (file) {
            this.state.name = file.name;
            this.state.text = await file.text();
        }
    }

    async onRead() {
        this.state.busy = true;
        this.state.error = "";
        this.state.told = null;
        try {
            const told = await this.props.lint(this.state.text, this.state.name);
            if (told.refused) {
                this.state.error = told.refused;
            } else {
                this.state.told = told;
            }
        } catch (error) {
            this.state.error =
                error.data?.message || _t("Odoo did not answer. Please try again.");
        }
        this.state.busy = false;
    }

    place({file, line, block}) {
        return line ? `${file}:${line} (${block})` : "";
    }
}
