import {Component, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";
import {session} from "@web/session";

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

class Mark extends Component {
    static template = xml`<a href="/odoo/proxy-alerts" class="o_nav_entry fa fa-warning text-danger" title="Proxy Health"/>`;
    static props = {};
}

if (every) {
    registry
        .category("services")
        .add("proxy_health", {dependencies: ["bus_service"], start});
}
if (session.proxy_health_critical) {
    registry.category("systray").add("proxy_health", {Component: Mark});
}
