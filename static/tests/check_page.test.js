// Long, for each thing that the page shows has its test.

import {
    ADVICE,
    FINDING,
    FIX,
    HEALTHY,
    observation,
    samplePage,
    sampleReport,
} from "./sample";
import {Deferred, advanceTime, animationFrame, mockDate} from "@odoo/hoot-mock";
import {
    click,
    edit,
    manuallyDispatchProgrammaticEvent,
    queryAllTexts,
    queryOne,
    waitFor,
    waitForNone,
} from "@odoo/hoot-dom";
import {describe, expect, test} from "@odoo/hoot";
import {
    getService,
    mountWebClient,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {browser} from "@web/core/browser/browser";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

describe.current.tags("desktop");
defineMailModels();

const MODEL = "proxy.health.check";
const NO_PROBES = {ticket: {time_up: ""}, probes: []};

/** Answer the page's calls; a value may be a function of the call's arguments. */
function mockServer(answers) {
    const all = {page: samplePage(), progress: samplePage(), ...answers};
    all.browser_probes ||= NO_PROBES;
    for (const [method, answer] of Object.entries(all)) {
        onRpc(MODEL, method, ({args, kwargs}) =>
            typeof answer === "function" ? answer(args, kwargs) : answer
        );
    }
}

function openAction(params = {}) {
    const tag = "proxy_health.check_page";
    return getService("action").doAction({type: "ir.actions.client", tag, params});
}

async function openPage(params = {}) {
    await mountWebClient();
    await openAction(params);
    await waitFor(".o_ph");
}

test("a broken proxy: verdict in a sentence, findings worst first, the line to paste", async () => {
    mockServer({});
    await openPage();
    expect(".o_ph_verdict h1").toHaveText("Users are affected now.");
    expect(".o_ph_verdict .o_ph_word").toHaveText("Broken");
    expect(queryAllTexts(".o_ph_number")).toEqual(["Critical: 1", "Advice: 1"]);
    expect(".o_ph_finding:first h3").toHaveText(FINDING.title);
    expect(queryAllTexts(".o_ph_severity")).toEqual(["Critical", "Advice"]);
    expect(".o_ph_finding:first .o_ph_directive").toHaveText(
        "proxy_set_header Upgrade"
    );
    expect(".o_ph_finding:first [data-sign='+']").toHaveText(FINDING.fix);
    expect(".o_ph_finding:first .o_ph_then code").toHaveText(FIX.then);
    expect(".o_ph_finding:first .o_ph_hint").toHaveText(FIX.hint);
});

test("the worst finding stands open, advice is a line", async () => {
    mockServer({});
    await openPage();
    expect(".o_ph_finding:first details").toHaveAttribute("open");
    expect(".o_ph_finding:last details").not.toHaveAttribute("open");
    expect(".o_ph_finding:last h3").toHaveText("Scripts are sent uncompressed");
});

test("who asked, from where, and that nothing arrived", async () => {
    mockDate("2026-01-31 12:05:00");
    mockServer({});
    await openPage();
    expect(".o_ph_when").toHaveText("Checked 5 minutes ago, by Mitchell");
    expect(".o_ph_trip").toHaveText("Round trip: –");
    expect(".o_ph_facts").toHaveText(/From Odoo's server, in 912 ms/);
    expect(".o_ph_old").toHaveCount(0);
});

test("an old result does not look current", async () => {
    mockDate("2026-02-03 12:05:00");
    mockServer({page: samplePage({scheduled: true, asked_by: ""})});
    await openPage();
    expect(".o_ph_old .o_ph_badge:contains(Old result)").toHaveCount(1);
    expect(".o_ph_old .alert").toHaveText(/Run the check again/);
    expect(".o_ph_when").toHaveText("Checked 3 days ago, by the schedule");
});

test("the table of what the proxy does leads to the finding", async () => {
    mockServer({});
    await openPage();
    const cell = "[data-row=upgrade] [data-state=wrong]";
    expect(`${cell} bdi`).toHaveText("absent");
    expect(`${cell} i`).toHaveAttribute("aria-label", "wrong");
    expect("[data-row=upgrade] [data-state=not_measured]").toHaveText("not measured");
    await click(".o_ph_finding:first summary");
    await click(`${cell} button`);
    expect(".o_ph_finding:first details").toHaveAttribute("open");
});

test("the broken hop is marked, in words and not by colour alone", async () => {
    mockServer({});
    await openPage();
    const hop = "[data-vantage=server] [data-hop=evented]";
    expect(hop).toHaveAttribute("data-state", "broken");
    expect(`${hop} .o_ph_state`).toHaveText("broken here");
    expect("[data-vantage=server] [data-hop=bus] .o_ph_state").toHaveText(
        "not reached"
    );
});

test("a healthy proxy, with the measured round trip on the way", async () => {
    mockServer({page: samplePage({report: sampleReport(HEALTHY)})});
    await openPage();
    expect(".o_ph_verdict .o_ph_word").toHaveText("Healthy");
    expect("[data-vantage=browser] .o_ph_latency").toHaveText("14 ms");
    expect(".o_ph_finding").toHaveCount(0);
});

test("an answer without proof of real time is unknown; timeouts are told beside", async () => {
    const timeouts = "Timeouts: not measured yet.";
    const sentence = "Odoo answered, but no real-time message was seen to arrive.";
    const report = sampleReport({verdict: "unknown", findings: []});
    mockServer({page: samplePage({report, timeouts, sentence})});
    await openPage();
    expect(".o_ph_verdict .o_ph_word").toHaveText("Unknown");
    expect(".o_ph_verdict h1").toHaveText(sentence);
    expect(".o_ph_timeouts").toHaveText(timeouts);
});

test("what could not be tested is folded, one reason read once", async () => {
    mockServer({});
    await openPage();
    expect(".o_ph_unknown").not.toHaveAttribute("open");
    expect(".o_ph_unknown section").toHaveCount(1);
    expect(".o_ph_unknown section li").toHaveCount(2);
    expect(queryOne(".o_ph_how").textContent).toBe("Measure the timeouts too.");
});

test("what is in order is told by subject, not by code names", async () => {
    mockServer({});
    await openPage();
    await click(".o_ph_passed summary");
    await animationFrame();
    expect(queryAllTexts(".o_ph_passed h3")).toEqual(["Addresses are forwarded"]);
    expect(queryAllTexts(".o_ph_passed li")).toEqual([
        "X-Forwarded-Host reaches Odoo.",
    ]);
});

test("a first visit offers a check and shows nothing that nobody measured", async () => {
    mockServer({
        page: {id: false, base_url: "https://www.hoot.test", depth: "quick"},
    });
    await openPage();
    expect(".o_ph_run").toHaveCount(1);
    expect(".o_ph_findings").toHaveCount(0);
    expect("[data-vantage=server] [data-hop=bus] .o_ph_state").toHaveText("not tested");
});

test("a check is started and polled; this browser joins though the server hangs", async () => {
    const plan = [{probe: "echo", vantage: "server", seconds: 0}];
    const running = {state: "running", report: null, plan};
    let progress = {...running, observations: []};
    mockServer({
        start: ([address, depth]) => {
            expect.step(`start ${address} ${depth}`);
            return samplePage({...running, state: "queued"});
        },
        progress: () => progress,
        browser_probes: {
            ticket: {time_up: ""},
            probes: [{id: "cookies", params: {}, seconds: 5, turn: "first", skip: ""}],
        },
        record_observations: ([, rows]) => {
            expect.step(`post ${rows.map(({probe}) => probe)}`);
            return false;
        },
    });
    await openPage();
    await click(".o_ph_run");
    await waitFor("[data-verdict=running]");
    expect("[data-probe='server.echo']").toHaveAttribute("data-status", "waiting");
    const seen = observation("server.echo", {outcome: "answered", proven: true});
    progress = {...running, observations: [seen]};
    await advanceTime(500);
    await waitFor("[data-probe='server.echo'][data-status=seen]");
    for (let time = 0; time < 3200; time += 400) {
        await advanceTime(400);
    }
    await waitFor("[data-probe='browser.cookies'][data-status=seen]");
    progress = samplePage();
    await advanceTime(500);
    await waitFor("[data-verdict=broken]");
    expect.verifySteps(["start https://www.hoot.test quick", "post cookies"]);
});

test("a full check keeps the quick results in sight and counts the seconds", async () => {
    const plan = [{probe: "hold_websocket", vantage: "server", seconds: 118}];
    const full = samplePage({depth: "full", state: "running", report: null, plan});
    let depth = "";
    mockServer({
        start: (args) => {
            depth = args[1];
            expect.step(depth);
            return depth === "full" ? full : samplePage();
        },
        progress: () => (depth === "full" ? full : samplePage()),
    });
    await openPage();
    await click(".o_ph_full");
    await waitFor(".o_ph_progress");
    expect.verifySteps(["quick", "full"]);
    expect(".o_ph_finding").toHaveCount(2);
    await advanceTime(10_000);
    await click(".o_ph_probes summary");
    await animationFrame();
    expect("[data-probe='server.hold_websocket'] small").toHaveText(/^10[78] s left$/);
});

test("cancelling stops the check and the asking", async () => {
    const running = samplePage({state: "running", report: null});
    let state = running;
    mockServer({
        page: running,
        progress: () => {
            expect.step("progress");
            return state;
        },
        action_cancel: () => {
            state = {...running, state: "cancelled"};
            return true;
        },
    });
    await openPage();
    await click(".o_ph_cancel");
    await animationFrame();
    expect(".o_ph_verdict h1").toHaveText("The check was cancelled.");
    expect.verifySteps(["progress"]);
    await advanceTime(5000);
    expect.verifySteps([]);
});

test("a check that no cron worker takes can be run without one", async () => {
    const queued = samplePage({state: "queued", report: null});
    let page = queued;
    mockServer({
        page: queued,
        progress: () => page,
        run_now: () => {
            page = samplePage();
            return page;
        },
    });
    await openPage();
    expect(".o_ph_cron").toHaveCount(0);
    await advanceTime(16_000);
    await click(".o_ph_cron button");
    await waitFor("[data-verdict=broken]");
});

test("a check that cannot be started says why, and runs no more", async () => {
    mockServer({
        start: () => {
            throw new Error("Another check of this address runs.");
        },
    });
    await openPage();
    await click(".o_ph_run");
    await waitFor(".o_ph_error");
    expect(".o_ph_error").toHaveText(/Another check of this address runs/);
    expect(".o_ph").toHaveAttribute("aria-busy", "false");
});

/** This browser measures one thing; `post` is what the server answers to it. */
function mockSlowBrowser(post) {
    const ended = samplePage({measures_next: true});
    mockServer({
        start: ([, depth]) => {
            expect.step(depth);
            return depth === "full" ? {...ended, depth, state: "running"} : ended;
        },
        progress: ended,
        browser_probes: {
            ticket: {time_up: ""},
            probes: [{id: "cookies", params: {}, seconds: 5, turn: "first", skip: ""}],
        },
        record_observations: () => {
            expect.step("post");
            return post;
        },
    });
}

test("the page is busy until this browser has ended too, and measures on then", async () => {
    const post = new Deferred();
    mockSlowBrowser(post);
    await openPage();
    await click(".o_ph_run");
    await expect.waitForSteps(["quick", "post"]);
    await waitFor(".o_ph[aria-busy=true]");
    expect(".o_ph_verdict").toHaveAttribute("data-verdict", "broken");
    expect(".o_ph_verdict .o_ph_badge:contains(Running)").toHaveCount(1);
    post.resolve(false);
    await expect.waitForSteps(["full"]);
});

test("who leaves the page while this browser measures has nothing measured on", async () => {
    const post = new Deferred();
    mockSlowBrowser(post);
    await openPage();
    await click(".o_ph_run");
    await expect.waitForSteps(["quick", "post"]);
    await openAction();
    post.resolve(false);
    await advanceTime(1000);
    expect.verifySteps([]);
});

test("an Odoo that does not answer for a while is asked again", async () => {
    const running = samplePage({state: "running", report: null});
    let down = true;
    mockServer({
        page: running,
        progress: () => {
            if (down) {
                throw new Error("down");
            }
            return samplePage();
        },
    });
    await openPage();
    for (let time = 0; time < 2000; time += 400) {
        await advanceTime(400);
    }
    await waitFor(".o_ph .alert:contains(keeps asking)");
    down = false;
    await advanceTime(400);
    await waitFor("[data-verdict=broken]");
    expect(".o_ph .alert").toHaveCount(0);
});

/** A server whose next check finds this. */
function mockNextCheck(report, values = {}) {
    const next = samplePage({id: 8, report: sampleReport(report), ...values});
    mockServer({
        start: ([address, depth]) => {
            expect.step(`start ${address} ${depth}`);
            return next;
        },
        progress: next,
    });
}

const FIXED = {verdict: "healthy", findings: [ADVICE], passed: [FINDING.code]};

test("tested again: the whole check runs, the card turns green and goes", async () => {
    mockNextCheck(FIXED, {
        sentence: "Real time works.",
        titles: {[FINDING.code]: "Upgrade reaches Odoo."},
    });
    await openPage();
    await click(".o_ph_finding:first .o_ph_retest");
    await waitFor(".o_ph_solved .alert-success");
    expect.verifySteps(["start https://www.hoot.test quick"]);
    expect(".o_ph_solved .alert-success").toHaveText(
        /Fixed\.\s*Upgrade reaches Odoo\./
    );
    expect(".o_ph_verdict .o_ph_word").toHaveText("Healthy");
    await advanceTime(6100);
    await waitForNone(".o_ph_solved");
    expect(".o_ph_finding").toHaveCount(1);
});

test("a fixed card goes though the timeouts are measured on", async () => {
    let running = samplePage({
        id: 8,
        report: sampleReport(FIXED),
        measures_next: true,
    });
    mockServer({
        start: ([, depth]) => {
            if (depth === "full") {
                running = samplePage({id: 9, depth, state: "running", report: null});
            }
            return running;
        },
        progress: () => running,
    });
    await openPage();
    await click(".o_ph_finding:first .o_ph_retest");
    await waitFor(".o_ph_solved .alert-success");
    await waitFor("[data-measuring=timeouts]");
    await advanceTime(6100);
    await waitForNone(".o_ph_solved");
});

test("tested again and still wrong, with what was measured just now", async () => {
    const evidence = [{probe: "handshake", vantage: "server", fact: "HTTP 426"}];
    mockNextCheck({findings: [{...FINDING, evidence}]});
    await openPage();
    await click(".o_ph_finding:first .o_ph_retest");
    await waitFor(".o_ph_after .alert-danger");
    expect(".o_ph_evidence:first code").toHaveText("HTTP 426");
    expect.verifySteps(["start https://www.hoot.test quick"]);
});

test("tested again and not testable now: nothing is called fixed", async () => {
    const unknown = [{code: FINDING.code, because: "Nobody answered."}];
    mockNextCheck({verdict: "unreachable", findings: [], passed: [], unknown});
    await openPage();
    await click(".o_ph_finding:first .o_ph_retest");
    await waitFor(".o_ph_after .alert-warning");
    expect(".o_ph_after .alert-warning").toHaveText(/Nobody answered/);
    expect.verifySteps(["start https://www.hoot.test quick"]);
});

test("timeouts that nobody knows are measured on, and that can be stopped", async () => {
    const full = samplePage({
        id: 9,
        depth: "full",
        state: "running",
        report: null,
        plan: [{probe: "hold_websocket", vantage: "server", seconds: 118}],
    });
    let running = samplePage({id: 8, measures_next: true});
    mockServer({
        page: ([id]) => samplePage({id: id || 7}),
        start: ([, depth]) => {
            expect.step(depth);
            running = depth === "full" ? full : running;
            return running;
        },
        progress: () => running,
        action_cancel: ([[id]]) => {
            expect.step(`cancel ${id}`);
            return true;
        },
    });
    await openPage();
    await click(".o_ph_run");
    await waitFor("[data-measuring=timeouts]");
    expect(".o_ph_verdict").toHaveAttribute("data-verdict", "broken");
    expect(".o_ph_finding").toHaveCount(2);
    expect(".o_ph_run").toHaveCount(1);
    await click(".o_ph_cancel");
    await waitFor(".o_ph_full");
    expect(".o_ph_finding").toHaveCount(2);
    expect.verifySteps(["quick", "full", "cancel 9"]);
});

test("stopped: the page is busy until the results of before stand again", async () => {
    const before = new Deferred();
    const full = {id: 9, depth: "full", state: "running", report: null};
    let running = samplePage({id: 8, measures_next: true});
    mockServer({
        page: ([id]) => (id ? before : samplePage({id: 7})),
        start: ([, depth]) => {
            running = depth === "full" ? samplePage(full) : running;
            return running;
        },
        progress: () => running,
        action_cancel: true,
    });
    await openPage();
    await click(".o_ph_run");
    await waitFor("[data-measuring=timeouts]");
    await click(".o_ph_cancel");
    await animationFrame();
    expect(".o_ph").toHaveAttribute("aria-busy", "true");
    before.resolve(samplePage({id: 8}));
    await waitFor(".o_ph[aria-busy=false]");
    expect(".o_ph_verdict").toHaveAttribute("data-verdict", "broken");
});

test("tested again while a measurement is being queued: only that one is cancelled", async () => {
    const queued = new Deferred();
    let running = samplePage({id: 8, measures_next: true});
    mockServer({
        start: ([, depth]) => {
            expect.step(depth);
            return depth === "full" ? queued : running;
        },
        progress: () => running,
        action_cancel: ([[id]]) => {
            expect.step(`cancel ${id}`);
            return true;
        },
    });
    await openPage();
    await click(".o_ph_run");
    await expect.waitForSteps(["quick", "full"]);
    running = samplePage({id: 10});
    await click(".o_ph_finding:first .o_ph_retest");
    await waitFor(".o_ph_finding:first .alert-danger");
    queued.resolve(samplePage({id: 9, depth: "full", state: "queued", report: null}));
    await expect.waitForSteps(["quick", "cancel 9"]);
    expect(".o_ph_finding:first .alert-danger").toHaveCount(1);
});

/** A browser's own picker cannot be clicked in; this is what it does. */
async function pickDay(day) {
    const input = queryOne("#o_ph_until");
    input.value = day;
    await manuallyDispatchProgrammaticEvent(input, "input");
    await animationFrame();
}

test("muting asks for a reason and a last day; the finding stays visible as muted", async () => {
    mockDate("2026-01-31 12:00:00");
    const muted = {...FINDING, muted: true};
    mockServer({
        mute: ([, code, reason, until]) => {
            expect.step(`${code}: ${reason} until ${until}`);
            return samplePage({
                report: sampleReport({verdict: "healthy", findings: [muted]}),
                mutes: {[code]: {reason, author: "Mitchell", until: "02/28/2026"}},
            });
        },
    });
    await openPage();
    await click(".o_ph_finding:first .o_ph_mute");
    await waitFor(".modal #o_ph_reason");
    expect(".modal .btn-primary").not.toBeEnabled();
    await click("#o_ph_reason");
    await edit("We use polling");
    await animationFrame();
    expect(".modal .btn-primary").toBeEnabled();
    expect("#o_ph_until").toHaveAttribute("min", "2026-01-31");
    await pickDay("2026-01-30");
    expect(".modal .btn-primary").not.toBeEnabled();
    await pickDay("2026-02-28");
    await click(".modal .btn-primary");
    await waitFor(".o_ph_muted");
    expect.verifySteps([`${FINDING.code}: We use polling until 2026-02-28`]);
    expect(".o_ph_muted").toHaveText(/Mitchell: We use polling/);
    expect(".o_ph_muted .o_ph_until").toHaveText("(until 02/28/2026)");
    expect(".o_ph_verdict .o_ph_word").toHaveText("Healthy");
});

test("muting for good needs no last day", async () => {
    mockServer({
        mute: ([, code, , until]) => {
            expect.step(`${code} until ${until}`);
            return samplePage({mutes: {}});
        },
    });
    await openPage();
    await click(".o_ph_finding:first .o_ph_mute");
    await waitFor(".modal #o_ph_reason");
    await click("#o_ph_reason");
    await edit("We use polling");
    await animationFrame();
    await click(".modal .btn-primary");
    await waitForNone(".modal");
    expect.verifySteps([`${FINDING.code} until false`]);
});

test("the lines to paste are copied", async () => {
    patchWithCleanup(browser.navigator.clipboard, {
        writeText: async (text) => expect.step(text),
    });
    mockServer({support_text: "# Report"});
    await openPage();
    await click(".o_ph_finding:first .btn:contains(Copy)");
    await waitFor(".btn:contains(Copied)");
    await click(".o_ph_support .btn:contains(Copy)");
    await waitFor(".o_ph_support .btn:contains(Copied)");
    expect.verifySteps([FINDING.fix, "# Report"]);
});

test("a page that is open at another address offers to check that one", async () => {
    mockServer({
        page: samplePage({base_url: "https://erp.example.com"}),
        start: ([address]) => {
            expect.step(address);
            return samplePage();
        },
    });
    await openPage();
    expect(".o_ph_elsewhere").toHaveText(/https:\/\/erp\.example\.com/);
    await click(".o_ph_elsewhere button");
    await waitFor(".o_ph:not(:has(.o_ph_elsewhere))");
    expect.verifySteps(["https://www.hoot.test"]);
});

test("a text from the wire stays a text", async () => {
    const evidence = [{probe: "echo", vantage: "server", fact: "<b>bold</b>"}];
    mockServer({
        page: samplePage({
            report: sampleReport({findings: [{...FINDING, evidence}]}),
        }),
    });
    await openPage();
    expect(".o_ph_evidence code").toHaveText("<b>bold</b>");
    expect(".o_ph_evidence b").toHaveCount(0);
});

const RIGHT = {
    text: "# right\nserver {\n}\n",
    lines: [
        {
            text: "server {",
            depth: 0,
            reason: "Why.",
            state: "wrong",
            said: "wrong now: absent",
        },
        {text: "}", depth: 0, reason: "", state: "not_judged", said: ""},
    ],
    choices: {
        names: ["erp.example.com"],
        odoo_host: "127.0.0.1",
        certificate: "a",
        certificate_key: "b",
        tls: true,
    },
    chosen: {},
};

test("the right file is asked for when it is unfolded; choices go to the server", async () => {
    const asked = [];
    const answer = (args) => {
        asked.push(args);
        return RIGHT;
    };
    mockServer({nginx_file: answer, choose_nginx: answer});
    await openPage();
    expect(asked).toHaveLength(0);
    await click(".o_ph_right_file summary");
    await waitFor(".o_ph_right_state");
    expect(".o_ph_right_state").toHaveText("wrong now: absent");
    await click("#o_ph_right_host");
    await edit("odoo");
    await click("#o_ph_right_hsts");
    await click(".o_ph_right_choose");
    await animationFrame();
    expect(asked[1][1]).toEqual({odoo_host: "odoo", hsts: true});
});

test("a pasted configuration is read: its findings with their lines, and a patch", async () => {
    const told = {
        verdict: "broken",
        findings: [
            {
                ...FINDING,
                file: "nginx.conf",
                line: 7,
                block: "location /",
                told_by: "both",
            },
        ],
        notes: [],
        diff: "--- nginx.conf\n",
        left: [],
    };
    mockServer({lint: ([text]) => (text === "server {}" ? told : {refused: "No."})});
    await openPage();
    await click(".o_ph_their_file summary");
    await click("#o_ph_their_text");
    await edit("server {}");
    await animationFrame();
    await click(".o_ph_their_read");
    await waitFor(".o_ph_their_place");
    expect(".o_ph_their_place").toHaveText("nginx.conf:7 (location /)");
    expect(".o_ph_their_diff").toHaveText("--- nginx.conf");
    await click("#o_ph_their_text");
    await edit("}");
    await click(".o_ph_their_read");
    await waitFor(".o_ph_their_error");
    expect(".o_ph_their_error").toHaveText("No.");
});
