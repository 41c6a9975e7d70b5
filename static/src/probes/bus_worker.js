import {PING, pingUntilHeard} from "./ping";
import {pause, probes, Skipped} from "./probe";
import {_t} from "@web/core/l10n/translation";

/** The worker gathers subscriptions for 300 ms before it sends them. */
const SETTLE = 500;
const STEP = 100;

/** The same through Odoo's own bus service: the worker that this person really has. */
export async function busWorker(context, {patience, sends, gap}) {
    const {bus, ticket, signal} = context;
    if (!bus) {
        throw new Skipped(_t("Odoo's bus service does not run on this page."));
    }
    await bus.addChannel(ticket.channel);
    try {
        for (let t = 0; t < patience * 1000 && bus.workerState !== "CONNECTED"; ) {
            await pause(STEP, signal);
            t += STEP;
        }
        await pause(SETTLE, signal);
        const connected = bus.workerState === "CONNECTED";
        const listen = (callback) => listenTo(bus, callback);
        const heard = connected
            ? await pingUntilHeard(context, listen, {sends, gap})
            : {delivered: false, latency_ms: null};
        return {connected, worker_state: bus.workerState || "", ...heard};
    } finally {
        bus.deleteChannel(ticket.channel);
    }
}

function listenTo(bus, callback) {
    const onPing = ({nonce}) => callback(nonce);
    bus.subscribe(PING, onPing);
    return () => bus.unsubscribe(PING, onPing);
}

probes.add("bus_worker", busWorker);
