from . import proxy_health
