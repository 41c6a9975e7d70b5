import {probes, Skipped} from "./probe";
import {_t} from "@web/core/l10n/translation";
import {ask} from "./answer";
import {browser} from "@web/core/browser/browser";

const PATH = "/proxy_health/echo";
const QUERY = "?protocol=1";

/** HTTP/1.1, HTTP/2 or HTTP/3: what this browser and the proxy agreed upon. */
export async function protocol(context) {
    await ask(context, PATH + QUERY);
    const entries = browser.performance.getEntriesByType("resource");
    const entry = entries.findLast(
        ({name}) => name.includes(PATH) && name.endsWith(QUERY)
    );
    if (!entry?.nextHopProtocol) {
        throw new Skipped(_t("This browser does not tell which protocol it used."));
    }
    return {protocol: entry.nextHopProtocol};
}

probes.add("protocol", protocol);
