import {browser} from "@web/core/browser/browser";

/** Copy a text; whether it worked. Over plain http browsers have no clipboard to offer. */
export async function copy(text) {
    try {
        await browser.navigator.clipboard.writeText(text);
        return true;
    } catch {
        return copyBySelection(text);
    }
}

function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = 0;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    return done;
}
