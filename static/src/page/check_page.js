// Long, for the page is one component.

import {
    Component,
    onMounted,
    onWillStart,
    onWillUnmount,
    useEffect,
    useState,
} from "@odoo/owl";
import {CheckRun} from "./check_run";
import {Explain} from "../components/explain/explain";
import {FindingCard} from "../components/finding_card/finding_card";
import {Layout} from "@web/search/layout";
import {MuteDialog} from "../components/mute_dialog/mute_dialog";
import {CopyButton} from "../components/copy_button/copy_button";
import {Others} from "../components/others/others";
import {Path} from "../components/path/path";
import {ProbeList} from "../components/probe_list/probe_list";
import {ProxyTable} from "../components/proxy_table/proxy_table";
import {RightFile} from "../components/right_file/right_file";
import {Support} from "../components/support/support";
import {TheirFile} from "../components/their_file/their_file";
import {Verdict} from "../components/verdict/verdict";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

/** Cron workers look every minute at the latest, and at once when they are triggered. */
const CRON_PATIENCE = 15000;

/** How long a card stays green before it goes. */
const GREEN = 6000;

/** The check page: what is wrong, where, the lines to paste, and whether they helped. */
export class CheckPage extends Component {
    static template = "proxy_health.CheckPage";
    static components = {
        CopyButton,
        Explain,
        FindingCard,
        Layout,
        Others,
        Path,
        ProbeList,
        ProxyTable,
        RightFile,
        Support,
        TheirFile,
        Verdict,
    };
    static props = {...standardActionServiceProps};

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        const services = {orm: useService("orm"), bus: useService("bus_service")};
        this.env.config.setDisplayName?.(_t("Proxy Check"));
        this.ui = useState({impatient: false});
        this.check = useState({});
        this.run = new CheckRun(services, this.check);
        onWillStart(() => this.run.load(this.wanted));
        onMounted(() => this.watch(() => this.run.resume()));
        useEffect(
            (id) => id && this.remember(),
            () => [this.check.id]
        );
        onWillUnmount(() => {
            this.run.stop();
            browser.clearTimeout(this.timer);
            browser.clearTimeout(this.green);
        });
    }

    /** The check of the address, or the one that a button elsewhere started. */
    get wanted() {
        const {resId, action} = this.props;
        return resId || action.params?.check;
    }

    start(baseUrl, depth) {
        return this.watch(() => this.run.start(baseUrl, depth));
    }

    /** Do what makes a check run, and notice when no cron worker takes it. */
    watch(work) {
        this.ui.impatient = false;
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => {
            this.ui.impatient = true;
        }, CRON_PATIENCE);
        return work();
    }

    /** The address of the page leads back to this check. */
    remember() {
        this.props.updateActionState?.({resId: this.check.id});
    }

    get isRunning() {
        return ["queued", "running"].includes(this.check.state);
    }

    get report() {
        return this.check.report;
    }

    /** The server's observations, and this browser's as soon as they are made. */
    get observations() {
        const shared = this.isRunning ? this.check.observations : [];
        const told = (!this.isRunning && this.report?.observations) || shared || [];
        const keys = new Set(told.map(({vantage, probe}) => `${vantage}.${probe}`));
        const own = this.check.own.filter(({probe}) => !keys.has(`browser.${probe}`));
        return [...told, ...own];
    }

    /** What the drawing shows: while a full check runs, the quick results stand. */
    get drawn() {
        return [...(this.report?.observations || []), ...this.observations];
    }

    /** Results that stand although a longer measurement goes on. */
    get isBackground() {
        return this.isRunning && Boolean(this.report) && this.check.depth === "full";
    }

    /** The findings, and those that a test again has just answered otherwise. */
    get findings() {
        const {findings} = this.report;
        const known = new Set(findings.map(({code}) => code));
        const answered = Object.values(this.check.retests)
            .filter(({finding}) => finding && !known.has(finding.code))
            .map(({finding}) => finding);
        return [...answered, ...findings];
    }

    /** The worst one that counts stands open; the others are a line each. */
    isOpen(finding) {
        const [worst] = this.findings.filter(
            ({muted, severity}) => !muted && severity !== "info"
        );
        return (
            finding.code === worst?.code || Boolean(this.check.retests[finding.code])
        );
    }

    retest(finding) {
        const passed = () => this.letGo(finding.code);
        return this.watch(() => this.run.retest(finding, passed));
    }

    /** The green card goes; who had a button of it in focus goes on at the heading. */
    letGo(code) {
        this.green = browser.setTimeout(() => {
            const card = document.querySelector(`[data-code="${code}"]`);
            if (card?.contains(document.activeElement)) {
                document.getElementById("o_ph_findings_title").focus();
            }
            this.run.forget(code);
        }, GREEN);
    }

    get isElsewhere() {
        const {base_url} = this.check;
        return Boolean(base_url) && base_url !== this.run.origin;
    }

    get waitsForCron() {
        return this.ui.impatient && this.check.state === "queued";
    }

    get elsewhere() {
        return _t("This page is open at %(here)s. What is checked is %(there)s.", {
            here: this.run.origin,
            there: this.check.base_url,
        });
    }

    get fileName() {
        return `proxy-health-${this.check.id}.json`;
    }

    onMute(finding) {
        this.dialog.add(MuteDialog, {
            title: finding.title,
            mute: (reason, until) => this.run.mute(finding.code, reason, until),
        });
    }

    /** What pasted lines mean, compared with the newest check of this address. */
    explain(text) {
        return this.run.call("explain", [text, this.check.base_url || null]);
    }

    /** The right nginx file, by the newest check and what is remembered. */
    rightFile() {
        return this.run.call("nginx_file", [this.check.base_url || null]);
    }

    chooseNginx(choices) {
        return this.run.call("choose_nginx", [[this.check.id], choices]);
    }

    /** What is wrong in a pasted configuration, compared with the newest check. */
    lint(text, name) {
        return this.run.call("lint", [text, this.check.base_url || null, name]);
    }

    markdown() {
        return this.run.call("support_text", [[this.check.id]]);
    }

    /** The report without what must not leave the house. */
    supportReport() {
        return this.run.call("support_report", [[this.check.id]]);
    }

    async share() {
        this.action.doAction(await this.run.call("action_share", [[this.check.id]]));
    }

    openRecord() {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "proxy.health.check",
            res_id: this.check.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("lazy_components").add("proxy_health.CheckPage", CheckPage);
