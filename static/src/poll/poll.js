import { Component, onMounted, onWillUnmount, xml } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

// The bus may be what is broken: a running check is asked over plain HTTP.
const INTERVAL = 500;

class Poll extends Component {
    static template = xml`<span t-out="text"/>`;
    static props = { ...standardFieldProps };

    setup() {
        onMounted(() => this.wait());
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    get text() {
        return this.isRunning
            ? _t("The check is running; what it finds appears here.")
            : _t("The check waits for a cron worker.");
    }

    get isRunning() {
        return this.props.record.data.state === "running";
    }

    wait() {
        this.timer = browser.setTimeout(async () => {
            await this.props.record.load();
            if (this.isRunning || this.props.record.data.state === "queued") {
                this.wait();
            }
        }, INTERVAL);
    }
}

registry.category("fields").add("proxy_health_poll", { component: Poll });
