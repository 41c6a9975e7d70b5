import {HOPS, HOP_STATES, VANTAGES, duration} from "../../page/words";
import {Component} from "@odoo/owl";
import {lanes} from "./path_model";

/** The way from people to the database bus, one lane for each vantage. */
export class Path extends Component {
    static template = "proxy_health.Path";
    static props = {
        observations: Array,
        proxy: {type: Object, optional: true},
        running: Boolean,
    };

    setup() {
        Object.assign(this, {HOPS, HOP_STATES, VANTAGES, duration});
    }

    /** A way that breaks somewhere is drawn large; the others are a row each. */
    isBroken({trunk, branches}) {
        return [trunk, ...branches].flat().some(({state}) => state === "broken");
    }

    get lanes() {
        return lanes(this.props.observations, this.props);
    }
}
