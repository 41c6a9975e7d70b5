import {probes, Skipped} from "./probe";
import {_t} from "@web/core/l10n/translation";
import {openSocket} from "./socket";

const HANGING = 2;

/** Real websockets to `/websocket`, held open together; fewer if they hang. */
export async function websocket(context, {times, patience}) {
    const sockets = [];
    const tries = [];
    const hanging = () => tries.filter(({outcome}) => outcome === "timeout").length;
    while (tries.length < times && hanging() < HANGING) {
        const {socket, facts} = await openSocket(context, patience);
        sockets.push(socket);
        tries.push(facts);
    }
    sockets.forEach((socket) => socket?.close());
    const refused = tries.filter((one) => !one.accept_ok);
    return {
        ...(refused[0] || tries[0]),
        opened: tries.length - refused.length,
        tries: tries.map(({outcome, accept_ok, close_code}) => ({
            outcome,
            accept_ok,
            close_code: close_code ?? null,
        })),
    };
}

/** The same as the server's handshake, where it can be: of a refusal no script is told. */
export async function handshake(context, params) {
    const facts = await websocket(context, params);
    if (facts.opened < facts.tries.length) {
        throw new Skipped(_t("A browser does not tell why a websocket was refused."));
    }
    return facts;
}

probes.add("websocket", websocket);
probes.add("handshake", handshake);
