from .models.api_key import SCOPE


def uninstall_hook(env):
    """Delete the keys that were good for our routes only."""
    env.cr.execute("DELETE FROM res_users_apikeys WHERE scope = %s", [SCOPE])
