import {CELL_STATES} from "../../page/words";
import {Component} from "@odoo/owl";

/** What the proxy does to each block; a cell that is wrong leads to its finding. */
export class ProxyTable extends Component {
    static template = "proxy_health.ProxyTable";
    static props = {table: Object};

    setup() {
        Object.assign(this, {CELL_STATES});
    }

    show(code) {
        const card = document.querySelector(`.o_ph_finding[data-code="${code}"]`);
        if (card) {
            card.querySelector("details").open = true;
            card.scrollIntoView({block: "start"});
            card.querySelector("summary").focus();
        }
    }
}
