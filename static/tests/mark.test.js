import {Mark, known} from "@proxy_health/mark/mark";
import {click, press, queryAllAttributes, queryAllTexts} from "@odoo/hoot-dom";
import {describe, expect, test} from "@odoo/hoot";
import {mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {animationFrame} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");
defineMailModels();

const ALERT = {
    id: 3,
    title: "The proxy removes the header Upgrade",
    target_id: [1, "Web shop"],
    severity: "critical",
    check_url: "/odoo/proxy-health/42",
};

test("the mark comes and goes without a reload, and lists the open alerts", async () => {
    onRpc("proxy.health.alert", "search_read", ({kwargs}) => {
        expect(kwargs.domain).toEqual([["is_open", "=", true]]);
        return [ALERT];
    });
    known.critical = 0;
    await mountWithCleanup(Mark);
    expect(".o_ph_mark").toHaveCount(0);
    known.critical = 1;
    await animationFrame();
    expect(".o_ph_mark button").toHaveAttribute("aria-expanded", "false");
    await click(".o_ph_mark button");
    await animationFrame();
    expect(queryAllTexts(".o_ph_alert span, .o_ph_alert small")).toEqual([
        ALERT.title,
        "Web shop",
    ]);
    expect(queryAllAttributes(".o_ph_alert", "href")).toEqual([ALERT.check_url]);
    await press("Escape");
    await animationFrame();
    expect(".o_ph_alerts").toHaveCount(0);
    known.critical = 0;
    await animationFrame();
    expect(".o_ph_mark").toHaveCount(0);
});
