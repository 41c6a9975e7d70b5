import {Component, xml} from "@odoo/owl";
import {LazyComponent} from "@web/core/assets";
import {registry} from "@web/core/registry";

// All that every backend page carries of the check page: its code comes when it opens.
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
