"""The addon under Odoo's own runner: its tests, and its coming and going."""

import pytest

from lab import database, odoo_tests, stage

# Odoo's own settings, saved once before: up to 18 that stores parameters of other addons.
SAVED = """
env["res.config.settings"].create({}).execute()
env.cr.commit()
"""
# All that people and pages leave behind: settings that were saved, a key, bundles, and
# records that others refer to by the name of their model.
USE = """
import inspect
admin = env.ref("base.user_admin")
env = env(user=admin)
env["res.config.settings"].create({}).execute()
keys = env["res.users.apikeys"].sudo()
env.cr.execute("SELECT count(*) FROM res_users_apikeys")
keys._generate("proxy_health", "monitor", None)
qweb = env["ir.qweb"]
for bundle in ("proxy_health.assets_page", "web.assets_backend"):
    if "files" in inspect.signature(qweb._get_asset_bundle).parameters:
        qweb._get_asset_nodes(bundle)  # up to 16 this makes the files
        continue
    files = qweb._get_asset_bundle(bundle, js=True, css=True)
    files.js(), files.css()
target = env["proxy.health.target"]._own()
target.write({"max_blips": 0, "webhook_url": "http://127.0.0.1:9/"})
target.message_post(body="A note", attachments=[("a.txt", b"text")])
target.activity_schedule("mail.mail_activity_data_todo", user_id=admin.id)
check = env["proxy.health.check"].sudo().create({"target_id": target.id, "scheduled": True})
check.with_context(cron_id=1)._run()
check.mute("upload_limit_too_small", "Known", None)
env["proxy.health.share"]._make(check, 1)
env["proxy.health.support"].create({"check_id": check.id})
env["ir.filters"].create({"name": "Mine", "model_id": "proxy.health.check"})
env["ir.default"].set("proxy.health.target", "every_minutes", 30)
export = [(0, 0, {"name": "address"})]
env["ir.exports"].create(
    {"name": "Mine", "resource": "proxy.health.target", "export_fields": export}
)
env.cr.commit()
"""

# What installing leaves for ever, with or without our addon: Odoo's own bookkeeping.
KEPT = {
    "ir_module_module",
    "ir_module_module_dependency",
    "ir_model_data",
    "bus_bus",  # notifications, of which none gets a day old
}
# What must be as before, whoever it belongs to.
SAME = {
    "ir_config_parameter": "key",
    "ir_attachment": "COALESCE(url, name)",
    "res_users_apikeys": "concat(id, ' ', name)",
    "ir_cron": "concat(id, ' ', cron_name)",
    "ir_ui_view": "concat(id, ' ', name)",
    "ir_ui_menu": "concat(id, ' ', name)",
    "res_groups": "concat(id, ' ', name)",
    "res_groups_privilege": "concat(id, ' ', name)",
    "ir_actions": "concat(id, ' ', name)",
    "ir_model_access": "concat(id, ' ', name)",
    "ir_rule": "concat(id, ' ', name)",
    "ir_filters": "concat(id, ' ', name)",
    "ir_default": "id::text",
    "ir_exports": "concat(id, ' ', name)",
    "mail_message": "id::text",
    "mail_followers": "id::text",
    "mail_activity": "id::text",
    "mail_message_subtype": "concat(id, ' ', name)",
    "mail_activity_type": "concat(id, ' ', name)",
}


def contents(cr):
    """The rows of what must be as before, by table; older series lack some of them."""
    found = {}
    tables = _tables(cr)
    for table, what in SAME.items():
        if table not in tables:
            continue
        # Bundles of Odoo's own change with what is installed, and are made on demand.
        where = "url NOT LIKE '/web/assets/%' OR url IS NULL"
        own = f" WHERE {where}" if table == "ir_attachment" else ""
        cr.execute(f"SELECT {what} FROM {table}{own}")
        found[table] = sorted(row[0] for row in cr.fetchall())
    return found


def mentions(cr):
    """Every row of any table that still names us, in whatever column."""
    tables = _tables(cr)
    found = [("table", one) for one in sorted(tables) if one.startswith("proxy_health")]
    cr.execute(
        "SELECT indexname FROM pg_indexes WHERE indexname LIKE '%%proxy_health%%'"
    )
    found += [("index", name) for (name,) in cr.fetchall()]
    for table in tables - KEPT:
        cr.execute(f'SELECT t::text FROM "{table}" t WHERE t::text ~* %s', [US])
        found += [(table, row[0][:300]) for row in cr.fetchall()]
    return found


def _tables(cr):
    cr.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {table for (table,) in cr.fetchall()}


US = "proxy.health"


@pytest.fixture(scope="module", autouse=True)
def addon(lab):
    """A lab whose repository has an addon, and no tests' database left behind."""
    if not stage.has_addon():
        pytest.fail("the repository holds no __manifest__.py")
    yield
    odoo_tests.drop()


@pytest.mark.timeout(900)
def test_odoos_runner_runs_all_tests_and_they_pass(lab):
    outcome = odoo_tests.run_tests()
    if outcome.failed:
        pytest.fail(outcome.about("tests"), pytrace=False)
    assert outcome.ran >= odoo_tests.declared() > 0, f"only {outcome.ran} ran"
    assert not outcome.about("odoo.addons.proxy_health")


@pytest.mark.timeout(600)
def test_it_installs_upgrades_and_uninstalls_without_a_warning_or_a_trace(lab):
    stage.fresh_copy(odoo_tests.DATABASE)
    saved = odoo_tests.shell(SAVED)
    with database.cursor(odoo_tests.DATABASE) as cr:
        before = contents(cr)
    steps = [
        saved,
        odoo_tests.once("-i", "proxy_health"),
        odoo_tests.once("-u", "proxy_health"),
        odoo_tests.shell(USE),
        odoo_tests.uninstall(),
    ]
    assert not [line for step in steps for line in step.complaints]
    with database.cursor(odoo_tests.DATABASE) as cr:
        assert mentions(cr) == []
        assert contents(cr) == before
