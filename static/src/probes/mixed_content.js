import {browser} from "@web/core/browser/browser";
import {probes} from "./probe";

const MAX_URLS = 10;

/** What a page that came over https refers to over plain http. */
export async function mixedContent() {
    const secure = browser.location.protocol === "https:";
    const entries = browser.performance.getEntriesByType("resource");
    const loaded = entries.map(({name}) => name);
    const elements = document.querySelectorAll("img[src], script[src], iframe[src]");
    const referred = [...elements].map(({src}) => src);
    const urls = new Set([...loaded, ...referred].filter((u) => u.startsWith("http:")));
    const insecure = secure ? [...urls].slice(0, MAX_URLS) : [];
    return {secure, insecure: insecure.map((url) => url.split("?")[0].slice(0, 200))};
}

probes.add("mixed_content", mixedContent);
