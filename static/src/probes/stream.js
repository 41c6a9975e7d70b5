import {answered, answerFacts, open, unanswered} from "./answer";
import {now, probes, since} from "./probe";

/**
 * A streamed answer timed piece by piece: as it is, with `X-Accel-Buffering: no`, and
 * with larger pieces. A busy tab may see pieces together that came apart, never the
 * reverse: of `times` looks the widest counts.
 */
export async function stream(context, {chunks, gap, size, padded, times}) {
    const look = (accel, bytes) =>
        widest(context, {chunks, gap, accel, size: bytes}, times);
    const [plain, accelNo, large] = await Promise.all([
        look("none", size),
        look("no", size),
        look("none", padded),
    ]);
    return {...plain, accel_no: accelNo, padded: large};
}

async function widest(context, query, times) {
    const looks = [];
    while (looks.length < times) {
        looks.push(await once(context, query));
    }
    return looks.sort((a, b) => (b.spread_ms ?? -1) - (a.spread_ms ?? -1))[0];
}

async function once(context, query) {
    const start = now();
    const path = `/proxy_health/stream?${new URLSearchParams(query)}`;
    const facts = {chunks_ms: [], body_bytes: 0, spread_ms: null};
    facts.expected_bytes = query.chunks * query.size;
    try {
        const response = await open(context, path);
        await read(response, facts, start);
        const answer = answerFacts({...answered(response, start), body: ""});
        return {...answer, ...facts, spread_ms: spread(facts.chunks_ms)};
    } catch (error) {
        return {...answerFacts(unanswered(error, start)), ...facts};
    }
}

async function read(response, facts, start) {
    const reader = response.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        facts.chunks_ms.push(since(start));
        facts.body_bytes += piece.value.length;
    }
}

function spread(times) {
    return times.length ? Math.round((times.at(-1) - times[0]) * 10) / 10 : null;
}

probes.add("stream", stream);
