import {ask, echoFacts} from "./answer";
import {probes} from "./probe";

/** A real upload: how many bytes were sent, and how many reached Odoo. */
export async function upload(context, {bytes}) {
    const answer = await ask(context, "/proxy_health/echo", {
        method: "POST",
        headers: {"Content-Type": "application/octet-stream"},
        body: new Blob([new Uint8Array(bytes)]),
    });
    const {outcome, status, proven, body_bytes, headers, snippet, ms} = echoFacts(
        answer,
        context.ticket
    );
    return {
        outcome,
        status: status ?? null,
        proven,
        headers,
        snippet,
        ms,
        sent_bytes: bytes,
        arrived_bytes: body_bytes ?? null,
        refused: status === 413,
    };
}

probes.add("upload", upload);
