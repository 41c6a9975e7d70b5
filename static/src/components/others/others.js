import {Component} from "@odoo/owl";

/** What passed, and what could not be tested and why: there, but folded. */
export class Others extends Component {
    static template = "proxy_health.Others";
    static props = {
        passed: Array,
        unknown: Array,
        titles: Object,
        groups: Array,
        hows: Object,
    };

    /** What a rule finds in order; a rule that is gone keeps its code. */
    title(code) {
        return this.props.titles[code] || code;
    }

    /** What passed by subject; rules that are gone stand last, under no title. */
    get passedGroups() {
        const left = new Set(this.props.passed);
        const groups = this.props.groups.map(({title, codes}) => ({
            title,
            codes: codes.filter((code) => left.delete(code)),
        }));
        return [...groups, {title: "", codes: [...left]}].filter(
            ({codes}) => codes.length
        );
    }

    /** The codes of one reason together, so that it is read once. */
    get reasons() {
        const reasons = new Map();
        for (const {code, because} of this.props.unknown) {
            reasons.set(because, [...(reasons.get(because) || []), code]);
        }
        return [...reasons].map(([because, codes]) => ({
            because,
            codes,
            how: this.props.hows[because] || "",
        }));
    }
}
