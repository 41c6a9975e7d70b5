import {Domain} from "@web/core/domain";
import {GraphModel} from "@web/views/graph/graph_model";
import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {_t} from "@web/core/l10n/translation";
import {graphView} from "@web/views/graph/graph_view";
import {registry} from "@web/core/registry";

/** The theme's colours by which the lists show the same verdicts; of their two red ones
 * that which is no answer at all is grey here. */
const COLOURS = {
    healthy: "--success",
    degraded: "--warning",
    broken: "--danger",
    unknown: "--info",
    unreachable: "--gray-dark",
};
const DATES = ["date", "datetime"];
const COUNT = "__count";
const TRIP = "latency_ms:avg";

/** Loads the mean round trip of each day, or whatever the bars are grouped by, as well. */
class HistoryModel extends GraphModel {
    async _loadDataPoints(metaData) {
        const [points, trips] = await Promise.all([
            super._loadDataPoints(metaData),
            this.loadTrips(metaData),
        ]);
        this.trips = trips;
        return points;
    }

    async loadTrips({domain, fields, groupBy, measure, resModel}) {
        const [first] = groupBy;
        // Odoo 18 and older have no such method, and show the bars alone.
        const canGroup = Boolean(this.orm.formattedReadGroup);
        if (
            !canGroup ||
            measure !== COUNT ||
            !DATES.includes(fields[first?.fieldName]?.type)
        ) {
            return null;
        }
        // A broken check has no round trip, and none is not 0 ms.
        const measured = Domain.and([domain, [["latency_ms", ">", 0]]]).toList();
        const groups = await this.orm.formattedReadGroup(
            resModel,
            measured,
            [first.spec],
            [TRIP]
        );
        const dated = groups.filter((group) => group[first.spec]);
        return Object.fromEntries(
            dated.map((group) => [group[first.spec][1], group[TRIP]])
        );
    }

    /** In place of the sum of the bars, which says nothing of a proxy. */
    _getLineOverlayDataset() {
        if (!this.trips || !Object.keys(this.trips).length) {
            return null;
        }
        const {labels} = this.data;
        return {
            label: _t("Round trip (ms)"),
            data: labels.map(
                (label) => Math.round(this.trips[label] * 10) / 10 || null
            ),
            trueLabels: labels,
            yAxisID: "trip",
            spanGaps: true,
        };
    }
}

/** Bars of verdicts over time, each in its verdict's colour, and a line of round trips. */
class HistoryRenderer extends GraphRenderer {
    getBarChartData() {
        const data = super.getBarChartData();
        const verdicts = this.model.metaData.fields.verdict.selection;
        const style = getComputedStyle(document.documentElement);
        for (const dataset of this.model.data.datasets) {
            const [verdict] =
                verdicts.find(([, label]) => label === dataset.label) || [];
            const colour = style.getPropertyValue(COLOURS[verdict]).trim();
            dataset.backgroundColor = colour || dataset.backgroundColor;
        }
        return data;
    }

    getScaleOptions() {
        const scales = super.getScaleOptions();
        if (this.model.metaData.mode === "bar" && this.model.lineOverlayDataset) {
            scales.trip = {
                type: "linear",
                position: "right",
                beginAtZero: true,
                title: {display: true, text: _t("Round trip (ms)")},
                grid: {display: false},
            };
        }
        return scales;
    }
}

/** Lost connections over an axis of seconds: a peak at one of them is somebody's timeout. */
class LifetimesRenderer extends GraphRenderer {
    get isOverSeconds() {
        const {groupBy, mode} = this.model.metaData;
        // The Chart.js of Odoo 16 knows no axis of this name.
        const hasAxis = Boolean(super.getScaleOptions().x);
        return hasAxis && mode === "bar" && groupBy[0]?.fieldName === "seconds";
    }

    getBarChartData() {
        const data = super.getBarChartData();
        if (!this.isOverSeconds) {
            return data;
        }
        const {labels} = data;
        const placed = (values) =>
            values.map((y, index) => ({x: Number(labels[index]), y}));
        // The tooltips read the values where Odoo put them.
        const datasets = data.datasets.map((dataset) => ({
            ...dataset,
            data: placed(dataset.data),
            barThickness: 8,
        }));
        return {...data, datasets};
    }

    getScaleOptions() {
        const scales = super.getScaleOptions();
        if (this.isOverSeconds) {
            const title = {display: true, text: _t("Seconds until it was lost")};
            const {color} = scales.x.ticks;
            Object.assign(scales.x, {
                type: "linear",
                beginAtZero: true,
                title,
                ticks: {color, precision: 0},
            });
        }
        return scales;
    }
}

const views = registry.category("views");
views.add("proxy_health_history", {
    ...graphView,
    Model: HistoryModel,
    Renderer: HistoryRenderer,
});
views.add("proxy_health_lifetimes", {...graphView, Renderer: LifetimesRenderer});
