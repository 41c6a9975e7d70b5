import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {graphView} from "@web/views/graph/graph_view";
import {registry} from "@web/core/registry";

/** The theme's colours by which the lists show the same verdicts. */
const COLOURS = {
    healthy: "--success",
    degraded: "--warning",
    broken: "--danger",
    unknown: "--info",
    unreachable: "--secondary",
};

/** Bars of verdicts over time, each in its verdict's colour. */
class HistoryRenderer extends GraphRenderer {
    getBarChartData() {
        const data = super.getBarChartData();
        const verdicts = this.model.metaData.fields.verdict.selection;
        const style = getComputedStyle(document.documentElement);
        for (const dataset of data.datasets) {
            const [verdict] =
                verdicts.find(([, label]) => label === dataset.label) || [];
            const colour = style.getPropertyValue(COLOURS[verdict]).trim();
            dataset.backgroundColor = colour || dataset.backgroundColor;
        }
        return data;
    }
}

registry
    .category("views")
    .add("proxy_health_history", {...graphView, Renderer: HistoryRenderer});
