import {Component, xml} from "@odoo/owl";
import {LazyComponent, loadBundle} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";
import {session} from "@web/session";

// All that every backend page carries: one file, for each costs its own frame.
const every = session.proxy_health_every * 1000;
// Only whoever manages the proxy is told how many critical alerts are open.
const manages = "proxy_health_critical" in session;
let timer = null;

// The mark beside the menus, and the link at Odoo's own badge, come when they are needed.
// Then they ask for themselves.
const load = () =>
    loadBundle("proxy_health.assets_mark").then(
        () => clearInterval(timer),
        () => null
    );

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
            every &&
            since &&
            told.push([Math.floor((Date.now() - since) / 1000), detail.code]) === 1
        ) {
            setTimeout(tell, every * (1 + Math.random()));
        }
    });
    bus.addEventListener(
        "BUS:WORKER_STATE_UPDATED",
        ({detail}) => manages && detail === "DISCONNECTED" && load()
    );
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
registry
    .category("services")
    .add("proxy_health", {dependencies: ["bus_service"], start});
if (manages) {
    const learn = (critical) => critical && load();
    learn(session.proxy_health_critical);
    // Asks over plain HTTP: the bus may be what is broken.
    timer = setInterval(
        () => rpc("/proxy_health/critical", {}, {silent: true}).then(learn, () => null),
        60000
    );
}
