import {Component, onWillUnmount, useState, xml} from "@odoo/owl";
import {LazyComponent} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";
import {session} from "@web/session";

// All that every backend page carries: one file, for each costs its own frame.
const every = session.proxy_health_every * 1000;

// Tells the server now and then how long this page's websockets lived. All tabs share
// one websocket: whichever tells first speaks for all. When a proxy restarts all browsers
// lose at once; not so when they tell.
function start(env, {bus_service: bus}) {
    let told = [];
    let since = null;
    const open = () => (since = Date.now());
    const tell = () => {
        if (Date.now() - (localStorage.getItem("proxy_health") || 0) > every) {
            localStorage.setItem("proxy_health", Date.now());
            rpc("/proxy_health/lifetimes", {told}, {silent: true}).catch(() => null);
        }
        told = [];
    };
    bus.addEventListener("BUS:CONNECT", open);
    bus.addEventListener("BUS:RECONNECT", open);
    bus.addEventListener("BUS:DISCONNECT", ({detail}) => {
        if (
            since &&
            told.push([Math.floor((Date.now() - since) / 1000), detail.code]) === 1
        ) {
            setTimeout(tell, every * (1 + Math.random()));
        }
    });
}

// Asks over plain HTTP: the bus may be what is broken.
class Mark extends Component {
    static template = xml`<a t-if="is.bad" href="/odoo/proxy-alerts" class="o_nav_entry fa fa-warning text-danger" title="Proxy Health"/>`;
    static props = {};
    setup() {
        this.is = useState({bad: session.proxy_health_critical});
        const ask = () =>
            rpc("/proxy_health/critical", {}, {silent: true}).then(
                (bad) => (this.is.bad = bad),
                () => null
            );
        const timer = setInterval(ask, 60000);
        onWillUnmount(() => clearInterval(timer));
    }
}

// The check page's code comes when it opens.
registry.category("actions").add(
    "proxy_health.check_page",
    class extends Component {
        static components = {LazyComponent};
        // The same as the action's: a check of its own is no step behind a list.
        static path = "proxy-health";
        static props = ["*"];
        static template = xml`<LazyComponent bundle="'proxy_health.assets_page'" Component="'proxy_health.CheckPage'" props="props"/>`;
    }
);
if (every) {
    registry
        .category("services")
        .add("proxy_health", {dependencies: ["bus_service"], start});
}
if ("proxy_health_critical" in session) {
    registry.category("systray").add("proxy_health", {Component: Mark});
}
