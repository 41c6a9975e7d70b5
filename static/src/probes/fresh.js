/** A route of ours, before its query. */
const OURS = /\/proxy_health\/[a-z_]+(?=\?|$)/;
/** As in `proxycheck/fresh.py`, which takes it off again. */
const MARK_BYTES = 6;

export function randomHex(count) {
    const bytes = crypto.getRandomValues(new Uint8Array(count));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The path so that nobody has asked for it before: a cache that was told to ignore
 * `Cache-Control` must neither answer in Odoo's stead nor keep an answer for strangers.
 * Ours takes a last part that says nothing, as some caches leave out the query.
 */
export function fresh(path) {
    const mark = randomHex(MARK_BYTES);
    if (OURS.test(path)) {
        return path.replace(OURS, `$&/${mark}`);
    }
    return `${path}${path.includes("?") ? "&" : "?"}fresh=${mark}`;
}
