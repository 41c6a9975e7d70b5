import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {SEVERITIES} from "../../page/words";

/** Says what lines of a log or of the browser's console mean; nothing of them is stored. */
export class Explain extends Component {
    static template = "proxy_health.Explain";
    static props = {explain: Function};

    setup() {
        this.severities = SEVERITIES;
        this.state = useState({text: "", told: null, error: "", busy: false});
    }

    get isEmpty() {
        return !this.state.text.trim();
    }

    async onExplain() {
        this.state.busy = true;
        this.state.error = "";
        try {
            this.state.told = await this.props.explain(this.state.text);
        } catch (error) {
            this.state.told = null;
            this.state.error =
                error.data?.message || _t("Odoo did not answer. Please try again.");
        }
        this.state.busy = false;
    }

    times({count, first, last}) {
        if (!first) {
            return _t("Lines: %s", count);
        }
        return _t("Lines: %(count)s, first %(first)s, last %(last)s", {
            count,
            first,
            last,
        });
    }

    places({paths, upstreams, values}) {
        return [...paths, ...upstreams, ...values]
            .map(({text, count}) => `${text || "…"} (${count})`)
            .join(", ");
    }
}
