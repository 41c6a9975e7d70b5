import {openSocket} from "./socket";
import {probes} from "./probe";

const MAX_KEPT = 50;
const MAX_TOLD = 10;
const violations = [];

// From the moment this file is loaded: what was blocked before nobody can ask for.
document.addEventListener("securitypolicyviolation", (event) => {
    if (violations.length < MAX_KEPT) {
        violations.push({
            directive: event.effectiveDirective,
            blocked: event.blockedURI.slice(0, 200),
            policy: event.originalPolicy.slice(0, 1024),
            enforced: event.disposition === "enforce",
        });
    }
});

const blocksSockets = ({directive, blocked, enforced}) =>
    enforced && directive === "connect-src" && /^wss?\b/.test(blocked);

/** What the page's Content-Security-Policy blocked, a websocket tried once more. */
export async function policy(context, {patience}) {
    const {socket, facts} = await openSocket(context, patience);
    socket?.close();
    const blocking = violations.find(blocksSockets);
    return {
        socket_opened: facts.accept_ok,
        socket_blocked: Boolean(blocking) && !facts.accept_ok,
        policy: blocking?.policy || "",
        violations: violations.slice(-MAX_TOLD),
    };
}

probes.add("policy", policy);
