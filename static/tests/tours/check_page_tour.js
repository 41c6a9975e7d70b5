import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("proxy_health_check_page", {
    url: "/odoo/proxy-health",
    steps: () => [
        {
            content: "Start a check",
            trigger: ".o_ph_run",
            run: "click",
        },
        {
            content: "It is queued; no cron worker runs under tests, so stop it",
            trigger: ".o_ph_cancel",
            run: "click",
        },
        {
            content: "The page says that it was cancelled",
            trigger: ".o_ph_verdict h1:contains(cancelled)",
        },
    ],
});
