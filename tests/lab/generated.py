"""What Nginx Proxy Manager and ingress-nginx write for nginx of what people tell them.

After their public templates: backend/templates/_location.conf and proxy_host.conf of
Nginx Proxy Manager 2, rootfs/etc/nginx/template/nginx.tmpl of ingress-nginx 1. Only what
Odoo meets: no cache, no access list, no authentication, no load balancing.
"""

import re
from dataclasses import replace

_PATH = re.compile(r"(/\S*): http, (\S+), port (\S+)")
_INGRESS_PATH = re.compile(
    r"- path: (\S+)\s+pathType: Prefix\s+backend: .*number: (\S+?)\}"
)
_ANNOTATION = re.compile(r'nginx\.ingress\.kubernetes\.io/(\S+): "(.*)"')

PUBLIC = "Publicly Accessible"
NPM_HEADERS = """proxy_set_header Host $host;
proxy_set_header X-Forwarded-Scheme $scheme;
proxy_set_header X-Forwarded-Proto $scheme;
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Real-IP $remote_addr;
add_header X-Served-By $host;"""
NPM_UPGRADE = """proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $http_connection;
proxy_http_version 1.1;"""
INGRESS_MAP = "map $http_upgrade $connection_upgrade { default upgrade; '' ''; }"
INGRESS_HEADERS = """proxy_set_header Host $http_host;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $connection_upgrade;
proxy_set_header X-Request-ID $request_id;
proxy_set_header X-Real-IP $remote_addr;
proxy_set_header X-Forwarded-For $remote_addr;
proxy_set_header X-Forwarded-Host $http_host;
proxy_set_header X-Forwarded-Port $server_port;
proxy_set_header X-Forwarded-Proto $scheme;
proxy_set_header X-Forwarded-Scheme $scheme;
proxy_set_header X-Scheme $scheme;
proxy_http_version 1.1;"""
#: Annotation -> nginx's directive.
ANNOTATED = {
    "proxy-body-size": "client_max_body_size",
    "proxy-read-timeout": "proxy_read_timeout",
    "proxy-send-timeout": "proxy_send_timeout",
}


def of_nginx_proxy_manager(text):
    """The server block of a proxy host: tabs with a field a line, as `render` prints."""
    tabs, tab = {}, ""
    for line in filter(None, map(str.strip, _without_comments(text))):
        if line in ("Details:", "Custom locations:", "SSL:", "Advanced:"):
            tab = line
            continue
        tabs.setdefault(tab, []).append(line)
    fields = dict(line.split(": ", 1) for line in tabs["Details:"])
    on = fields["Websockets Support"] == "on"
    common = [NPM_HEADERS, NPM_UPGRADE if on else ""]
    blocks = [
        _block(path, [*own, *common]) for path, own in _locations(tabs, fields).items()
    ]
    advanced = tabs.get("Advanced:", [])
    # In the http block of its own nginx.conf.
    given = any(line.startswith("client_max_body_size") for line in advanced)
    advanced = advanced if given else ["client_max_body_size 2000m;", *advanced]
    open_to_all = fields.get("Access List", PUBLIC) == PUBLIC
    return _server([*advanced, *([] if open_to_all else ["deny all;"]), *blocks])


def _locations(tabs, fields):
    """What each location has of its own, by its path."""
    # A custom location for / stands instead of it.
    usual = f"{fields['Forward Hostname / IP']}:{fields['Forward Port']}"
    locations = {"/": [f"proxy_pass http://{usual};"]}
    path = "/"
    for line in tabs.get("Custom locations:", []):
        if begins := _PATH.fullmatch(line):
            path = begins[1]
            locations[path] = [f"proxy_pass http://{begins[2]}:{begins[3]};"]
        else:
            locations[path].append(line)  # behind the gear of that location
    return locations


def of_ingress_nginx(text):
    """The server block of an Ingress and the controller's ConfigMap, as YAML."""
    text = "\n".join(_without_comments(text))
    common = [
        f"{ANNOTATED[name]} {value}{'s' * name.endswith('timeout')};"
        for name, value in _ANNOTATION.findall(text)
        if name in ANNOTATED
    ]
    said = dict(_ANNOTATION.findall(text))
    if network := said.get("whitelist-source-range"):
        common += [f"allow {network};", "deny all;"]
    blocks = []
    for path, port in _INGRESS_PATH.findall(text):
        inside = [INGRESS_HEADERS, *common, f"proxy_pass http://127.0.0.1:{port};"]
        # A prefix is a path of its own and all below it.
        exact = [] if path == "/" else [_block(f"= {path}", inside)]
        blocks += [*exact, _block(path.rstrip("/") + "/", inside)]
    gzip = ["gzip on;"] if 'use-gzip: "true"' in text else []
    types = ["gzip_types text/css application/javascript application/json;"] * len(gzip)
    return f"{INGRESS_MAP}\n{_server([*gzip, *types, *blocks])}"


def _without_comments(text):
    return [line for line in text.splitlines() if not line.strip().startswith("#")]


def _server(lines):
    return _braces("server", ["listen @LISTEN@;", "server_name @NAME@;", *lines])


def _block(path, lines):
    return _braces(f"location {path}", lines)


def _braces(head, lines):
    return "\n".join([f"{head} {{", *filter(None, lines), "}"])


#: What writes nginx's own configuration, of what people tell it, by its kind.
GENERATED = {
    "nginx-proxy-manager": of_nginx_proxy_manager,
    "ingress-nginx": of_ingress_nginx,
}


def world_of(kind, world):
    """The world with nginx's own configuration, where the product writes it."""
    return replace(world, text=GENERATED.get(kind, str)(world.text))
