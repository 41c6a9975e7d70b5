{
    "name": "Proxy Health",
    "summary": "Finds what nginx or another reverse proxy does wrong to websocket, "
    "longpolling, bus and real-time messages, and names the line to change",
    "version": "19.0.1.4.0",
    "category": "Administration",
    "license": "LGPL-3",
    "author": "Proxy Health contributors",
    "depends": ["base_setup", "bus", "mail", "web"],
    "external_dependencies": {"python": ["cryptography", "websocket-client"]},
    "data": [
        "security/proxy_health_groups.xml",
        "security/ir.model.access.csv",
        "data/mail_data.xml",
        "data/proxy_health_target_data.xml",
        "data/ir_cron_data.xml",
        "views/mail_templates.xml",
        "views/proxy_health_alert_views.xml",
        "views/proxy_health_finding_views.xml",
        "views/proxy_health_check_views.xml",
        "views/proxy_health_target_views.xml",
        "views/proxy_health_lifetime_views.xml",
        "views/res_config_settings_views.xml",
        "views/proxy_health_page_views.xml",
        "views/proxy_health_key_views.xml",
        "views/proxy_health_support_views.xml",
        "views/proxy_health_webhook_views.xml",
        "views/proxy_health_shared_templates.xml",
        "views/proxy_health_help_templates.xml",
        "views/proxy_health_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "proxy_health/static/src/backend/*.js",
        ],
        # Loaded when the check page opens.
        "proxy_health.assets_page": [
            "proxy_health/static/src/components/**/*",
            "proxy_health/static/src/page/*",
            "proxy_health/static/src/probes/*",
        ],
        # Loaded for managers while a critical alert is open or the websocket is lost.
        "proxy_health.assets_mark": ["proxy_health/static/src/mark/*"],
        # Loaded with Odoo's own graph view.
        "web.assets_backend_lazy": ["proxy_health/static/src/history/*.js"],
        "web.assets_unit_tests_setup": [
            ("include", "proxy_health.assets_page"),
            ("include", "proxy_health.assets_mark"),
        ],
        "web.assets_unit_tests": ["proxy_health/static/tests/*.js"],
        "web.assets_tests": ["proxy_health/static/tests/tours/*.js"],
    },
    "images": ["static/description/icon.png"],
    "application": True,
    "uninstall_hook": "uninstall_hook",
}
