from .models.res_users_apikeys import SCOPE

# What refers to our records by their model's name, which no foreign key cleans up.
BY_NAME = {
    "mail.message": "model",
    "mail.followers": "res_model",
    "mail.activity": "res_model",
    "ir.attachment": "res_model",
    "ir.filters": "model_id",
    "ir.exports": "resource",
}


def uninstall_hook(env):
    """Delete what Odoo does not know to be ours: it removes models and data by itself."""
    # Up to 18 an index on another's table stays when its module goes.
    env.cr.execute("DROP INDEX IF EXISTS res_users_proxy_health_short_login")
    env.cr.execute("DELETE FROM res_users_apikeys WHERE scope = %s", [SCOPE])
    parameters = env["ir.config_parameter"].sudo()
    parameters.search([("key", "=like", "proxy\\_health.%")]).unlink()
    for model, field in BY_NAME.items():
        ours = [(field, "=like", "proxy.health.%")]
        _all_of(env, model).search(ours).unlink()
    # Bundles are made when a page is opened, and kept as attachments.
    bundles = [("url", "=like", "/web/assets/%/proxy\\_health.%")]
    _all_of(env, "ir.attachment").search(bundles).unlink()


def _all_of(env, model):
    return env[model].sudo().with_context(active_test=False)
