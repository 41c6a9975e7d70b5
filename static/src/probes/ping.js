import {now, pause, since} from "./probe";
import {ask} from "./answer";
import {randomHex} from "./fresh";

const PING = "proxy_health/ping";
const NONCE_BYTES = 8;

/** Have Odoo notify this check's channel. */
async function notify(context, nonce) {
    const {outcome, status} = await ask(context, "/proxy_health/notify", {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({nonce}),
    });
    return {outcome, status: status ?? null};
}

/**
 * Send notifications and wait for one of them. `listen(callback)` calls back with each
 * nonce that arrives and returns what ends the listening.
 */
export async function pingUntilHeard(context, listen, {sends, gap, ended}) {
    const sent = {};
    const heard = {};
    const answers = [];
    const arrival = new Promise((resolve) => {
        heard.stop = listen((nonce) => {
            if (nonce in sent && !heard.latency) {
                heard.latency = since(sent[nonce]);
                resolve();
            }
        });
    });
    while (answers.length < sends && !heard.latency && !ended?.()) {
        const nonce = randomHex(NONCE_BYTES);
        sent[nonce] = now();
        answers.push(await notify(context, nonce));
        await Promise.race([arrival, pause(gap * 1000, context.signal)]);
    }
    heard.stop();
    return {
        delivered: Boolean(heard.latency),
        latency_ms: heard.latency ?? null,
        sends: answers,
    };
}

/** The nonces of our own notifications in one message of the bus. */
export function noncesIn(text) {
    try {
        const rows = JSON.parse(text);
        return rows
            .filter(({message}) => message?.type === PING)
            .map(({message}) => message.payload.nonce);
    } catch {
        return [];
    }
}

export {PING};
