import {ask, echoFacts} from "./answer";
import {browser} from "@web/core/browser/browser";
import {probes} from "./probe";

/** The address bar, and whether this Odoo is what answers there. */
export async function address(context, {base_url}) {
    const answer = await ask(context, "/proxy_health/echo");
    const {outcome, proven} = echoFacts(answer, context.ticket);
    const {origin, protocol} = browser.location;
    return {
        origin,
        scheme: protocol.slice(0, -1),
        base_url,
        outcome,
        proven,
        secure_context: window.isSecureContext,
    };
}

probes.add("address", address);
