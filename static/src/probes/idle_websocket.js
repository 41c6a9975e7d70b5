import {closeFacts, openSocket} from "./socket";
import {now, probes, since} from "./probe";
import {browser} from "@web/core/browser/browser";

/** How long a websocket lives on which this browser says nothing. */
export async function idleWebsocket(context, {patience, hold}) {
    const {socket, facts} = await openSocket(context, patience);
    if (!facts.accept_ok) {
        return {...facts, connected: false};
    }
    const start = now();
    const closed = await closing(socket, hold, context.signal);
    socket.close();
    const lived = Math.round(since(start) / 100) / 10;
    return {
        outcome: "answered",
        connected: true,
        held: !closed,
        lived_s: lived,
        ...closed,
    };
}

function closing(socket, seconds, signal) {
    return new Promise((resolve) => {
        const timer = browser.setTimeout(() => resolve(null), seconds * 1000);
        const settle = (facts) => {
            browser.clearTimeout(timer);
            resolve(facts);
        };
        socket.addEventListener("close", (event) => settle(closeFacts(event)));
        signal.addEventListener("abort", () => settle(null));
    });
}

probes.add("idle_websocket", idleWebsocket);
