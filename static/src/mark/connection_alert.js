import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {session} from "@web/session";
import {xml} from "@odoo/owl";

// Odoo shows “Real-time connection lost...” from 18 on, under a key of its own in each.
const BADGE = "mail.BusConnectionAlert";

/** Return Odoo's badge with a link above it to what finds the cause. */
export function withLink(Badge) {
    return class extends Badge {
        static template = xml`
            <t t-call="${BADGE}"/>
            <a t-if="busMonitoring.isConnectionLost and store.discuss.isActive"
                class="o_ph_lost position-fixed end-0 m-1 px-2 py-1 small rounded bg-view border"
                href="/odoo/proxy-health"><t t-out="find"/></a>`;

        get find() {
            return _t("Find the cause");
        }
    };
}

const shown = registry.category("main_components");

function replace() {
    const isBadge = ([, {Component}]) => Component.template === BADGE;
    const [key, badge] = shown.getEntries().find(isBadge) || [];
    if (badge) {
        // What shows them learns of keys that come and go, not of one that changes.
        shown.remove(key);
        shown.add("proxy_health.connection_alert", {
            Component: withLink(badge.Component),
        });
    }
}

if ("proxy_health_critical" in session) {
    replace();
    // Odoo may add its badge later, and all others learn of that before it goes again.
    shown.addEventListener("UPDATE", () => Promise.resolve().then(replace));
}
