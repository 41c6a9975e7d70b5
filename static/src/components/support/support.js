import {Component} from "@odoo/owl";
import {CopyButton} from "../copy_button/copy_button";
import {download} from "../copy_button/download";

/** What helps somebody else to help: the report as text, as a file, as a record. */
export class Support extends Component {
    static template = "proxy_health.Support";
    static components = {CopyButton};
    static props = {
        report: Function,
        fileName: String,
        markdown: Function,
        onShare: Function,
        onOpenRecord: Function,
    };

    async download() {
        const content = JSON.stringify(await this.props.report(), null, 4);
        download(this.props.fileName, content, "application/json");
    }
}
