// The key stands behind the "#", which browsers send to nobody: this script reads it and
// asks with it, so that no log on the way ever holds it. A second link that is opened in
// the same tab changes nothing but that part: the browser loads no page for it.

const shell = document.getElementById("shared").cloneNode(true);

function currentKey() {
    return location.hash.slice(1);
}

function ask(path, key) {
    return fetch(path, {
        headers: {Authorization: `Bearer ${key}`},
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
    });
}

function say(id) {
    for (const one of document.querySelectorAll("#shared > p")) {
        one.hidden = one.id !== id;
    }
}

function replaceShared(element) {
    document.getElementById("shared").replaceWith(element);
}

async function show(key) {
    const answer = await ask("/proxy_health/shared/page", key);
    const text = await answer.text();
    if (key !== currentKey()) {
        return; // another link was opened meanwhile
    }
    if (!answer.ok) {
        say("refused");
        return;
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    document.documentElement.lang = page.documentElement.lang;
    replaceShared(page.getElementById("shared"));
    document.title = document.querySelector("h1").textContent;
    const json = document.getElementById("json");
    json.addEventListener("click", (ev) => download(ev, key));
}

async function download(ev, key) {
    ev.preventDefault();
    const answer = await ask("/proxy_health/shared/report.json", key);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = ev.target.download;
    link.click();
    URL.revokeObjectURL(link.href);
}

function start() {
    const key = currentKey();
    show(key).catch(() => key === currentKey() && say("unreached"));
}

window.addEventListener("hashchange", () => {
    replaceShared(shell.cloneNode(true));
    document.title = "Proxy Health";
    start();
});
start();
