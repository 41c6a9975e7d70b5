import {closeFacts, openSocket} from "./socket";
import {noncesIn, pingUntilHeard} from "./ping";
import {pause, probes} from "./probe";

/** The server reads the subscription after the frame arrived. */
const SETTLE = 50;

/** A notification sent now and received on a socket of its own. */
export async function roundtrip(context, {patience, sends, gap}) {
    const {socket, facts} = await openSocket(context, patience);
    const connected = facts.accept_ok;
    if (!connected) {
        return {...facts, connected, delivered: false};
    }
    let closed = null;
    socket.addEventListener("close", (event) => {
        closed = closeFacts(event);
    });
    subscribe(socket, context.ticket);
    await pause(SETTLE, context.signal);
    const listen = (callback) => listenTo(socket, callback);
    const heard = await pingUntilHeard(context, listen, {
        sends,
        gap,
        ended: () => closed,
    });
    socket.close();
    return {outcome: facts.outcome, connected, ...heard, ...closed};
}

function subscribe(socket, {channel, bus_last_id}) {
    const data = {channels: [channel], last: bus_last_id};
    socket.send(JSON.stringify({event_name: "subscribe", data}));
}

function listenTo(socket, callback) {
    const onMessage = ({data}) => noncesIn(data).forEach(callback);
    socket.addEventListener("message", onMessage);
    return () => socket.removeEventListener("message", onMessage);
}

probes.add("roundtrip", roundtrip);
