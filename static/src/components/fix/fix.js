import {Component} from "@odoo/owl";
import {CopyButton} from "../copy_button/copy_button";

/** What to do, step by step: where, the lines, and the command that loads them. */
export class Fix extends Component {
    static template = "proxy_health.Fix";
    static components = {CopyButton};
    static props = {fix: Object, text: String};
}
