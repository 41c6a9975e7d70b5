import {Component, reactive, useExternalListener, useRef, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";
import {session} from "@web/session";
import {useService} from "@web/core/utils/hooks";

const MODEL = "proxy.health.alert";
const OPEN = [["is_open", "=", true]];
const FIELDS = ["title", "target_id", "severity", "check_url"];
// A short list: whoever has more to read opens the list of alerts.
const SHOWN = 6;
// By letter, critical comes before warning, and advice raises no alert.
const WORST_FIRST = "severity, opened_at desc";
const ASKS_EVERY_MS = 60000;

/** How many critical alerts are open. It stays while Odoo does not answer. */
export const known = reactive({critical: session.proxy_health_critical});

// Asks over plain HTTP: the bus may be what is broken.
const ask = () =>
    rpc("/proxy_health/critical", {}, {silent: true}).then(
        (critical) => (known.critical = critical),
        () => null
    );

/** The mark beside the menus while users are affected, and the list that it opens. */
export class Mark extends Component {
    static template = "proxy_health.Mark";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.root = useRef("root");
        this.known = useState(known);
        this.list = useState({open: false, alerts: null});
        useExternalListener(window, "click", (ev) => this.onClickAnywhere(ev));
    }

    async toggle() {
        this.list.open = !this.list.open;
        if (this.list.open) {
            this.list.alerts = null;
            this.list.alerts = await this.orm.searchRead(MODEL, OPEN, FIELDS, {
                limit: SHOWN,
                order: WORST_FIRST,
            });
        }
    }

    onClickAnywhere({target}) {
        const button = this.root.el?.querySelector("button");
        // A click on a link of the list closes it as well, once it has been followed.
        this.list.open = this.list.open && Boolean(button?.contains(target));
    }

    onKeydown({key}) {
        if (key === "Escape") {
            this.list.open = false;
            this.root.el.querySelector("button").focus();
        }
    }
}

// Hoot loads this file without a manager's session.
if ("proxy_health_critical" in session) {
    ask();
    setInterval(ask, ASKS_EVERY_MS);
    registry.category("systray").add("proxy_health", {Component: Mark});
}
