import {browser} from "@web/core/browser/browser";
import {now, since} from "./probe";

export function socketUrl({ticket}) {
    const origin = browser.location.origin.replace(/^http/, "ws");
    return `${origin}/websocket?version=${ticket.websocket_version}`;
}

/**
 * Open a websocket as Odoo's own client does. Resolves, never rejects, to
 * `{socket, facts}`; a script is not told the status of a refusal.
 */
export function openSocket(context, seconds) {
    const start = now();
    return new Promise((resolve) => {
        let socket = null;
        let timer = null;
        const settle = (outcome, facts) => {
            browser.clearTimeout(timer);
            resolve({socket, facts: {outcome, ms: since(start), ...facts}});
        };
        timer = browser.setTimeout(() => {
            settle("timeout", {accept_ok: false});
            socket?.close();
        }, seconds * 1000);
        try {
            socket = new WebSocket(socketUrl(context));
        } catch (error) {
            // SecurityError: the page may not speak ws:, because it came over https.
            settle("forbidden", {accept_ok: false, detail: String(error.message)});
            return;
        }
        socket.addEventListener("open", () => settle("answered", {accept_ok: true}));
        socket.addEventListener("close", (event) =>
            settle("closed", {accept_ok: false, ...closeFacts(event)})
        );
        context.signal.addEventListener("abort", () => socket.close());
    });
}

export function closeFacts({code, wasClean}) {
    return {
        close_code: code,
        clean: wasClean,
    };
}
