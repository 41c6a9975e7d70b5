import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {session} from "@web/session";
import {useEffect} from "@odoo/owl";

// Odoo shows “Real-time connection lost...” from 18 on, under a key of its own in each.
const BADGE = "mail.BusConnectionAlert";
const OURS = "proxy_health.connection_alert";
const BOX = ".o-bus-ConnectionAlert-failure";

/** Return Odoo's badge with a link in it to what finds the cause. */
export function withLink(Badge) {
    return class extends Badge {
        setup() {
            super.setup();
            // By hand: the template is Odoo's, and was compiled long ago.
            useEffect(
                (box) => {
                    box?.append(link());
                },
                () => [document.querySelector(BOX)]
            );
        }
    };
}

function link() {
    const element = document.createElement("a");
    element.className = "o_ph_lost pe-auto lh-1";
    element.href = "/odoo/proxy-health";
    element.textContent = _t("Find the cause");
    return element;
}

const shown = registry.category("main_components");

function replace() {
    const isOdoos = ([key, {Component}]) =>
        key !== OURS && Component.template === BADGE;
    const [key, badge] = shown.getEntries().find(isOdoos) || [];
    if (badge) {
        // What shows them learns of keys that come and go, not of one that changes.
        shown.remove(key);
        shown.add(OURS, {
            Component: withLink(badge.Component),
        });
    }
}

if ("proxy_health_critical" in session) {
    replace();
    // Odoo may add its badge later, and all others learn of that before it goes again.
    shown.addEventListener("UPDATE", () => Promise.resolve().then(replace));
}
