import {browser} from "@web/core/browser/browser";
import {probes} from "./probe";

/** Whether this browser keeps cookies, and how many bytes a script can see of them. */
export async function cookies() {
    return {
        enabled: browser.navigator.cookieEnabled,
        readable_bytes: document.cookie.length,
    };
}

probes.add("cookies", cookies);
