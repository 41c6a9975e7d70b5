"""The addon under Odoo's own runner: its tests, and its coming and going."""

import pytest

from lab import database, odoo_tests, stage

# What installing leaves for ever, with or without our addon: Odoo's own bookkeeping.
OURS = """
    SELECT 'model', model FROM ir_model WHERE model LIKE 'proxy.health%%'
    UNION SELECT 'field', model || '.' || name FROM ir_model_fields
          WHERE name LIKE 'proxy_health%%'
    UNION SELECT 'xml id', module || '.' || name FROM ir_model_data
          WHERE module = 'proxy_health'
    UNION SELECT 'parameter', key FROM ir_config_parameter
          WHERE key LIKE 'proxy_health%%'
    UNION SELECT 'table', tablename FROM pg_tables WHERE tablename LIKE 'proxy_health%%'
    UNION SELECT 'cron', cron_name FROM ir_cron WHERE cron_name LIKE 'Proxy Health%%'
"""


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


def test_it_installs_upgrades_and_uninstalls_without_a_warning(lab):
    stage.fresh_copy(odoo_tests.DATABASE)
    steps = [
        odoo_tests.once("-i", "proxy_health"),
        odoo_tests.once("-u", "proxy_health"),
        odoo_tests.uninstall(),
    ]
    assert not [line for step in steps for line in step.complaints]
    with database.cursor(odoo_tests.DATABASE) as cr:
        cr.execute(OURS)
        assert not cr.fetchall()
