import {browser} from "@web/core/browser/browser";
import {probes} from "./probe";

/** Which kind of worker can hold the bus connection here. */
export async function sharedWorker() {
    return {
        shared_worker: "SharedWorker" in window && Boolean(browser.SharedWorker),
        worker: "Worker" in window,
        secure_context: window.isSecureContext,
    };
}

probes.add("shared_worker", sharedWorker);
