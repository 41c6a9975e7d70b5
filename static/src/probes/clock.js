import {ask, parse} from "./answer";
import {probes, Skipped} from "./probe";
import {_t} from "@web/core/l10n/translation";

const round = (seconds) => Math.round(seconds * 1000) / 1000;

/** Odoo's clock minus this computer's, good to half the fastest answer's time. */
export async function clock(context, {times}) {
    const looks = [];
    for (let count = 0; count < times; count++) {
        const sent = Date.now();
        const echo = parse(await ask(context, "/proxy_health/echo"));
        const arrived = Date.now();
        if (typeof echo.time === "number") {
            const middle = (sent + arrived) / 2;
            looks.push({
                offset_s: round(echo.time - middle / 1000),
                error_s: round((arrived - sent) / 2000),
            });
        }
    }
    if (!looks.length) {
        throw new Skipped(_t("Odoo did not tell its time."));
    }
    return looks.sort((a, b) => a.error_s - b.error_s)[0];
}

probes.add("clock", clock);
