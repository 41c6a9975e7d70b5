from . import new_key, support
