from . import new_key, secret, support
