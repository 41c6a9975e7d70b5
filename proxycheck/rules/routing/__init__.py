"""Which server answers what: location, proxy_pass, upstream, return."""
