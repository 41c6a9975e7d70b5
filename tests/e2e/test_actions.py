"""Every action of every rule loads in a real nginx, in the block that it names."""

import re
import subprocess

import pytest

from lab import certificates
from lab.nginx import binary
from proxycheck.judge.actions import Do, filled
from proxycheck.registry import rules

#: Values as a check fills them in.
VALUES = {
    "http_port": 8069,
    "gevent_port": 8072,
    "host": "erp.example.com",
    "port": 8443,
    "outer": "192.0.2.1",
    "asked_from": "192.0.2.2",
    "wanted_mib": 128,
    "advice": 720,
    "name": "erp.example.com",
}
FRAME = """
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    types_hash_max_size 4096;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{http}
    server {{
        listen 127.0.0.1:8443;
{server}
    }}
}}
"""


def nginx_actions(rule):
    """The rule's own actions on nginx's configuration, as JSON objects."""
    rows = filled([one.as_dict() for one in rule.actions], VALUES, rule.location)
    return [row for row in rows if row["do"] != Do.SET]


def blocks(rows):
    """``{block: its lines}`` after the actions, from a configuration that had none."""
    found = {}
    for row in rows:
        lines = found.setdefault(row["where"], [])
        head = row["new"].endswith("{")
        lines += [f"{row['new']} }}"] if head else [row["new"]] if row["new"] else []
    return found


def configuration(rows, folder):
    """The text of a configuration with these actions and nothing else."""
    found = blocks(rows)
    inner = {"http": found.pop("http", []), "server": found.pop("server", [])}
    for where, lines in found.items():
        outer = "http" if where.startswith(("map ", "upstream ")) else "server"
        inner[outer].append(f"{where} {{\n" + "\n".join(lines) + "\n}")
    texts = {name: "\n".join(lines) for name, lines in inner.items()}
    return FRAME.format(folder=folder, **texts)


@pytest.mark.parametrize("kind", ["debian", "wheel"])
@pytest.mark.parametrize("code", [c for c, r in rules().items() if nginx_actions(r)])
def test_the_lines_of_a_rule_load_where_they_belong(code, kind, tmp_path):
    text = configuration(nginx_actions(rules()[code]), tmp_path)
    # No check can know where somebody's certificate is; the lab's is elsewhere.
    certificates.ensure()
    chain, key = certificates.files("CERT")
    text = re.sub(r"/etc/ssl/certs/\S+(?=;)", str(chain), text)
    text = re.sub(r"/etc/ssl/private/\S+(?=;)", str(key), text)
    if "ssl_certificate " in text and "ssl_certificate_key" not in text:
        # The key that stands there already is the right one.
        text = text.replace(
            "ssl_certificate ", f"ssl_certificate_key {key};\nssl_certificate "
        )
    path = tmp_path / "nginx.conf"
    path.write_text(text)
    command = [binary(kind), "-t", "-p", tmp_path, "-c", path, "-e", "stderr"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr}\n{text}"
